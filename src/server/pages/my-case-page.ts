import { say } from '../catalogue.ts';
import { type Clock, writeMoment } from './dates.ts';
import { html, type Markup } from '../markup.ts';
import { filesField } from './my-list-page.ts';
import { type EstimateView, estimateSection } from './my-estimate.ts';
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
}

/** A case as its customer sees it: a parcel tracker of promises, the conversation, and what he can do. */
export function myCasePage(view: MyCaseView, clock: Clock): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'pages', `case.${key}`, values);
  const more = (key: string, values: Record<string, string> = {}) =>
    say(clock.language, 'portal', `case.${key}`, values);
  const address = `/my/cases/${view.number}`;
  return html` ${view.notice !== undefined && html`<p class="notice" role="status">${DONE_HERE.has(view.notice) ? more(view.notice) : text(view.notice)}</p>`}
    <p class="eyebrow">${text('eyebrow', { number: view.number })} · ${view.subject}</p>
    <h1>${view.headline}</h1>
    ${view.by !== undefined && html`<p class="dim">${more('of', { name: view.by })}</p>`}${view.onlyHis && html`<p class="dim small">${more('private')}</p>`}
    <div class="two">
      <div>
        <ol class="track" aria-label="${text('steps')}">
          ${view.steps.map((step) => trackerLine(step, address, text))}
        </ol>
        ${view.by === undefined && view.state === 'closed' && view.verdict === null && verdictForm(address, text)}
        <section aria-labelledby="talk">
          <h2 id="talk">${text('talk')}</h2>
          ${view.more && html`<p class="small dim">${text('earlier')}</p>`}
          <ol class="talk list">
            ${view.messages.map((message) => html`<li><p class="small dim"><span class="strong">${message.mine ? text('you') : message.author}</span> · ${writeMoment(message.at, clock)}</p><p${message.mine ? VOICE : null}>${message.text}</p>${message.files.map((file) => html`<p class="small"><a href="${file.url}">${file.name}</a></p>`)}</li>`)}
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
            <p class="voice">${view.wish}</p>
            <p class="small dim">${text('wish-when')}</p>
          </section>`
        }
        <section id="write">
          <h2>${text('else')}</h2>
          <form method="post" action="${address}/messages" enctype="multipart/form-data">
            <label for="text">${text('message')}</label><textarea id="text" name="text" maxlength="20000"></textarea>
            ${filesField(clock.language)}
            <div class="acts"><button class="btn" type="submit">${text('send')}</button></div>
          </form>
        </section>
        ${view.by === undefined && endForm(view, address, more)}
      </aside>
    </div>`;
}

function sheetSection(sheet: MyCaseView['sheets'][number], clock: Clock): Markup {
  const text = (key: string, values: Record<string, string> = {}) => say(clock.language, 'options', key, values);
  return html`<section>
    <h2>${text('my.title')}</h2>
    <p>${sheet.title}</p>
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
function endForm(view: MyCaseView, address: string, text: (key: string) => string): Markup | false {
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
      <details>
        <summary>${text('reopen')}</summary>
        <form method="post" action="${address}/reopening">
          <label for="why-again">${text('reopen-why')}</label
          ><textarea id="why-again" name="why" required maxlength="4000"></textarea>
          <div class="acts"><button class="btn" type="submit">${text('reopen')}</button></div>
        </form>
      </details>
    </section>`
  );
}

const VOICE: Markup = { markup: ' class="voice"' };

/** One line of the tracker; what he can say to it is sent below `address`. */
export function trackerLine(step: TrackerStep, address: string, text: (key: string) => string): Markup {
  const shape = step.shape === 'broken' ? 'past broken' : step.shape;
  const sign = step.shape === 'past' ? '✓' : step.shape === 'broken' ? '×' : '';
  const when = html`<div class="w">${step.when}${step.ending !== undefined && html`, <b>${step.ending}</b>`}</div>`;
  const point = html`<span class="pt" aria-hidden="true">${sign}</span>`;
  if (step.shape !== 'now' || step.open === undefined) {
    return html`<li class="${shape}">
      ${point}
      <div>
        <div class="t">${step.title}</div>
        <div class="s">${step.detail}</div>
      </div>
      ${when}${step.open !== undefined && step.open.personal && html`<div class="answer">${answerTo(step.open, address, text)}</div>`}
    </li>`;
  }
  const { open } = step;
  return html`<li class="now${open.atRisk && ' risk'}" aria-current="step">
    ${point}
    <div class="box">
      <div class="l">
        <span class="t">${step.title}</span><span class="w"><b>${step.when}</b></span>
      </div>
      <div class="s">${step.detail}</div>
      <span class="bar" aria-hidden="true"
        ><i style="width:calc((100% - 5px) * ${open.percentLeft} / 100)"></i><u></u
      ></span>
      ${answerTo(open, address, text)}
    </div>
  </li>`;
}

/** What he can say to a promise somebody made him, whichever is due first: that the hour works, or that he needs another. */
function answerTo(
  open: NonNullable<TrackerStep['open']>,
  address: string,
  text: (key: string) => string,
): Markup | undefined {
  if (!open.personal) return undefined;
  const field = `when-${open.promiseId}`;
  return html`<div class="acts">
      ${!open.accepted && html`<form method="post" action="${address}/promises/${open.promiseId}/acceptance"><button class="btn ${!open.asked && 'go'}" type="submit">${text('works')}</button></form>`}
    </div>
    <details>
      <summary>${text('another-time')}</summary>
      <form method="post" action="${address}/promises/${open.promiseId}/another-time">
        <label for="${field}">${text('another-when')}</label
        ><input type="text" id="${field}" name="when" required maxlength="200" />
        <div class="acts"><button class="btn" type="submit">${text('ask')}</button></div>
      </form>
    </details>`;
}

function verdictForm(address: string, text: (key: string) => string): Markup {
  return html`<section class="notice" aria-labelledby="solved">
    <h2 id="solved">${text('solved-question')}</h2>
    <form method="post" action="${address}/verdict">
      <div class="acts">
        <button class="btn go" name="solved" value="yes" type="submit">${text('solved-yes')}</button>
      </div>
      <details>
        <summary>${text('solved-no')}</summary>
        <label for="why">${text('why-not')}</label><textarea id="why" name="why" maxlength="4000"></textarea>
        <div class="acts"><button class="btn" name="solved" value="no" type="submit">${text('solved-no')}</button></div>
      </details>
    </form>
  </section>`;
}
