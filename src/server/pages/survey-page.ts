import { say } from '../catalogue.ts';
import { html, type Markup } from './markup.ts';

export interface SurveyView {
  token: string;
  subject: string | null;
  questions: readonly ('solved' | 'rating' | 'easy' | 'likely' | 'word' | 'why')[];
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

/** One question first, the answer already chosen from the mail, confirmed by a press; then an optional why. */
export function surveyPage(view: SurveyView, language: string): Markup {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'pages', `survey.${key}`, values);
  const asks = (question: SurveyView['questions'][number]) => view.questions.includes(question);
  const scale = (
    name: string,
    from: number,
    to: number,
    chosen: number | undefined,
    label: (value: number) => string,
  ) =>
    html`<div class="scale">
      ${Array.from({ length: to - from + 1 }, (_, index) => {
        const value = from + index;
        return html`<label
          ><input type="radio" name="${name}" value="${value}" ${value === chosen ? CHECKED : null} /><span
            >${label(value)}</span
          ></label
        >`;
      })}
    </div>`;
  const yesNo = (chosen: boolean | undefined) =>
    html`<div class="scale">
      <label
        ><input type="radio" name="solved" value="yes" ${chosen === true ? CHECKED : null} /><span
          >${text('yes')}</span
        ></label
      ><label
        ><input type="radio" name="solved" value="no" ${chosen === false ? CHECKED : null} /><span
          >${text('no')}</span
        ></label
      >
    </div>`;
  return html`<div class="narrow">
    ${view.subject !== null && html`<p class="eyebrow">${text('about', { subject: view.subject })}</p>`}
    <h1>${text(asks('solved') ? 'headline' : 'title')}</h1>
    <form method="post" action="/s/${view.token}">
      ${
        asks('solved') &&
        html`<fieldset>
          <legend class="strong">${text('solved')}</legend>
          ${yesNo(view.chosen.solved)}
        </fieldset>`
      }
      ${
        asks('rating') &&
        html`<fieldset class="field">
          <legend class="strong">${text('rating')}</legend>
          ${scale('rating', 1, 5, view.chosen.rating, (value) => text(`rating-${value}`))}
        </fieldset>`
      }
      ${
        asks('easy') &&
        html`<fieldset class="field">
          <legend class="strong">${text('easy')}</legend>
          ${scale('easy', 1, 7, view.chosen.easy, String)}
        </fieldset>`
      }
      ${
        asks('likely') &&
        html`<fieldset class="field">
          <legend class="strong">${text('likely')}</legend>
          ${scale('likely', 0, 10, view.chosen.likely, String)}
        </fieldset>`
      }
      ${asks('word') && html`<div class="field"><label for="word">${text('word')}</label><input type="text" id="word" name="word" maxlength="40" value="${view.chosen.word}" /></div>`}
      ${asks('why') && html`<div class="field"><label for="why">${text('why')}</label><textarea id="why" name="why" maxlength="4000">${view.chosen.why}</textarea></div>`}
      <div class="acts"><button class="btn go" type="submit">${text('send')}</button></div>
    </form>
  </div>`;
}

const CHECKED: Markup = { markup: ' checked' };

/** After the press. */
export function surveyThanksPage(token: string, bad: boolean, language: string): Markup {
  const text = (key: string) => say(language, 'pages', `survey.${key}`);
  return html`<div class="narrow">
    <h1>${text(bad ? 'thanks-bad' : 'thanks')}</h1>
    <p class="acts"><a class="btn" href="/s/${token}">${text('change')}</a></p>
  </div>`;
}

/** The link is too old, was mistyped, or the question was withdrawn. */
export function surveyGonePage(language: string): Markup {
  const text = (key: string) => say(language, 'pages', `survey.${key}`);
  return html`<div class="narrow">
    <h1>${text('gone')}</h1>
    <p>${text('gone-text')}</p>
  </div>`;
}
