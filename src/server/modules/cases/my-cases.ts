import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { CaseChannel, CaseState } from '../../../domain/cases/words.ts';
import { type Context, transact } from '../../context.ts';
import { escapeHtml } from '../../mail/plain-text.ts';
import { rootOf } from '../customers/index.ts';
import { hearCustomer } from './customer-writing.ts';
import { findConversation, lockConversation } from './company/family.ts';
import { findCase } from './finding.ts';
import { attachUploads } from './opening.ts';
import { listMessagesBefore } from './message-queries.ts';
import { selectCaseRows } from './queries.ts';
import { showCaseRow, showMessageOutside } from './showing.ts';
import { visibleCases, visibleMessages } from './visibility.ts';

/** Which of the cases a customer may see are listed. */
export interface MyCaseQuery {
  limit?: number | undefined;
  /** Only those with a smaller number. */
  before?: number | undefined;
  state?: 'open' | 'done' | undefined;
  /** Only his own, where he sees those of his organisation. */
  mine?: boolean | undefined;
  /** A number, or words of the subject or of the conversation as he may read it. */
  q?: string | undefined;
}

/** The cases a customer may see, newest first, for his pages. The actor is the customer. */
export async function listMyCases(ctx: Context, options: MyCaseQuery = {}) {
  const rows = await selectCaseRows(ctx.db, {
    where: sql.join([visibleCases(ctx.actor), notShownElsewhere(ctx), ...asked(ctx, options)], sql` and `),
    order: sql`k.number desc`,
    limit: options.limit ?? 50,
    now: ctx.now,
  });
  const own = await recordsOf(ctx);
  const goesOn = await statesElsewhere(
    ctx,
    rows.map(({ id }) => id),
  );
  // what is due next among us may be none of his business: what he was promised is asked of the ledger
  return rows.map((row) => ({
    ...showCaseRow(row),
    ...goesOn.get(row.id),
    nextPromise: null,
    mine: own.has(row.customer_id),
  }));
}

/** How a case `k` stands: one that became part of another as that one does, wherever it goes on. */
const standing = sql`(case when k.merged_into is null then k.state else (
  with recursive way as (select m.state, m.merged_into, 0 as hops from cases m where m.id = k.merged_into
    union all select n.state, n.merged_into, way.hops + 1 from cases n join way on n.id = way.merged_into where way.hops < 50)
  select way.state from way where way.merged_into is null) end)`;

/** Of some cases those that became part of others which are still open: for him they are open, too. */
async function statesElsewhere(ctx: Context, caseIds: readonly string[]) {
  const { rows } = await sql<{ id: string; state: CaseState }>`
    select k.id, ${standing} as state from cases k where k.id = any(${[...caseIds]}::uuid[]) and k.merged_into is not null
  `.execute(ctx.db);
  return new Map(
    rows.flatMap(({ id, state }) => (state === 'closed' ? [] : [[id, { state, closedAt: null }] as const])),
  );
}

function asked(ctx: Context, options: MyCaseQuery) {
  const is = [];
  if (options.before !== undefined) is.push(sql`k.number < ${options.before}::bigint`);
  if (options.state !== undefined)
    is.push(options.state === 'open' ? sql`${standing} <> 'closed'` : sql`${standing} = 'closed'`);
  if (options.mine === true && ctx.actor.kind === 'customer')
    is.push(
      sql`k.customer_id = any(array(select c.id from customers c where c.id = ${ctx.actor.id} or c.merged_into = ${ctx.actor.id}))`,
    );
  const q = options.q?.trim() ?? '';
  if (q !== '') {
    const like = `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    is.push(sql`(k.subject ilike ${like} or k.number::text = ${q} or exists (select from messages m
      where m.case_id = k.id and m.text ilike ${like} and ${visibleMessages(ctx.actor)}))`);
  }
  return is;
}

/** What a customer sees on his pages: whether he has colleagues, and whether he sees their cases. */
export async function readMySight(ctx: Context) {
  const id = ctx.actor.kind === 'customer' ? ctx.actor.id : null;
  const row = await ctx.db
    .selectFrom('customers')
    .leftJoin('organisations', 'organisations.id', 'customers.organisation_id')
    .select(['customers.portal_role', 'organisations.id', 'organisations.name'])
    .where('customers.id', '=', id)
    .executeTakeFirst();
  const organisation = row?.id == null ? null : { id: row.id, name: row.name ?? '' };
  return { organisation, seesCompany: organisation !== null && row?.portal_role === 'organisation' };
}

/** One case of his with its conversation, newest last and without what is internal. Refuses what is not his. */
export async function readMyCase(ctx: Context, number: number) {
  const asked = await findCase(ctx, String(number));
  // what was merged goes on elsewhere; where that is not his, he reads on under his own number and subject
  const goesOn = await findConversation(ctx.db, asked.id);
  const found = goesOn === asked.id ? asked : await findCase(ctx, goesOn).catch(() => asked);
  const state = goesOn === found.id ? undefined : await stateOf(ctx, goesOn);
  const [row] = await selectCaseRows(ctx.db, {
    where: sql`k.id = ${found.id}`,
    order: sql`k.id`,
    limit: 1,
    now: ctx.now,
  });
  const messages = await listMessagesBefore(ctx.db, goesOn, { before: undefined, limit: 100, viewer: ctx.actor });
  const own = await recordsOf(ctx);
  return {
    ...showCaseRow(row!),
    nextPromise: null,
    ...(state === undefined ? {} : { state, closedAt: null }),
    successWish: found.success_wish,
    valueCreated: found.value_created,
    /** Whether he asked it himself; a colleague's case he may read and write in, not judge. */
    mine: own.has(found.customer_id),
    onlyHis: found.only_his,
    messages: messages
      .reverse()
      .map((message) => ({ ...showMessageOutside(ctx, message), mine: own.has(message.author_customer_id ?? '') })),
  };
}

/** A customer writes on his page: the same as by mail. The actor is the customer. */
export function writeToMyCase(
  ctx: Context,
  number: number,
  input: { text: string; channel?: CaseChannel; uploads?: readonly string[] },
) {
  return transact(ctx, async (ctx) => {
    if (ctx.actor.kind !== 'customer')
      throw new Refusal('forbidden', 'not-a-customer', 'Only the customer writes here.');
    const text = input.text.replaceAll('\0', '').toWellFormed().trim();
    if (text === '') throw new Refusal('invalid', 'nothing-said', 'The message has no words.', { field: 'text' });
    const found = await lockConversation(ctx, (await findCase(ctx, String(number))).id);
    const heard = await hearCustomer(ctx, found, {
      author: { id: await rootOf(ctx, ctx.actor.id), name: ctx.actor.name, organisationId: found.organisation_id },
      text,
      html: `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`,
      channel: input.channel ?? 'portal',
      counts: true,
      reopens: true,
    });
    if ((input.uploads ?? []).length > 0)
      await attachUploads({ ...ctx, actor: { kind: 'system', name: 'my pages' } }, heard.messageId, input.uploads!);
    return heard;
  });
}

/** A merged case is left out where the one it went into is his own, too. */
function notShownElsewhere(ctx: Context) {
  const mine = ctx.actor.kind === 'customer' ? ctx.actor.id : null;
  return sql`(k.merged_into is null or not exists (select from cases own where own.id = k.merged_into and own.customer_id = any(array(
    select c.id from customers c where c.id = ${mine}::uuid or c.merged_into = ${mine}::uuid))))`;
}

/** How the case stands in which a merged one goes on. */
async function stateOf(ctx: Context, caseId: string) {
  const row = await ctx.db.selectFrom('cases').select('state').where('id', '=', caseId).executeTakeFirstOrThrow();
  return row.state as CaseState;
}

/** The customer's own record and those merged into it: with others in copy, not every customer's word is his. */
async function recordsOf(ctx: Context): Promise<Set<string>> {
  if (ctx.actor.kind !== 'customer') return new Set();
  const { id } = ctx.actor;
  const rows = await ctx.db
    .selectFrom('customers')
    .select('id')
    .where((eb) => eb.or([eb('id', '=', id), eb('merged_into', '=', id)]))
    .execute();
  return new Set(rows.map((row) => row.id));
}
