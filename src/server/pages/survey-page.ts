import type { WrittenQuestion } from '../../contract/voice-surveys.ts';
import { say } from '../catalogue.ts';
import { html, type Markup, sanitised } from '../markup.ts';
import { isolated } from './layout.ts';
import { markOf, type Problem, problemBox } from './problems.ts';
import { endsOf, type OpenInvitation, ownWords, type WaitingAsk } from '../modules/voice/index.ts';

export interface SurveyView extends Pick<
  OpenInvitation,
  'subject' | 'questions' | 'anonymous' | 'theme' | 'answered' | 'language'
> {
  /** Where the form is sent. */
  action: string;
  /** What the mail's link already chose, or what was answered before. Nothing is recorded until a press. */
  chosen: Readonly<Record<string, unknown>>;
  /** The secret that a second press of a page without a name is known by; it is kept nowhere before the first. */
  again?: string | undefined;
  /** Where the page says that it was shown; a GET alone counts nothing. */
  seen?: string | undefined;
  /** Somebody of ours looks at it: he reads that only the customer answers. */
  looksOn?: boolean | undefined;
  /** What was wrong with the last press, in the customer's language. */
  problem?: Problem | undefined;
}

/** A question with its place on the page. */
type Placed = WrittenQuestion & { at: number; problems: readonly Problem[] };
type Say = (key: string, values?: Record<string, string | number>) => string;

/**
 * One question first, the answer already chosen from the mail, confirmed by a press; then the others. All of it is one form that
 * works without a script; what hangs on an earlier answer appears when it applies.
 */
export function surveyPage(view: SurveyView, language: string): Markup {
  const text: Say = (key, values = {}) => say(language, 'pages', `survey.${key}`, values);
  const own = (key: string) => say(language, 'surveys', `page.${key}`);
  const problems = view.problem === undefined ? [] : [view.problem];
  const [first] = view.questions;
  const title = ownWords(view.theme.title, view.language);
  return html`${themeStyle(view)}${branchStyle(view.questions)}
    <div class="narrow survey">
      ${view.theme.logo !== undefined && html`<p class="survey-logo">${view.theme.logo}</p>`}
      ${view.subject !== null && html`<p class="eyebrow" dir="auto">${text('about', { subject: isolated(view.subject) })}</p>`}
      <h1 dir="auto">${title || text(first?.key === 'solved' ? 'headline' : 'title')}</h1>
      ${view.anonymous && html`<p class="notice">${own('anonymous')}</p>`}
      ${view.looksOn === true && html`<p class="notice">${own('colleague')}</p>`}
      ${view.problem !== undefined && problemBox({ problems: problems.map((each) => ({ ...each, at: placeOf(view.questions, each.at) })), typed: new Map() }, language)}
      <form method="post" action="${view.action}" data-survey data-seen="${view.seen ?? ''}">
        ${view.again !== undefined && html`<input type="hidden" name="_again" value="${view.again}" />`}
        ${view.questions.map((question, at) => field({ ...question, at, problems }, view.chosen[question.key], text, own))}
        <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
        <p class="small dim" role="status" data-kept="${own('kept')}"></p>
      </form>
    </div>`;
}

/** The id of a question's field; empty for one that is not on the page. */
function placeOf(questions: readonly WrittenQuestion[], key: string): string {
  return questions.some((question) => question.key === key) ? `q-${key}` : '';
}

/** What is wrong with a question, for its field and for beside it. */
function wrongOf({ key, problems }: Placed, hint?: string) {
  const own = problems.filter(({ at }) => at === key).map(({ text }) => ({ at: `q-${key}`, text }));
  return markOf(`q-${key}`, own, hint, 'group');
}

/** The company's colour on what is pressed and chosen. Only six hexadecimal digits come this far. */
function themeStyle({ theme }: SurveyView): Markup {
  const colour = theme.colour ?? '';
  if (!/^#[0-9a-fA-F]{6}$/.test(colour)) return sanitised('');
  const ink = isLight(colour) ? '#000000' : '#ffffff';
  return sanitised(
    `<style>.survey{border-top:4px solid ${colour};padding-top:18px}.survey .btn.go{background:${colour};border-color:${colour};color:${ink}}.survey .scale input:checked+span{background:${colour};border-color:${colour};color:${ink}}.survey-logo{font-weight:650}</style>`,
  );
}

/** Relative luminance over the middle between black and white ink (WCAG 2.2: equal contrast at 0.179). */
function isLight(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
}

/**
 * A question that hangs on another is hidden until that one is answered so. Where a browser cannot say this in a style, it is
 * always seen, and what does not apply is not kept.
 */
function branchStyle(questions: readonly WrittenQuestion[]): Markup {
  const place = new Map(questions.map(({ key }, at) => [key, at]));
  const rules = questions.flatMap((question, at) => {
    const when = question.showWhen;
    const on = questions.find(({ key }) => key === when?.question);
    if (when === null || on === undefined) return [];
    const values = valuesThat(on, when).map(
      (value) => `[name="${on.key}${on.kind === 'multi' ? `.${value}` : ''}"][value="${value}"]:checked`,
    );
    const chosen = values.length === 0 ? '.never' : `:is(${values.join(',')})`;
    return [`form:not(:has(.q-${String(place.get(on.key))} ${chosen})) .q-${String(at)}{display:none}`];
  });
  return sanitised(rules.length === 0 ? '' : `<style>${rules.join('')}</style>`);
}

function valuesThat(on: WrittenQuestion, when: NonNullable<WrittenQuestion['showWhen']>): string[] {
  const all =
    on.kind === 'scale'
      ? span(on.from, on.to)
      : on.kind === 'yes-no'
        ? ['yes', 'no']
        : on.choices.map((choice) => choice.key);
  return all.filter((value) => {
    if (when.is !== undefined && !when.is.includes(value)) return false;
    const number = Number(value);
    return (
      (when.atLeast === undefined || number >= when.atLeast) && (when.atMost === undefined || number <= when.atMost)
    );
  });
}

function field(question: Placed, given: unknown, text: Say, own: (key: string) => string): Markup {
  const { key, kind } = question;
  switch (kind) {
    case 'yes-no':
      return choices(
        question,
        ['yes', 'no'].map((value) => ({ value, label: text(value) })),
        given === undefined ? undefined : given === true ? 'yes' : 'no',
      );
    case 'scale':
      return choices(
        question,
        span(question.from, question.to).map((value) => ({
          value,
          label: key === 'rating' ? text(`rating-${value}`) : value,
        })),
        given === undefined ? undefined : String(given),
      );
    case 'choice':
      return choices(
        question,
        question.choices.map((choice) => ({ value: choice.key, label: choice.text })),
        given === undefined ? undefined : String(given),
      );
    case 'multi': {
      const chosen = Array.isArray(given) ? given : [];
      const wrong = wrongOf(question);
      return html`<fieldset class="field q-${question.at}" id="q-${key}" tabindex="-1" ${wrong.attributes}>
        <legend class="strong" dir="auto">${question.text}</legend>
        ${wrong.words}
        <p class="small dim">${own('several')}</p>
        ${question.choices.map((choice) => html`<label class="tick"><input type="checkbox" name="${key}.${choice.key}" value="${choice.key}" ${chosen.includes(choice.key) && CHECKED} /> <bdi>${choice.text}</bdi></label>`)}
      </fieldset>`;
    }
    case 'text': {
      const value = typeof given === 'string' ? given : '';
      const wrong = wrongOf(question);
      return html`<div class="field q-${question.at}">
        <label for="q-${key}" dir="auto">${question.text}</label>
        ${
          key === 'word'
            ? html`<input
                type="text"
                id="q-${key}"
                name="${key}"
                maxlength="40"
                dir="auto"
                value="${value}"
                ${wrong.attributes}
              />`
            : html`<textarea id="q-${key}" name="${key}" maxlength="4000" dir="auto" ${wrong.attributes}>
${value}</textarea>`
        }
        ${wrong.words}
      </div>`;
    }
  }
}

function choices(
  question: Placed,
  offered: readonly { value: string; label: string }[],
  chosen: string | undefined,
): Markup {
  const { key, text, optional, at } = question;
  const ends = endsOf(question);
  const wrong = wrongOf(question, ends.length > 0 ? `ends-${key}` : undefined);
  return html`<fieldset class="field q-${at}" id="q-${key}" tabindex="-1" ${wrong.attributes}>
    <legend class="strong" dir="auto">${text}${!optional && html`<span aria-hidden="true"> *</span>`}</legend>
    ${wrong.words}
    <div class="scale">${offered.map(({ value, label }) => choice(key, value, value === chosen, label))}</div>
    ${ends.length > 0 && html`<p class="small dim survey-ends" id="ends-${key}">${ends.map((end) => html`<span dir="auto">${end}</span> `)}</p>`}
  </fieldset>`;
}

function choice(name: string, value: string, chosen: boolean, label: string): Markup {
  return html`<label
    ><input type="radio" name="${name}" value="${value}" ${chosen && CHECKED} /><span dir="auto">${label}</span></label
  >`;
}

const CHECKED: Markup = { markup: 'checked' };

function span(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** After the press. `path` leads back to the answer; null where it cannot be found again. */
export function surveyThanksPage(
  view: { path: string | null; bad: boolean; partial: boolean; thanks: string | undefined },
  language: string,
): Markup {
  const text: Say = (key) => say(language, 'pages', `survey.${key}`);
  return html`<div class="narrow">
    <h1 dir="auto">${view.thanks || text(view.bad ? 'thanks-bad' : 'thanks')}</h1>
    ${view.partial && html`<p>${say(language, 'surveys', 'page.partial')}</p>`}
    ${view.path !== null && html`<p class="acts"><a class="btn" href="${view.path}">${text('change')}</a></p>`}
  </div>`;
}

/** What waits to be answered, below what one came for. */
export function asksPart(asks: readonly WaitingAsk[], language: string): Markup | null {
  if (asks.length === 0) return null;
  return html`<section aria-labelledby="asks" style="margin-top:28px">
    <h2 id="asks">${say(language, 'surveys', 'page.waiting')}</h2>
    <ul class="list">
      ${asks.map(({ title, path }) => html`<li><a href="${path}" dir="auto">${title}</a></li>`)}
    </ul>
  </section>`;
}

/** An ask without a name was used: nobody can find what was answered, and nothing can be answered twice. */
export function surveyUsedPage(language: string): Markup {
  return html`<div class="narrow">
    <h1>${say(language, 'surveys', 'page.used')}</h1>
    <p>${say(language, 'surveys', 'page.usedText')}</p>
  </div>`;
}

/** The link is too old, was mistyped, or the question was withdrawn. */
export function surveyGonePage(language: string): Markup {
  const text: Say = (key) => say(language, 'pages', `survey.${key}`);
  return html`<div class="narrow">
    <h1>${text('gone')}</h1>
    <p>${text('gone-text')}</p>
  </div>`;
}
