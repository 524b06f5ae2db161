import type { Form } from '../../../contract/forms.ts';
import type { FieldKind } from '../../../domain/fields/values.ts';
import { isNeeded, type Question } from '../../../domain/forms/answers.ts';
import type { Context } from '../../context.ts';
import { caseFields } from '../cases/index.ts';
import type { FormRecord } from './queries.ts';

/** A form as the wire shows it. */
export function showForm(ctx: Pick<Context, 'url'>, row: FormRecord): Form {
  return {
    id: row.id,
    slug: row.slug,
    state: row.state as Form['state'],
    kind: row.kind as Form['kind'],
    audience: row.audience as Form['audience'],
    language: row.language as Form['language'],
    texts: row.texts as Form['texts'],
    questions: row.questions as unknown as Form['questions'],
    asks: row.asks as unknown as Form['asks'],
    teamId: row.team_id,
    tags: row.tags,
    priority: row.priority as Form['priority'],
    catalogue: row.catalogue,
    expectedDays: row.expected_days,
    steps: row.steps as unknown as Form['steps'],
    position: row.position,
    changedAt: row.changed_at.toISOString(),
    url: row.audience === 'staff' ? null : `${ctx.url}/help/forms/${row.slug}`,
  };
}

/** The questions of a form, in its order. Fields that were retired meanwhile are no longer asked. */
export async function questionsOf(
  ctx: Context,
  form: Pick<Form, 'questions'>,
): Promise<(Question & { help: string })[]> {
  const fields = new Map((await caseFields(ctx)).map((field) => [field.key, field]));
  return form.questions.flatMap((question) => {
    const field = fields.get(question.field);
    return field === undefined ? [] : [{ ...field, needed: question.required, formWhen: question.showWhen }];
  });
}

/** A form in the words of one language, as a page shows it. */
export interface SpokenForm {
  id: string;
  slug: string;
  language: string;
  kind: string;
  audience: Form['audience'];
  title: string;
  intro: string;
  thanks: string;
  /** How the box for words is called; empty: as always. */
  ask: string;
  asks: Form['asks'];
  expectedDays: number | null;
  questions: SpokenQuestion[];
}

export interface SpokenQuestion {
  key: string;
  kind: FieldKind;
  label: string;
  help: string;
  needed: boolean;
  choices: { value: string; label: string }[];
  question: Question;
}

/** Puts a form into a language; texts that it lacks are said in its own. */
export function speak(form: Form, questions: readonly (Question & { help: string })[], language: string): SpokenForm {
  const own = form.texts[form.language];
  const wished = form.texts[language as keyof Form['texts']];
  return {
    id: form.id,
    slug: form.slug,
    language,
    kind: form.kind,
    audience: form.audience,
    title: wished?.title ?? own?.title ?? form.slug,
    intro: wished?.intro ?? own?.intro ?? '',
    thanks: wished?.thanks ?? own?.thanks ?? '',
    ask: wished?.ask ?? own?.ask ?? '',
    asks: form.asks,
    expectedDays: form.expectedDays,
    questions: questions.map((question) => {
      const texts = wished?.questions?.[question.key] ?? {};
      const mine = own?.questions?.[question.key] ?? {};
      return {
        key: question.key,
        kind: question.kind,
        label: texts.label ?? mine.label ?? question.name,
        help: texts.help ?? mine.help ?? question.help,
        needed: isNeeded(question),
        choices: question.choices.map((value) => ({
          value,
          label: texts.choices?.[value] ?? mine.choices?.[value] ?? value,
        })),
        question,
      };
    }),
  };
}
