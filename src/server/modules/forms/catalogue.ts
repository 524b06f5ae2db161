import type { Context } from '../../context.ts';
import { findForm, selectForms } from './queries.ts';
import { questionsOf, showForm, speak, type SpokenForm } from './showing.ts';
import type { Form } from '../../../contract/forms.ts';

/** What a visitor can ask for: live forms for everybody, with those for customers when he is one; the catalogue's first. */
export async function listOffered(ctx: Context, language: string): Promise<{ form: Form; spoken: SpokenForm }[]> {
  const audiences = ctx.actor.kind === 'customer' ? ['public', 'customers'] : ['public'];
  const rows = await selectForms(ctx.db).where('state', '=', 'live').where('audience', 'in', audiences).execute();
  return rows.map((row) => showForm(ctx, row)).map((form) => ({ form, spoken: speak(form, [], language) }));
}

/** A form a visitor may fill in, in his language; undefined where it is not for him, or not live. */
export async function readOffered(
  ctx: Context,
  slug: string,
  language: string,
): Promise<{ form: Form; spoken: SpokenForm } | undefined> {
  const row = await findForm(ctx.db, { slug });
  if (row === undefined || row.state !== 'live' || row.audience === 'staff') return undefined;
  if (row.audience === 'customers' && ctx.actor.kind !== 'customer') return undefined;
  const form = showForm(ctx, row);
  return { form, spoken: speak(form, await questionsOf(ctx, form), language) };
}
