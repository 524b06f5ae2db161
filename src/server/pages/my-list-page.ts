import { say } from '../catalogue.ts';
import { type Clock, writeDay, writeMoment } from './dates.ts';
import { html, type Markup } from '../markup.ts';
import { isolated } from './layout.ts';
import { markOf, problemBox, type Refused } from './problems.ts';
import { nameOf } from './tracker.ts';

export interface MyCaseLine {
  number: number;
  subject: string;
  open: boolean;
  /** A colleague who asked it, where it is not his own. */
  by?: string | undefined;
  closedAt: Date | null;
  promise: { what: string; clock: string | null; dueAt: Date } | undefined;
}

/** How a list was narrowed. */
export interface MyListAsked {
  q: string;
  state: 'open' | 'done' | undefined;
  mine: boolean;
  /** The organisation whose cases he sees. */
  company: string | undefined;
}

/** All cases of a customer, or of his organisation: open ones with what is promised next, then those that are done. */
export function myListPage(
  lines: readonly MyCaseLine[],
  older: string | undefined,
  clock: Clock,
  asked: MyListAsked,
  more: boolean,
  /** What stands between what is open and what is done: promises without a case, where he is on his journeys. */
  between: Markup | null = null,
): Markup {
  const narrowed = asked.q !== '' || asked.state !== undefined || asked.mine;
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
  return html`${!narrowed && older === undefined && !more ? html`<h1>${text(headline, { n: open.length })}</h1>` : html`<h1>${text('title')}</h1>`}
    <p class="acts">
      <a class="btn go" href="/my/new">${text('new')}</a>
      <a class="btn" href="/my/expectations">${say(clock.language, 'needs', 'expect.title')}</a>
    </p>
    ${(lines.length > 5 || narrowed || more || asked.company !== undefined) && listTools(asked, clock.language)}
    ${narrowed && lines.length === 0 && html`<p class="notice" role="status">${say(clock.language, 'portal', 'list.none')}</p>`}
    ${
      open.length > 0 &&
      html`<h2 style="margin-top:28px">${text('open')}</h2>
        <ul class="list">
          ${open.map((line) => openLine(line, clock))}
        </ul>`
    }
    ${between}
    ${
      closed.length > 0 &&
      html`<h2 style="margin-top:28px">${text('done')}</h2>
        <ul class="list">
          ${closed.map(
            (line) =>
              html`<li>
                <a href="/my/cases/${line.number}"><bdi>${line.subject}</bdi></a>
                <span class="dim small"
                  >${line.number} ·
                  ${line.closedAt !== null && text('closed', { day: writeDay(line.closedAt, clock) })}${byWhom(line)}</span
                >
              </li>`,
          )}
        </ul>`
    }
    ${older !== undefined && html`<p class="acts"><a class="btn" href="/my?${addressOf(asked, { cursor: older })}">${text('older')}</a></p>`}
    <form method="post" action="/my/leave" class="acts">
      <button class="btn" type="submit">${text('leave')}</button>
    </form>`;

  function byWhom(line: MyCaseLine): string {
    return line.by === undefined ? '' : ` · ${say(clock.language, 'portal', 'list.of', { name: isolated(line.by) })}`;
  }

  function openLine(line: MyCaseLine, clock: Clock): Markup {
    const promise =
      line.promise === undefined
        ? null
        : text('due', { what: isolated(nameOf(line.promise, clock)), due: writeMoment(line.promise.dueAt, clock) });
    return html`<li>
      <a href="/my/cases/${line.number}"><bdi>${line.subject}</bdi></a>
      <span class="dim small">${line.number}${byWhom(line)}</span
      >${promise !== null && html`<div class="small">${promise}</div>`}
    </li>`;
  }
}

function addressOf(asked: MyListAsked, change: Record<string, string>): string {
  const now = { q: asked.q, state: asked.state ?? '', whose: asked.mine ? 'mine' : '' };
  const all = Object.entries({ ...now, ...change }).filter(([, value]) => value !== '');
  return new URLSearchParams(all).toString();
}

/** Search, open or done, and whose: each a plain link or form. */
function listTools(asked: MyListAsked, language: string): Markup {
  const text = (key: string, values: Record<string, string> = {}) => say(language, 'portal', `list.${key}`, values);
  const link = (label: string, change: Record<string, string>, current: boolean) =>
    html`<a href="/my?${addressOf(asked, change)}" ${current ? CURRENT : null}>${label}</a>`;
  return html`<form method="get" action="/my" role="search">
      ${asked.state !== undefined && html`<input type="hidden" name="state" value="${asked.state}" />`}
      ${asked.mine && html`<input type="hidden" name="whose" value="mine" />`}
      <label for="q" class="unseen">${text('search')}</label>
      <div class="acts tight">
        <input
          type="search"
          id="q"
          name="q"
          value="${asked.q}"
          dir="auto"
          maxlength="200"
          placeholder="${text('search')}"
        /><button class="btn" type="submit">${text('find')}</button>
      </div>
    </form>
    <nav class="pick" aria-label="${text('show')}">
      ${link(text('all'), { state: '' }, asked.state === undefined)}${link(text('open'), { state: 'open' }, asked.state === 'open')}${link(text('done'), { state: 'done' }, asked.state === 'done')}
    </nav>
    ${
      asked.company !== undefined &&
      html`<nav class="pick" aria-label="${text('whose')}">
        ${link(text('company', { company: asked.company }), { whose: '' }, !asked.mine)}${link(text('mine'), { whose: 'mine' }, asked.mine)}
      </nav>`
    }`;
}

const CHECKED: Markup = { markup: ' checked' };
const CURRENT: Markup = { markup: ' aria-current="true"' };

/** The door of /my: an address, and a link by mail. `sentTo` after asking, `stale` when a link was too old. */
export function enterPage(state: { sentTo?: string; stale?: boolean; refused?: Refused }, language: string): Markup {
  const text = (key: string, values: Record<string, string> = {}) => say(language, 'pages', `enter.${key}`, values);
  const wrong = markOf('email', state.refused?.problems ?? []);
  if (state.sentTo !== undefined)
    return html`<div class="narrow">
      <h1>${text('sent-headline')}</h1>
      <p role="status">${text('sent', { email: isolated(state.sentTo) })}</p>
    </div>`;
  return html`<div class="narrow">
    <h1>${text('headline')}</h1>
    ${state.stale === true && html`<p class="notice" role="status">${text('stale')}</p>`}
    ${state.refused !== undefined && problemBox(state.refused, language)}
    <p>${text('text')}</p>
    <form method="post" action="/my/link">
      <div class="field">
        <label for="email">${text('email')}</label
        ><input
          type="email"
          id="email"
          name="email"
          value="${state.refused?.typed.get('email')}"
          autocomplete="email"
          required
          maxlength="320"
          ${wrong.attributes}
        />${wrong.words}
      </div>
      <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
    </form>
  </div>`;
}

/** The form for something new that no other form is for. `company`: he has colleagues who may see their organisation's cases. */
export function newCaseForm(language: string, headline: string, company: boolean, refused?: Refused): Markup {
  const text = (key: string) => say(language, 'pages', `new.${key}`);
  const more = (key: string) => say(language, 'portal', `form.${key}`);
  const mark = (id: string) => markOf(id, refused?.problems ?? []);
  const typed = (name: string) => refused?.typed.get(name) ?? '';
  const [subject, words, wish] = [mark('subject'), mark('text'), mark('wish')];
  return html`<section>
    ${refused !== undefined && problemBox(refused, language)}${headline !== '' && html`<h2 class="apart">${headline}</h2>`}
    <form
      method="post"
      action="/my/cases"
      enctype="multipart/form-data"
      data-articles="/help/forms/articles?lang=${language}"
    >
      <div class="field">
        <label for="subject">${text('subject')}</label
        ><input
          type="text"
          id="subject"
          name="subject"
          value="${typed('subject')}"
          dir="auto"
          required
          maxlength="200"
          ${subject.attributes}
        />${subject.words}
      </div>
      <div class="field">
        <label for="text">${text('text')}</label
        ><textarea id="text" name="text" dir="auto" required maxlength="20000" ${words.attributes}>
${typed('text')}</textarea
        >${words.words}
      </div>
      <div id="answers" aria-live="polite" data-headline="${more('found')}" data-beside="${more('new-tab')}"></div>
      <div class="field">
        <label for="wish">${text('wish')}</label
        ><input
          type="text"
          id="wish"
          name="wish"
          value="${typed('wish')}"
          dir="auto"
          maxlength="300"
          ${wish.attributes}
        />${wish.words}
      </div>
      ${filesField(language, refused)}
      ${company && html`<label class="tick field"><input type="checkbox" name="only-me" value="yes" ${typed('only-me') === 'yes' ? CHECKED : null} /> ${more('only-me')}</label>`}
      <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
    </form>
  </section>`;
}

/** The files of a message, each to be fetched at its own address. */
export function sentFiles(files: readonly { name: string; url: string }[]): Markup[] {
  return files.map(
    (file) =>
      html`<p class="small">
        <a href="${file.url}"><bdi>${file.name}</bdi></a>
      </p>`,
  );
}

/** A field for files, as everywhere on the pages. */
export function filesField(language: string, refused?: Pick<Refused, 'problems' | 'filesAgain'>): Markup {
  const text = (key: string) => say(language, 'portal', `form.${key}`);
  const wrong = markOf('files', refused?.problems ?? [], 'files-why');
  return html`<div class="field">
    <label for="files">${text('files')} <span class="small dim">(${text('optional')})</span></label
    ><input type="file" id="files" name="files" multiple ${wrong.attributes} />
    <p class="small dim" id="files-why">
      ${refused?.filesAgain === true && html`<b>${text('files-again')}</b> `}${text('files-why')}
    </p>
    ${wrong.words}
  </div>`;
}
