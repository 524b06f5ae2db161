import { Refusal } from '../refusal.ts';

/** What can be asked: a step on a scale, one of several, some of several, words, yes or no. */
export const questionKinds = ['scale', 'choice', 'multi', 'text', 'yes-no'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Words per language code. */
export type Wording = Readonly<Record<string, string>>;

/** A question appears when an earlier one was answered like this. */
export interface ShowWhen {
  readonly question: string;
  /** One of these; for a yes-no question "yes" or "no". */
  readonly is?: readonly string[] | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

export interface SurveyQuestion {
  readonly key: string;
  readonly kind?: QuestionKind | undefined;
  readonly texts: Wording;
  readonly optional: boolean;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly low?: Wording | undefined;
  readonly high?: Wording | undefined;
  readonly choices?: readonly { readonly key: string; readonly texts: Wording }[] | undefined;
  readonly showWhen?: ShowWhen | undefined;
}

export type AnswerValue = boolean | number | string | readonly string[];
export type GivenAnswers = Readonly<Record<string, AnswerValue | undefined>>;

/** Questions whose scale and formula are fixed: satisfaction 1–5, recommendation 0–10, ease 1–7, one word, why, solved. */
export const standardQuestions = ['solved', 'rating', 'word', 'why', 'likely', 'easy'] as const;
export type StandardKey = (typeof standardQuestions)[number];

const standardKinds: Record<StandardKey, { kind: QuestionKind; from: number; to: number }> = {
  solved: { kind: 'yes-no', from: 0, to: 1 },
  rating: { kind: 'scale', from: 1, to: 5 },
  likely: { kind: 'scale', from: 0, to: 10 },
  easy: { kind: 'scale', from: 1, to: 7 },
  word: { kind: 'text', from: 0, to: 40 },
  why: { kind: 'text', from: 0, to: 4000 },
};

/** Names that the page and the API of an answer use themselves, or that every object has: no question is called so. */
const reservedKeys: ReadonlySet<string> = new Set(['token', 'thanks', 'language', 'constructor']);

/**
 * Words in the first of these languages that has any; without one, in English, else in whatever there is: a question in a strange
 * language is better than none.
 * @param wished language codes, the closest first
 */
export function wordsFor(texts: Wording | undefined, wished: readonly string[]): string {
  const said = [...wished.map((language) => texts?.[language]), texts?.['en'], ...Object.values(texts ?? {})];
  return said.find((text) => text !== undefined && text.trim() !== '')?.trim() ?? '';
}

/**
 * How many wordings of a survey have words in some language but none in this one: whoever speaks it is asked in another. Standard
 * questions have words in every language of Kept.
 */
export function missingWords(
  questions: readonly SurveyQuestion[],
  others: readonly (Wording | undefined)[],
  language: string,
): number {
  const wordings = questions.flatMap(({ key, texts, low, high, choices = [] }) => [
    ...(isStandard(key) ? [] : [texts]),
    low,
    high,
    ...choices.map((choice) => choice.texts),
  ]);
  const has = (text: string | undefined) => text !== undefined && text.trim() !== '';
  return [...wordings, ...others].filter(
    (wording) => wording !== undefined && Object.values(wording).some(has) && !has(wording[language]),
  ).length;
}

/** Whether a key is one of the questions with a formula of its own. */
export function isStandard(key: string): key is StandardKey {
  return standardQuestions.some((known) => known === key);
}

/** What kind of answer a question takes. */
export function kindOf(question: Pick<SurveyQuestion, 'key' | 'kind'>): QuestionKind {
  return isStandard(question.key) ? standardKinds[question.key].kind : (question.kind ?? 'text');
}

/** The ends of a scale, both included; for words the longest answer in letters as `to`. */
export function scaleOf(question: Pick<SurveyQuestion, 'key' | 'kind' | 'from' | 'to'>): { from: number; to: number } {
  if (isStandard(question.key)) return standardKinds[question.key];
  return kindOf(question) === 'text' ? { from: 0, to: 4000 } : { from: question.from ?? 1, to: question.to ?? 5 };
}

/**
 * The questions that these answers lead to, in their order. A question that hangs on one which is itself hidden is hidden.
 */
export function shownQuestions<Q extends SurveyQuestion>(questions: readonly Q[], given: GivenAnswers): Q[] {
  const shown = new Set<string>();
  return questions.filter((question) => {
    const when = question.showWhen;
    const visible = when === undefined || (shown.has(when.question) && meets(when, given[when.question]));
    if (visible) shown.add(question.key);
    return visible;
  });
}

/** Whether an answer is one that a condition waits for; no answer never is. */
function meets(when: ShowWhen, value: AnswerValue | undefined): boolean {
  if (value === undefined) return false;
  if (typeof value === 'number') {
    if (when.is !== undefined && !when.is.includes(String(value))) return false;
    return (when.atLeast === undefined || value >= when.atLeast) && (when.atMost === undefined || value <= when.atMost);
  }
  const said = typeof value === 'boolean' ? [value ? 'yes' : 'no'] : typeof value === 'string' ? [value] : value;
  return when.is === undefined || said.some((each) => when.is!.includes(each));
}

/** Whether everything that had to be answered was, along the path the answers lead. */
export function isComplete(questions: readonly SurveyQuestion[], given: GivenAnswers): boolean {
  return shownQuestions(questions, given).every(({ key, optional }) => optional || given[key] !== undefined);
}

/** The answers along the path; what was said to a question that no longer appears is no answer. */
export function alongPath(questions: readonly SurveyQuestion[], given: GivenAnswers): Record<string, AnswerValue> {
  const answers: Record<string, AnswerValue> = {};
  for (const { key } of shownQuestions(questions, given)) {
    const value = given[key];
    if (value !== undefined) answers[key] = value;
  }
  return answers;
}

/**
 * What a form or a program sent, as answers; what was left empty is left out.
 * @throws Refusal invalid answer-off-scale · answer-unknown for what the question does not offer · answer-too-long
 */
export function readAnswers(
  questions: readonly SurveyQuestion[],
  raw: Readonly<Record<string, unknown>>,
): GivenAnswers {
  const answers: Record<string, AnswerValue> = {};
  for (const question of questions) {
    const value = readOne(question, raw[question.key]);
    if (value !== undefined) answers[question.key] = value;
  }
  return answers;
}

function readOne(question: SurveyQuestion, raw: unknown): AnswerValue | undefined {
  if (raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')) return undefined;
  const { key } = question;
  const { from, to } = scaleOf(question);
  switch (kindOf(question)) {
    case 'yes-no':
      if (raw === true || raw === 'yes' || raw === 'true') return true;
      if (raw === false || raw === 'no' || raw === 'false') return false;
      throw unknown(key);
    case 'scale': {
      // digits alone: blanks would be read as nought, which is the worst answer there is
      const value = typeof raw === 'number' ? raw : typeof raw === 'string' && /^\d{1,2}$/.test(raw) ? Number(raw) : -1;
      if (!Number.isInteger(value) || value < from || value > to)
        throw new Refusal('invalid', 'answer-off-scale', `Answer from ${from} to ${to}.`, { field: key });
      return value;
    }
    case 'choice':
      if (typeof raw !== 'string' || !offers(question, raw)) throw unknown(key);
      return raw;
    case 'multi': {
      const values = [...new Set(Array.isArray(raw) ? raw : [raw])];
      if (!values.every((value): value is string => typeof value === 'string' && offers(question, value)))
        throw unknown(key);
      return values.length === 0 ? undefined : values;
    }
    case 'text': {
      if (typeof raw !== 'string') throw unknown(key);
      const words = raw.trim();
      if (words.length > to)
        throw new Refusal('invalid', 'answer-too-long', `At most ${to} characters.`, {
          field: key,
          most: to,
          over: words.length - to,
        });
      return words || undefined;
    }
  }
}

function offers(question: SurveyQuestion, value: string): boolean {
  return question.choices?.some(({ key }) => key === value) === true;
}

function unknown(field: string): Refusal {
  return new Refusal('invalid', 'answer-unknown', 'This is none of the answers that are offered.', { field });
}

/**
 * Refuses a set of questions that cannot be asked: a key twice, a choice without choices, a scale without steps, a
 * condition on a question that does not come before (so there are no loops), or that no answer ever meets.
 */
export function checkQuestions(questions: readonly SurveyQuestion[]): void {
  const before = new Map<string, SurveyQuestion>();
  for (const question of questions) {
    const { key, showWhen } = question;
    const refuse = (code: string, words: string) => new Refusal('invalid', code, words, { field: 'questions' });
    if (before.has(key)) throw refuse('question-twice', 'Each question may be asked once.');
    if (reservedKeys.has(key)) throw refuse('question-reserved', `No question may have the key “${key}”.`);
    if (!isStandard(key)) {
      if (Object.values(question.texts).every((text) => text.trim() === ''))
        throw refuse('question-wordless', `The question “${key}” has no words yet.`);
      const kind = kindOf(question);
      const { from, to } = scaleOf(question);
      if (kind === 'scale' && (to <= from || to - from > 10))
        throw refuse('scale-odd', `The scale of “${key}” needs two to eleven steps.`);
      const keys = question.choices?.map((choice) => choice.key) ?? [];
      if ((kind === 'choice' || kind === 'multi') && (keys.length < 2 || new Set(keys).size < keys.length))
        throw refuse('choices-odd', `The question “${key}” needs at least two different choices.`);
    }
    if (showWhen !== undefined) {
      const on = before.get(showWhen.question);
      if (on === undefined) throw refuse('condition-odd', `“${key}” hangs on a question that does not come before it.`);
      if (!canBeMet(on, showWhen))
        throw refuse('condition-never', `“${key}” hangs on an answer that “${on.key}” does not offer.`);
    }
    before.set(key, question);
  }
}

/** Whether some answer meets a condition, and all it names is offered. What people write in their own words decides nothing. */
function canBeMet(on: SurveyQuestion, when: ShowWhen): boolean {
  const kind = kindOf(on);
  if (kind === 'text') return false;
  if (kind === 'scale') {
    const { from, to } = scaleOf(on);
    const steps = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    return (
      steps.some((step) => meets(when, step)) && (when.is ?? []).every((value) => steps.map(String).includes(value))
    );
  }
  if (when.atLeast !== undefined || when.atMost !== undefined) return false;
  const offered = kind === 'yes-no' ? ['yes', 'no'] : (on.choices ?? []).map((choice) => choice.key);
  return when.is === undefined || (when.is.length > 0 && when.is.every((value) => offered.includes(value)));
}
