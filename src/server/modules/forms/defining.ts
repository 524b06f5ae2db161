import type { Static } from 'typebox';
import type * as contract from '../../../contract/forms.ts';
import { neverAsked } from '../../../domain/forms/answers.ts';
import { keyOfName } from '../../../domain/fields/values.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { findForm, insertForm, lockForm, moveForm, selectForms, slugTaken, updateForm } from './queries.ts';
import { questionsOf, showForm } from './showing.ts';

export type FormInput = Static<NonNullable<(typeof contract.changeForm)['body']>>;
export type NewForm = Static<NonNullable<(typeof contract.createForm)['body']>>;
type Form = contract.Form;

/** Forms in their order. What is not live is only there for whoever may change settings. */
export async function listForms(ctx: Context, query: { state?: Form['state'] | undefined } = {}): Promise<Form[]> {
  let rows = selectForms(ctx.db);
  if (!mayManage(ctx)) rows = rows.where('state', '=', 'live');
  if (query.state !== undefined) rows = rows.where('state', '=', query.state);
  return (await rows.execute()).map((row) => showForm(ctx, row));
}

/** One form. @throws Refusal not_found `form-not-found` */
export async function readForm(ctx: Context, id: string): Promise<Form> {
  const row = await findForm(ctx.db, { id });
  if (row === undefined || (row.state !== 'live' && !mayManage(ctx))) throw unknown();
  return showForm(ctx, row);
}

const usual = {
  kind: 'request',
  audience: 'public',
  questions: [],
  asks: { subject: false, text: 'required', wish: false, files: true },
  teamId: null,
  tags: [],
  priority: 'normal',
  catalogue: false,
  expectedDays: null,
  steps: [],
} as const satisfies Partial<Form>;

/** Makes a form. Records `forms.added`. */
export function createForm(ctx: Context, input: NewForm): Promise<Form> {
  return transact(ctx, async (ctx) => {
    const present = await selectForms(ctx.trx).execute();
    if (present.length >= 500)
      throw new Refusal('conflict', 'too-many-forms', 'There are 500 forms already; change one of them.');
    const form = { ...usual, ...input, state: input.state ?? 'draft' };
    await refuseBroken(ctx, form);
    const title = form.texts[form.language]?.title ?? '';
    const slug =
      input.slug ??
      keyOfName(
        title,
        present.map((row) => row.slug.replaceAll('-', '_')),
      ).replaceAll('_', '-');
    const id = newId();
    const row = { id, slug, position: (present.at(-1)?.position ?? -1) + 1, created_at: ctx.now, ...rowOf(ctx, form) };
    if ((await insertForm(ctx.trx, row)) === undefined) throw taken(slug);
    await record(ctx, 'forms.added', id, { formId: id, slug });
    return showForm(ctx, (await lockForm(ctx.trx, id))!);
  });
}

/** Changes a form. Records `forms.changed`. */
export function changeForm(ctx: Context, id: string, input: FormInput): Promise<Form> {
  return transact(ctx, async (ctx) => {
    const row = await lockForm(ctx.trx, id);
    if (row === undefined) throw unknown();
    const form = { ...showForm(ctx, row), ...input };
    await refuseBroken(ctx, form);
    if (await slugTaken(ctx.trx, form.slug, id)) throw taken(form.slug);
    await updateForm(ctx.trx, id, { slug: form.slug, ...rowOf(ctx, form) });
    if (input.position !== undefined) await moveForm(ctx.trx, row, input.position);
    await record(ctx, 'forms.changed', id, { formId: id, changed: Object.keys(input) });
    return showForm(ctx, (await lockForm(ctx.trx, id))!);
  });
}

function rowOf(ctx: WritingContext, form: Omit<Form, 'id' | 'slug' | 'position' | 'changedAt' | 'url'>) {
  return {
    kind: form.kind,
    audience: form.audience,
    state: form.state,
    language: form.language,
    texts: JSON.stringify(form.texts),
    questions: JSON.stringify(form.questions),
    asks: JSON.stringify(form.asks),
    team_id: form.teamId,
    tags: [...new Set(form.tags.map((tag) => tag.trim()))],
    priority: form.priority,
    catalogue: form.catalogue,
    expected_days: form.expectedDays,
    steps: JSON.stringify(form.steps),
    changed_at: ctx.now,
    changed_by: staffId(ctx.actor),
  };
}

/** Refuses a form that could not be answered, or whose case could not be opened. */
async function refuseBroken(ctx: WritingContext, form: Omit<Form, 'id' | 'slug' | 'position' | 'changedAt' | 'url'>) {
  const refuse = (code: string, sentence: string, field: string) => {
    throw new Refusal('invalid', code, sentence, { field });
  };
  if (form.texts[form.language] === undefined)
    refuse('texts-missing', 'Write the texts in the language of the form.', `texts.${form.language}`);
  if ('slug' in form && form.slug === 'articles')
    refuse('slug-taken', 'This address is used by the pages themselves.', 'slug');
  const keys = form.questions.map((question) => question.field);
  if (new Set(keys).size < keys.length) refuse('asked-twice', 'A field is asked twice.', 'questions');
  const questions = await questionsOf(ctx, form);
  const gone = keys.find((key) => !questions.some((question) => question.key === key));
  if (gone !== undefined) refuse('question-unknown', `Cases have no field "${gone}".`, 'questions');
  const [never] = neverAsked(questions, form.kind);
  if (never !== undefined)
    refuse(
      'question-never-asked',
      `${never.name} would never be asked: look at its kinds and conditions.`,
      'questions',
    );
  if (form.asks.text === 'no' && questions.length === 0) refuse('asks-nothing', 'This form asks nothing.', 'asks');
  if (form.teamId !== null) await refuseUnknown(ctx, 'teams', [form.teamId], 'teamId');
  const people = form.steps.flatMap((step) => step.assigneeId ?? []);
  if (people.length > 0) await refuseUnknown(ctx, 'users', people, 'steps');
}

async function refuseUnknown(ctx: WritingContext, table: 'teams' | 'users', ids: string[], field: string) {
  const rows = await ctx.trx.selectFrom(table).select('id').where('id', 'in', ids).execute();
  if (rows.length < new Set(ids).size)
    throw new Refusal(
      'invalid',
      `${field}-not-found`,
      table === 'teams' ? 'There is no such team.' : 'There is no such colleague.',
      {
        field,
      },
    );
}

function mayManage(ctx: Context): boolean {
  const { actor } = ctx;
  return actor.kind === 'system' || (actor.kind !== 'customer' && mayRole(actor.role, 'settings.manage'));
}

function unknown(): Refusal {
  return new Refusal('not_found', 'form-not-found', 'There is no such form.');
}

function taken(slug: string): Refusal {
  return new Refusal('conflict', 'slug-taken', `Another form has the address "${slug}".`, { field: 'slug' });
}
