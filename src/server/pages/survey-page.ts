import { say } from '../catalogue.ts';
import { html, type Markup } from '../markup.ts';

export interface SurveyView {
  token: string;
  subject: string | null;
  /** Each in the survey's own words, in its order. */
  questions: readonly { key: string; text: string }[];
  /** What the mail's link already chose, or what was answered before. Nothing is recorded until a press. */
  chosen: {
    solved?: boolean | undefined;
    rating?: number | undefined;
    easy?: number | undefined;
    likely?: number | undefined;
    word?: string | undefined;
    why?: string | undefined;
  };
}

type Say = (key: string, values?: Record<string, string | number>) => string;

/** One question first, the answer already chosen from the mail, confirmed by a press; then an optional why. */
export function surveyPage(view: SurveyView, language: string): Markup {
  const text: Say = (key, values = {}) => say(language, 'pages', `survey.${key}`, values);
  const [first] = view.questions;
  return html`<div class="narrow">
    ${view.subject !== null && html`<p class="eyebrow">${text('about', { subject: view.subject })}</p>`}
    <h1>${text(first?.key === 'solved' ? 'headline' : 'title')}</h1>
    <form method="post" action="/s/${view.token}">
      ${view.questions.map((question) => field(question, view.chosen, text))}
      <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
    </form>
  </div>`;
}

function field(question: { key: string; text: string }, chosen: SurveyView['chosen'], text: Say): Markup {
  const { key } = question;
  if (key === 'solved') {
    const marked = chosen.solved === undefined ? undefined : chosen.solved ? 'yes' : 'no';
    return choices(question, ['yes', 'no'], marked, (value) => text(value));
  }
  if (key === 'rating') return choices(question, span(1, 5), mark(chosen.rating), (value) => text(`rating-${value}`));
  if (key === 'easy') return choices(question, span(1, 7), mark(chosen.easy), (value) => value);
  if (key === 'likely') return choices(question, span(0, 10), mark(chosen.likely), (value) => value);
  if (key === 'word') {
    return html`<div class="field">
      <label for="word">${question.text}</label>
      <input type="text" id="word" name="word" maxlength="40" value="${chosen.word}" />
    </div>`;
  }
  return html`<div class="field">
    <label for="why">${question.text}</label>
    <textarea id="why" name="why" maxlength="4000">${chosen.why}</textarea>
  </div>`;
}

function choices(
  question: { key: string; text: string },
  values: readonly string[],
  chosen: string | undefined,
  label: (value: string) => string,
): Markup {
  return html`<fieldset class="field">
    <legend class="strong">${question.text}</legend>
    <div class="scale">${values.map((value) => choice(question.key, value, value === chosen, label(value)))}</div>
  </fieldset>`;
}

function choice(name: string, value: string, chosen: boolean, label: string): Markup {
  return html`<label
    ><input type="radio" name="${name}" value="${value}" ${chosen && CHECKED} /><span>${label}</span></label
  >`;
}

const CHECKED: Markup = { markup: 'checked' };

function span(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

function mark(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** After the press. */
export function surveyThanksPage(token: string, bad: boolean, language: string): Markup {
  const text: Say = (key) => say(language, 'pages', `survey.${key}`);
  return html`<div class="narrow">
    <h1>${text(bad ? 'thanks-bad' : 'thanks')}</h1>
    <p class="acts"><a class="btn" href="/s/${token}">${text('change')}</a></p>
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
