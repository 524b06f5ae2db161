import { say } from '../catalogue.ts';
import { type Clock, writeDay, writeMoment } from './dates.ts';
import { html, type Markup } from '../markup.ts';
import { nameOf } from './tracker.ts';

export interface MyCaseLine {
  number: number;
  subject: string;
  open: boolean;
  closedAt: Date | null;
  promise: { what: string; clock: string | null; dueAt: Date } | undefined;
}

/** All cases of a customer: open ones with what is promised next, then those that are done. */
export function myListPage(lines: readonly MyCaseLine[], older: string | undefined, clock: Clock): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'pages', `list.${key}`, values);
  const open = lines.filter((line) => line.open);
  const closed = lines.filter((line) => !line.open);
  const headline =
    lines.length === 0
      ? 'headline-none'
      : open.length === 0
        ? 'headline-closed'
        : open.length === 1
          ? 'headline-one'
          : 'headline-many';
  return html`<h1>${text(headline, { n: open.length })}</h1>
    <p class="acts"><a class="btn go" href="/my/new">${text('new')}</a></p>
    ${
      open.length > 0 &&
      html`<h2 style="margin-top:28px">${text('open')}</h2>
        <ul class="list">
          ${open.map((line) => openLine(line, clock))}
        </ul>`
    }
    ${
      closed.length > 0 &&
      html`<h2 style="margin-top:28px">${text('done')}</h2>
        <ul class="list">
          ${closed.map((line) => html`<li><a href="/my/cases/${line.number}">${line.subject}</a> <span class="dim small">${line.number} · ${line.closedAt !== null && text('closed', { day: writeDay(line.closedAt, clock) })}</span></li>`)}
        </ul>`
    }
    ${older !== undefined && html`<p class="acts"><a class="btn" href="/my?cursor=${older}">${text('older')}</a></p>`}
    <form method="post" action="/my/leave" class="acts">
      <button class="btn" type="submit">${text('leave')}</button>
    </form>`;

  function openLine(line: MyCaseLine, clock: Clock): Markup {
    const promise =
      line.promise === undefined
        ? null
        : text('due', { what: nameOf(line.promise, clock), due: writeMoment(line.promise.dueAt, clock) });
    return html`<li>
      <a href="/my/cases/${line.number}">${line.subject}</a>
      <span class="dim small">${line.number}</span>${promise !== null && html`<div class="small">${promise}</div>`}
    </li>`;
  }
}

/** The door of /my: an address, and a link by mail. `sentTo` after asking, `stale` when a link was too old. */
export function enterPage(state: { sentTo?: string | undefined; stale?: boolean }, language: string): Markup {
  const text = (key: string, values: Record<string, string> = {}) => say(language, 'pages', `enter.${key}`, values);
  if (state.sentTo !== undefined)
    return html`<div class="narrow">
      <h1>${text('sent-headline')}</h1>
      <p role="status">${text('sent', { email: state.sentTo })}</p>
    </div>`;
  return html`<div class="narrow">
    <h1>${text('headline')}</h1>
    ${state.stale === true && html`<p class="notice" role="status">${text('stale')}</p>`}
    <p>${text('text')}</p>
    <form method="post" action="/my/link">
      <div class="field">
        <label for="email">${text('email')}</label
        ><input type="email" id="email" name="email" autocomplete="email" required maxlength="320" />
      </div>
      <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
    </form>
  </div>`;
}

/** The form for something new. */
export function newCasePage(language: string): Markup {
  const text = (key: string) => say(language, 'pages', `new.${key}`);
  return html`<div class="narrow">
    <h1>${text('headline')}</h1>
    <form method="post" action="/my/cases">
      <div class="field">
        <label for="subject">${text('subject')}</label
        ><input type="text" id="subject" name="subject" required maxlength="200" />
      </div>
      <div class="field">
        <label for="text">${text('text')}</label><textarea id="text" name="text" required maxlength="20000"></textarea>
      </div>
      <div class="field">
        <label for="wish">${text('wish')}</label><input type="text" id="wish" name="wish" maxlength="300" />
      </div>
      <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
    </form>
  </div>`;
}
