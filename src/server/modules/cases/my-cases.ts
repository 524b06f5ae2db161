import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { CaseChannel } from '../../../domain/cases/words.ts';
import { type Context, transact } from '../../context.ts';
import { escapeHtml } from '../../mail/plain-text.ts';
import { rootOf } from '../customers/index.ts';
import { hearCustomer } from './customer-writing.ts';
import { findCase, lockCase } from './finding.ts';
import { listMessagesBefore } from './message-queries.ts';
import { selectCaseRows } from './queries.ts';
import { showCaseRow, showMessage } from './showing.ts';
import { visibleCases } from './visibility.ts';

/** A customer's own cases, newest first, for his pages. The actor is the customer; at most `limit`, before case number `before`. */
export async function listMyCases(ctx: Context, options: { limit?: number; before?: number } = {}) {
  const rows = await selectCaseRows(ctx.db, {
    where: sql`${visibleCases(ctx.actor)} and ${options.before === undefined ? sql`true` : sql`k.number < ${options.before}::bigint`}`,
    order: sql`k.number desc`,
    limit: options.limit ?? 50,
    now: ctx.now,
  });
  return rows.map(showCaseRow);
}

/** One case of his with its conversation, newest last and without what is internal. Refuses what is not his. */
export async function readMyCase(ctx: Context, number: number) {
  const found = await findCase(ctx, String(number));
  const [row] = await selectCaseRows(ctx.db, {
    where: sql`k.id = ${found.id}`,
    order: sql`k.id`,
    limit: 1,
    now: ctx.now,
  });
  const messages = await listMessagesBefore(ctx.db, found.id, { before: undefined, limit: 100, viewer: ctx.actor });
  return {
    ...showCaseRow(row!),
    successWish: found.success_wish,
    valueCreated: found.value_created,
    messages: messages.reverse().map((message) => showMessage(ctx, message)),
  };
}

/** A customer writes on his page: the same as by mail. The actor is the customer. */
export function writeToMyCase(ctx: Context, number: number, input: { text: string; channel?: CaseChannel }) {
  return transact(ctx, async (ctx) => {
    if (ctx.actor.kind !== 'customer')
      throw new Refusal('forbidden', 'not-a-customer', 'Only the customer writes here.');
    const text = input.text.replaceAll('\0', '').toWellFormed().trim();
    if (text === '') throw new Refusal('invalid', 'nothing-said', 'The message has no words.', { field: 'text' });
    const found = await lockCase(ctx, String(number));
    return hearCustomer(ctx, found, {
      author: { id: await rootOf(ctx, ctx.actor.id), name: ctx.actor.name, organisationId: found.organisation_id },
      text,
      html: `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`,
      channel: input.channel ?? 'portal',
      counts: true,
      reopens: true,
    });
  });
}
