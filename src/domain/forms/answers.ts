/**
 * What somebody answered on a form: which questions were asked of him at all, which answers fit, and what is missing. Without
 * JavaScript a page may send answers to questions that do not apply; those are left out in silence.
 */
import { askedFields, type CaseField, type FieldCondition } from '../fields/asking.ts';
import { type FieldValue, type FieldValues, readValue } from '../fields/values.ts';

/** A field as a form asks it. */
export interface Question extends CaseField {
  /** Must be answered on this form when it is asked. */
  readonly needed: boolean;
  /** Asked on this form only when this holds as well. */
  readonly formWhen: FieldCondition | null;
}

export interface AnswerProblem {
  readonly key: string;
  readonly problem: 'required' | 'wrong';
}

/** Reads answers as a form sends them: text, or several texts of one question. */
export function readAnswers(
  questions: readonly Question[],
  kind: string,
  given: Readonly<Record<string, unknown>>,
): { values: FieldValues; problems: AnswerProblem[] } {
  const read = new Map<string, FieldValue>();
  const wrong = new Set<string>();
  for (const question of questions) {
    const answer = given[question.key];
    if (isBlank(answer)) continue;
    const { value } = readValue(
      question,
      question.kind === 'choices' && typeof answer === 'string' ? [answer] : answer,
    );
    if (value === undefined) wrong.add(question.key);
    else read.set(question.key, value);
  }
  const asked = askedQuestions(questions, kind, Object.fromEntries(read));
  const values: FieldValues = {};
  const problems: AnswerProblem[] = [];
  for (const question of asked) {
    const value = read.get(question.key);
    if (wrong.has(question.key)) problems.push({ key: question.key, problem: 'wrong' });
    else if (value !== undefined) values[question.key] = value;
    else if (isNeeded(question)) problems.push({ key: question.key, problem: 'required' });
  }
  return { values, problems };
}

/** Whether a question must be answered on the form itself. */
export function isNeeded(question: Question): boolean {
  return question.needed || (question.required && question.requiredAt === 'opening');
}

/** Questions that apply: by the field's own condition and by the form's. */
export function askedQuestions(
  questions: readonly Question[],
  kind: string,
  values: Readonly<Record<string, FieldValue | undefined>>,
): Question[] {
  const byField = new Set(askedFields(questions, kind, values).map((one) => one.key));
  const byForm = askedFields(
    questions.map((one) => ({ ...one, showWhen: one.formWhen })),
    kind,
    values,
  );
  return byForm
    .filter((one) => byField.has(one.key))
    .map((one) => questions.find((question) => question.key === one.key)!);
}

/** Questions that no answer can bring up: what they hang on is not asked on the form. */
export function neverAsked(questions: readonly Question[], kind: string): Question[] {
  const keys = new Set(questions.map((one) => one.key));
  return questions.filter(
    (one) =>
      (one.kinds.length > 0 && !one.kinds.includes(kind)) ||
      (one.showWhen !== null && !keys.has(one.showWhen.field)) ||
      (one.formWhen !== null && (!keys.has(one.formWhen.field) || one.formWhen.field === one.key)),
  );
}

function isBlank(answer: unknown): boolean {
  return (
    answer === undefined ||
    answer === null ||
    (typeof answer === 'string' && answer.trim() === '') ||
    (Array.isArray(answer) && answer.every((one) => isBlank(one)))
  );
}
