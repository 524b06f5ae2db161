import { say } from '../catalogue.ts';
import { type Clock, writeMoment } from './dates.ts';
import { html, type Markup } from '../markup.ts';
import { filesField, sentFiles } from './my-list-page.ts';
import { type EstimateView, estimateSection } from './my-estimate.ts';
import { markOf, problemBox, type Refused } from './problems.ts';
import type { TrackerStep } from './tracker.ts';

export interface MyCaseView {
  number: number;
  subject: string;
  state: string;
  verdict: string | null;
  headline: string;
  steps: readonly TrackerStep[];
  wish: string | null;
  /** Options that wait for his choice, each with its page. */
  sheets: readonly { title: string; link: string; chosen: string | null }[];
  /** How long it will probably take; undefined once it is over. */
  estimate: EstimateView | undefined;
  messages: readonly {
    at: Date;
    mine: boolean;
    author: string;
    text: string;
    files: readonly { name: string; url: string }[];
  }[];
  /** Older messages exist that are not shown. */
  more: boolean;
  /** The colleague who asked, where it is not his own case. */
  by: string | undefined;
  onlyHis: boolean;
  /** What was just done, as a key of the catalogue below `case`. */
  notice: string | undefined;
  /** A form of the page that was refused, with what was typed into it. */
  refused: Refused | undefined;
}

/** A case as its customer sees it: a parcel tracker of promises, the conversation, and what he can do. */
export function myCasePage(view: MyCaseView, clock: Clock): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'pages', `case.${key}`, values);
  const more = (key: string, values: Record<string, string> = {}) =>
    say(clock.language, 'portal', `case.${key}`, values);
  const address = `/my/cases/${view.number}`;
  const refusedOf = (form: string) => (view.refused?.form === form ? view.refused : undefined);
  const message = refusedOf('messages');
  const words = markOf('text', message?.problems ?? []);
  return html` ${view.refused !== undefined && problemBox(view.refused, clock.language)}${view.notice !== undefined && html`<p class="notice" role="status">${DONE_HERE.has(view.notice) ? more(view.notice) : text(view.notice)}</p>`}
    <p class="eyebrow">${text('eyebrow', { number: view.number })} · <bdi>${view.subject}</bdi></p>
    <h1>${view.headline}</h1>
    ${view.by !== undefined && html`<p class="dim">${more('of', { name: view.by })}</p>`}${view.onlyHis && html`<p class="dim small">${more('private')}</p>`}
    <div class="two">
      <div>
        <ol class="track" aria-label="${text('steps')}">
          ${view.steps.map((step) => trackerLine(step, address, clock.language, view.refused))}
        </ol>
        ${view.by === undefined && view.state === 'closed' && view.verdict === null && verdictForm(address, text, refusedOf('verdict'))}
        <section aria-labelledby="talk">
          <h2 id="talk">${text('talk')}</h2>
          ${view.more && html`<p class="small dim">${text('earlier')}</p>`}
          <ol class="talk list">
            ${view.messages.map(
              (message) =>
                html`<li>
                  <p class="small dim">
                    <bdi class="strong">${message.mine ? text('you') : message.author}</bdi> ·
                    ${writeMoment(message.at, clock)}
                  </p>
                  <p dir="auto" ${message.mine ? VOICE : null}>${message.text}</p>
                  ${sentFiles(message.files)}
                </li>`,
            )}
          </ol>
        </section>
      </div>
      <aside class="side">
        ${view.sheets.map((sheet) => sheetSection(sheet, clock))}
        ${view.estimate !== undefined && estimateSection(view.estimate, clock)}
        ${
          view.wish !== null &&
          html`<section>
            <h2>${text('wish')}</h2>
            <p class="voice" dir="auto">${view.wish}</p>
            <p class="small dim">${text('wish-when')}</p>
          </section>`
        }
        <section id="write">
          <h2>${text('else')}</h2>
          <form method="post" action="${address}/messages" enctype="multipart/form-data">
            <label for="text">${text('message')}</label
            ><textarea id="text" name="text" dir="auto" maxlength="20000" ${words.attributes}>
${message?.typed.get('text')}</textarea
            >${words.words} ${filesField(clock.language, message)}
            <div class="acts"><button class="btn" type="submit">${text('send')}</button></div>
          </form>
        </section>
        ${view.by === undefined && endForm(view, address, more, refusedOf('reopening'))}
      </aside>
    </div>`;
}

function sheetSection(sheet: MyCaseView['sheets'][number], clock: Clock): Markup {
  const text = (key: string, values: Record<string, string> = {}) => say(clock.language, 'options', key, values);
  return html`<section>
    <h2>${text('my.title')}</h2>
    <p dir="auto">${sheet.title}</p>
    ${sheet.chosen !== null && html`<p class="small dim">${text('page.you-chose', { option: sheet.chosen })}</p>`}
    <div class="acts">
      <a class="btn ${sheet.chosen === null && 'go'}" href="${sheet.link}"
        >${text(sheet.chosen === null ? 'my.choose' : 'my.again')}</a
      >
    </div>
  </section>`;
}

/** Notices whose words stand with the newer pages. */
const DONE_HERE = new Set(['solved', 'reopened']);

/** "That solves it" while it is open; "open it again" once it is closed and judged. Both are one small step away, not a slip. */
function endForm(
  view: MyCaseView,
  address: string,
  text: (key: string) => string,
  refused: Refused | undefined,
): Markup | false {
  const wrong = markOf('why-again', refused?.problems ?? []);
  if (view.state !== 'closed')
    return html`<section>
      <details>
        <summary>${text('solve')}</summary>
        <p class="small dim">${text('solve-why')}</p>
        <form method="post" action="${address}/solved">
          <div class="acts"><button class="btn" type="submit">${text('solve-sure')}</button></div>
        </form>
      </details>
    </section>`;
  return (
    view.verdict !== null &&
    html`<section>
      <details ${refused === undefined ? null : OPEN}>
        <summary>${text('reopen')}</summary>
        <form method="post" action="${address}/reopening">
          <label for="why-again">${text('reopen-why')}</label
          ><textarea id="why-again" name="why" dir="auto" required maxlength="4000" ${wrong.attributes}>
${refused?.typed.get('why')}</textarea
          >${wrong.words}
          <div class="acts"><button class="btn" type="submit">${text('reopen')}</button></div>
        </form>
      </details>
    </section>`
  );
}

const VOICE: Markup = { markup: ' class="voice"' };
const OPEN: Markup = { markup: ' open' };

/** One line of the tracker; what he can say to it is sent below `address`, and what was refused of that stands beside it. */
export function trackerLine(step: TrackerStep, address: string, language: string, refused?: Refused): Markup {
  const text = (key: string) => say(language, 'pages', `case.${key}`);
  const shape = step.shape === 'broken' ? 'past broken' : step.shape;
  const sign = step.shape === 'past' ? '✓' : step.shape === 'broken' ? '×' : '';
  const when = html`<div class="w">${step.when}${step.ending !== undefined && html`, <b>${step.ending}</b>`}</div>`;
  const point = html`<span class="pt" aria-hidden="true">${sign}</span>`;
  if (step.shape !== 'now' || step.open === undefined) {
    return html`<li class="${shape}">
      ${point}
      <div>
        <div class="t" dir="auto">${step.title}</div>
        <div class="s" dir="auto">${step.detail}</div>
      </div>
      ${when}${step.open !== undefined && step.open.personal && html`<div class="answer">${answerTo(step.open, address, text, refused)}</div>`}
    </li>`;
  }
  const { open } = step;
  return html`<li class="now${open.atRisk && ' risk'}" aria-current="step">
    ${point}
    <div class="box">
      <div class="l">
        <span class="t" dir="auto">${step.title}</span><span class="w"><b>${step.when}</b></span>
      </div>
      <div class="s" dir="auto">${step.detail}</div>
      <span class="bar" aria-hidden="true"
        ><i style="width:calc((100% - 5px) * ${open.percentLeft} / 100)"></i><u></u
      ></span>
      ${answerTo(open, address, text, refused)}
    </div>
  </li>`;
}

/** What he can say to a promise somebody made him, whichever is due first: that the hour works, or that he needs another. */
function answerTo(
  open: NonNullable<TrackerStep['open']>,
  address: string,
  text: (key: string) => string,
  refused: Refused | undefined,
): Markup | undefined {
  if (!open.personal) return undefined;
  const field = `when-${open.promiseId}`;
  const own = refused?.form === `promises/${open.promiseId}/another-time` ? refused : undefined;
  const wrong = markOf(field, own?.problems ?? []);
  return html`<div class="acts">
      ${!open.accepted && html`<form method="post" action="${address}/promises/${open.promiseId}/acceptance"><button class="btn ${!open.asked && 'go'}" type="submit">${text('works')}</button></form>`}
    </div>
    <details ${own === undefined ? null : OPEN}>
      <summary>${text('another-time')}</summary>
      <form method="post" action="${address}/promises/${open.promiseId}/another-time">
        <label for="${field}">${text('another-when')}</label
        ><input
          type="text"
          id="${field}"
          name="when"
          value="${own?.typed.get('when')}"
          dir="auto"
          required
          maxlength="200"
          ${wrong.attributes}
        />${wrong.words}
        <div class="acts"><button class="btn" type="submit">${text('ask')}</button></div>
      </form>
    </details>`;
}

function verdictForm(address: string, text: (key: string) => string, refused: Refused | undefined): Markup {
  const wrong = markOf('why', refused?.problems ?? []);
  const unsaid = markOf('solved', refused?.problems ?? [], undefined, 'group');
  return html`<section class="notice" aria-labelledby="solved">
    <h2 id="solved" tabindex="-1">${text('solved-question')}</h2>
    ${unsaid.words}
    <form method="post" action="${address}/verdict">
      <div class="acts">
        <button class="btn go" name="solved" value="yes" type="submit">${text('solved-yes')}</button>
      </div>
      <details ${refused === undefined ? null : OPEN}>
        <summary>${text('solved-no')}</summary>
        <label for="why">${text('why-not')}</label
        ><textarea id="why" name="why" dir="auto" maxlength="4000" ${wrong.attributes}>
${refused?.typed.get('why')}</textarea
        >${wrong.words}
        <div class="acts"><button class="btn" name="solved" value="no" type="submit">${text('solved-no')}</button></div>
      </details>
    </form>
  </section>`;
}
