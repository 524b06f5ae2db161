import type { FieldCondition } from '../../domain/fields/asking.ts';
import { say } from '../catalogue.ts';
import { html, type Markup, sanitised } from '../markup.ts';
import type { SpokenQuestion } from '../modules/forms/index.ts';
import { markOf, type Problem } from './problems.ts';

/** The questions of a form, with what was answered already; those that hang on another appear when they apply, without a script. */
export function questionFields(
  questions: readonly SpokenQuestion[],
  given: ReadonlyMap<string, readonly string[]>,
  problems: readonly Problem[],
  language: string,
): Markup {
  return html`${sanitised(`<style>${conditionStyles(questions)}</style>`)}${questions.map((question, at) =>
    questionField(question, at, given.get(`f.${question.key}`) ?? [], problems, language),
  )}`;
}

function questionField(
  question: SpokenQuestion,
  at: number,
  given: readonly string[],
  problems: readonly Problem[],
  language: string,
): Markup {
  const text = (key: string) => say(language, 'portal', `form.${key}`);
  const id = `q-${String(at)}`;
  const name = `f.${question.key}`;
  const hint = question.help === '' ? null : html`<p class="small dim" id="${id}-help">${question.help}</p>`;
  const group = question.kind === 'choices';
  const wrong = markOf(id, problems, hint === null ? undefined : `${id}-help`, group ? 'group' : 'field');
  const rest = html`${wrong.attributes}${question.needed && sanitised(' aria-required="true"')}`;
  const words = html`${question.label}${!question.needed && html` <span class="small dim">(${text('optional')})</span>`}`;
  if (group)
    return html`<fieldset class="field q-${at}" data-q="${at}" id="${id}" tabindex="-1" ${wrong.attributes}>
      <legend>${words}</legend>
      ${hint}${wrong.words}${question.choices.map((choice, place) => html`<label class="tick"><input type="checkbox" name="${name}" value="${choice.value}" data-v="${place}" ${given.includes(choice.value) ? CHECKED : null} /> ${choice.label}</label>`)}
    </fieldset>`;
  return html`<div class="field q-${at}" data-q="${at}">
    <label for="${id}">${words}</label>
    ${hint}${control(question, id, name, given[0] ?? '', rest, text)}${wrong.words}
  </div>`;
}

const CHECKED: Markup = { markup: ' checked' };
const SELECTED: Markup = { markup: ' selected' };

function control(
  question: SpokenQuestion,
  id: string,
  name: string,
  value: string,
  rest: Markup,
  text: (key: string) => string,
): Markup {
  const offered =
    question.kind === 'yes-no'
      ? [
          { value: 'true', label: text('yes') },
          { value: 'false', label: text('no') },
        ]
      : question.choices;
  switch (question.kind) {
    case 'choice':
    case 'yes-no':
      return html`<select id="${id}" name="${name}" ${rest}>
        <option value="">${text('choose')}</option>
        ${offered.map((choice, place) => html`<option value="${choice.value}" data-v="${place}" ${choice.value === value ? SELECTED : null}>${choice.label}</option>`)}
      </select>`;
    case 'date':
      return html`<input type="date" id="${id}" name="${name}" value="${value}" ${rest} />`;
    case 'number':
      return html`<input
        type="text"
        inputmode="decimal"
        id="${id}"
        name="${name}"
        value="${value}"
        maxlength="40"
        ${rest}
      />`;
    case 'link':
      return html`<input type="url" id="${id}" name="${name}" value="${value}" maxlength="2000" ${rest} />`;
    default:
      return html`<input type="text" id="${id}" name="${name}" value="${value}" dir="auto" maxlength="2000" ${rest} />`;
  }
}

/**
 * Questions that do not apply are hidden by `:has()` alone, so that nothing must run. Browsers that do not know it show them all,
 * and the server leaves out what does not apply. Only places go into the style, never anybody's words.
 */
function conditionStyles(questions: readonly SpokenQuestion[]): string {
  const places = new Map(questions.map((question, at) => [question.key, at]));
  const rules = questions.flatMap((question, at) => {
    const conditions = conditionsOf(questions, question, []);
    if (conditions.length === 0) return [];
    const when = conditions.map((condition) => `:has(${selectorOf(condition)})`).join('');
    return [`.q-${String(at)}{display:none}form${when} .q-${String(at)}{display:block}`];
  });
  return rules.length === 0 ? '' : `@supports selector(:has(*)){${rules.join('')}}`;

  function selectorOf(condition: FieldCondition): string {
    const at = places.get(condition.field) ?? -1;
    const other = questions[at];
    const offered = other?.kind === 'yes-no' ? ['true', 'false'] : (other?.choices.map((choice) => choice.value) ?? []);
    const chosen = condition.is
      .map((value) => offered.indexOf(value))
      .filter((place) => place >= 0)
      .map((place) => `[data-v="${String(place)}"]`);
    return `[data-q="${String(at)}"] :is(${chosen.join(',') || 'none'}):checked`;
  }
}

/** Everything that must hold for a question to be asked, also what the questions it hangs on wait for. */
function conditionsOf(
  questions: readonly SpokenQuestion[],
  question: SpokenQuestion,
  above: readonly string[],
): FieldCondition[] {
  if (above.includes(question.key)) return [];
  return [question.question.showWhen, question.question.formWhen].flatMap((condition) => {
    if (condition === null) return [];
    const other = questions.find((one) => one.key === condition.field);
    return [condition, ...(other === undefined ? [] : conditionsOf(questions, other, [...above, question.key]))];
  });
}
