import { say } from '../catalogue.ts';
import { html, type Markup } from '../markup.ts';
import { type Clock, writeMoment } from './dates.ts';
import { isolated } from './layout.ts';
import { filesField, sentFiles } from './my-list-page.ts';
import { markOf, problemBox, type Refused } from './problems.ts';

/** What an outside party sees: its own topic and part, and what was said between it and us. */
export interface PartyView {
  topic: string;
  number: number;
  company: string;
  task: string | null;
  dueAt: Date | null;
  late: boolean;
  done: boolean;
  /** Beside the part: what was promised by it and to it. */
  promises: { id: string; what: string; side: 'by' | 'to'; dueAt: Date | null; state: 'open' | 'kept' | 'broken' }[];
  messages: { at: Date; mine: boolean; author: string; text: string; files: { name: string; url: string }[] }[];
  notice: 'sent' | 'finished' | undefined;
  /** A form of the page that was refused, with what was typed into it. */
  refused: Refused | undefined;
}

/** The page of an outside party: everything works as plain pages and forms. `address` is the page's own, with its key. */
export function partyPage(view: PartyView, address: string, clock: Clock): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'parties', `page.${key}`, { company: view.company, ...values });
  const written = view.refused?.form === 'messages' ? view.refused : undefined;
  const wrong = markOf('text', written?.problems ?? []);
  return html`${view.refused !== undefined && problemBox(view.refused, clock.language)}
    <h1 dir="auto">${view.topic}</h1>
    <p class="eyebrow">${text('number', { number: view.number })}</p>
    ${view.notice !== undefined && html`<p class="notice" role="status">${text(view.notice)}</p>`}
    <p class="small dim">${text('intro')}</p>
    ${
      view.task !== null &&
      html`<section aria-labelledby="part" style="margin-top:28px">
        <h2 id="part">${text('part')}</h2>
        <p dir="auto">${view.task}</p>
        ${view.dueAt !== null && html`<p class="small">${text(view.late ? 'late' : 'due', { when: writeMoment(view.dueAt, clock) })}</p>`}
        ${
          view.done
            ? html`<p class="small">${text('done')}</p>`
            : html`<form method="post" action="${address}/done" class="acts">
                <button class="btn" type="submit">${text('finish')}</button>
              </form>`
        }
      </section>`
    }
    ${view.promises.length > 0 && promised(view, address, clock)}
    <section aria-labelledby="thread" style="margin-top:28px">
      <h2 id="thread">${text('thread')}</h2>
      ${view.messages.length === 0 && html`<p class="dim">${text('nothing')}</p>`}
      <ol class="talk list">
        ${view.messages.map(
          (message) =>
            html`<li>
              <p class="small dim">
                <span class="strong">${message.mine ? text('you') : message.author}</span> ·
                ${writeMoment(message.at, clock)}
              </p>
              <p dir="auto" style="white-space:pre-wrap">${message.text}</p>
              ${sentFiles(message.files)}
            </li>`,
        )}
      </ol>
    </section>
    <section id="write" style="margin-top:28px">
      <h2><label for="text">${text('answer')}</label></h2>
      <form method="post" action="${address}/messages" enctype="multipart/form-data">
        <textarea id="text" name="text" dir="auto" maxlength="20000" ${wrong.attributes}>
${written?.typed.get('text')}</textarea>
        ${wrong.words} ${filesField(clock.language, written)}
        <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
      </form>
    </section>`;
}

/** What it promised us and we it: its own it can say to be done while that is in time. */
function promised(view: PartyView, address: string, clock: Clock): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'parties', `promises.${key}`, { company: view.company, ...values });
  return html`<section aria-labelledby="promised" style="margin-top:28px">
    <h2 id="promised">${text('title')}</h2>
    <ul class="list">
      ${view.promises.map(
        (one) =>
          html`<li>
            <p>${text(one.side, { what: isolated(one.what) })}</p>
            ${one.state === 'kept' && html`<p class="small dim">${text('kept')}</p>`}
            ${
              one.state !== 'kept' &&
              one.dueAt !== null &&
              html`<p class="small">
                ${text(one.state === 'broken' ? 'late' : 'due', { when: writeMoment(one.dueAt, clock) })}
              </p>`
            }
            ${
              one.state === 'open' &&
              one.side === 'by' &&
              html`<form method="post" action="${address}/promises/${one.id}/done" class="acts">
                <button class="btn" type="submit">${text('keep')}</button>
              </form>`
            }
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What stands at a link that is over. */
export function partyOver(language: string): Markup {
  return html`<div class="narrow">
    <h1>${say(language, 'parties', 'page.over')}</h1>
    <p>${say(language, 'parties', 'page.over-why')}</p>
  </div>`;
}
