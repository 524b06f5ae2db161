import { sql } from 'kysely';
import type { OptionTemplate, SheetContent } from '../../../contract/options.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { findCompany } from '../people/index.ts';

const columns = ['id', 'name', 'content', 'changed_at'] as const;

/** Templates of option sheets, by name. */
export async function listTemplates(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  let rows = ctx.db
    .selectFrom('option_templates')
    .select(columns)
    .where('retired_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined) rows = rows.where(sql<boolean>`(name, id) > (${after[0]}, ${after[1]}::uuid)`);
  return cutPage(await rows.execute(), limit, (row) => [row.name, row.id], show);
}

/** Keeps a sheet as a template for the next case. */
export function addTemplate(ctx: Context, input: { name: string; content: SheetContent }): Promise<OptionTemplate> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    const row = { id, name: input.name.trim(), content: JSON.stringify(input.content), changed_at: ctx.now };
    await ctx.trx
      .insertInto('option_templates')
      .values({ ...row, changed_by: staffId(ctx.actor) })
      .execute();
    await record(ctx, 'options.template-added', id, { templateId: id, name: row.name });
    return show({ ...row, content: input.content });
  });
}

/** Removes a template; sheets made of it stay. */
export async function dropTemplate(ctx: Context, id: string): Promise<null> {
  await transact(ctx, async (ctx) => {
    const gone = await ctx.trx
      .updateTable('option_templates')
      .set({ retired_at: ctx.now })
      .where('id', '=', id)
      .where('retired_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (gone === undefined) throw noTemplate();
    await record(ctx, 'options.template-dropped', id, { templateId: id });
  });
  return null;
}

/** What a template says. @throws Refusal not_found */
export async function findTemplate(ctx: WritingContext, id: string): Promise<SheetContent> {
  const row = await ctx.trx
    .selectFrom('option_templates')
    .select('content')
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw noTemplate();
  return row.content as unknown as SheetContent;
}

/** A new company gets one template in its language: repair, replace, or money back. */
export const optionSeeds: Subscription = {
  name: 'options.seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events) {
      const language = String(event.data['language'] ?? 'en');
      const words = (key: string) => say(language, 'options', `seed.${key}`);
      const company = await findCompany(ctx.trx);
      const option = (key: string, price: number, minutes: number) => ({
        key,
        name: words(`${key}.name`),
        price,
        minutes,
        risk: words(`${key}.risk`),
        notIncluded: words(`${key}.notIncluded`),
        promise: words(`${key}.promise`),
        values: { need: words(`${key}.need`) },
      });
      const content: SheetContent = {
        title: words('title'),
        intro: words('intro'),
        currency: company?.currency ?? 'EUR',
        criteria: [{ key: 'need', label: words('need'), pinned: true }],
        options: [option('repair', 0, 2400), option('replace', 0, 960), option('refund', 0, 960)],
        recommended: 'replace',
        because: words('because'),
      };
      await ctx.trx
        .insertInto('option_templates')
        .values({
          id: newId(),
          seed: 'repair-replace-refund',
          name: words('name'),
          content: JSON.stringify(content),
          changed_at: ctx.now,
        })
        .onConflict((conflict) => conflict.column('seed').doNothing())
        .execute();
    }
  },
};

function noTemplate(): Refusal {
  return new Refusal('not_found', 'template-not-found', 'There is no such template.');
}

function show(row: { id: string; name: string; content: unknown; changed_at: Date }): OptionTemplate {
  return {
    id: row.id,
    name: row.name,
    content: row.content as SheetContent,
    changedAt: row.changed_at.toISOString(),
  };
}
