import type { Field } from '../../../../contract/fields.ts';
import type { Form } from '../../../../contract/forms.ts';
import { askedQuestions, isNeeded, type Question, readAnswers } from '../../../../domain/forms/answers.ts';

export type Answers = Readonly<Record<string, unknown>>;

/** A question as it is put to whoever fills it in. */
export interface PutQuestion extends Question {
  readonly label: string;
  readonly help: string;
  /** Words for its choices, by value; the value itself where there are none. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A form in one language, as whoever fills it in for a customer reads it. */
export interface PutForm {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  /** How the box for words is called; empty: as always. */
  readonly ask: string;
  readonly kind: string;
  readonly asks: Form['asks'];
  readonly questions: readonly PutQuestion[];
}

/** What is asked of every case that is opened by hand: all fields of cases, by their own rules. */
export function questionsByHand(fields: readonly Field[]): PutQuestion[] {
  return fields.map((field) => ({ ...field, label: field.name, labels: {}, needed: false, formWhen: null }));
}

/** Puts a form into a language; texts that it lacks are said in its own. Fields that were retired meanwhile are not asked. */
export function putForm(form: Form, fields: readonly Field[], language: string): PutForm {
  const own = form.texts[form.language];
  const wished = form.texts[language.slice(0, 2) as Form['language']];
  return {
    id: form.id,
    title: wished?.title ?? own?.title ?? form.slug,
    intro: wished?.intro ?? own?.intro ?? '',
    ask: wished?.ask ?? own?.ask ?? '',
    kind: form.kind,
    asks: form.asks,
    questions: form.questions.flatMap(({ field: key, required, showWhen }) => {
      const field = fields.find((one) => one.key === key);
      if (field === undefined) return [];
      const texts = wished?.questions?.[key] ?? {};
      const mine = own?.questions?.[key] ?? {};
      return [
        {
          ...field,
          label: texts.label ?? mine.label ?? field.name,
          help: texts.help ?? mine.help ?? field.help,
          labels: { ...mine.choices, ...texts.choices },
          needed: required,
          formWhen: showWhen,
        },
      ];
    }),
  };
}

/**
 * What is asked now, given what was answered so far, what can be sent of it, and what is missing or does not fit. The server
 * reads answers by the same rule.
 */
export function readingOf(questions: readonly PutQuestion[], kind: string, answers: Answers) {
  const { values, problems } = readAnswers(questions, kind, answers);
  const known = new Map(problems.map((one) => [one.key, one.problem]));
  return {
    asked: askedQuestions(questions, kind, values).map((one) => ({
      ...questions.find((question) => question.key === one.key)!,
      required: isNeeded(one),
    })),
    values,
    problems: known,
  };
}
