import { sql } from 'kysely';
import { withoutWords } from '../../../domain/customers/plain-data.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../context.ts';
import { closeCase, forgetWordsOf } from '../cases/index.ts';
import { withdrawErased } from '../promises/index.ts';
import { endForgotten } from '../voice/index.ts';
import { dropUnnamedFiles, filesOf, removeBytes } from './forgetting-files.ts';
import { emptyTable, removed, removeFrom } from './emptying.ts';
import { forgetSayings } from './forgetting-sayings.ts';
import { heardOnce } from './heard-once.ts';
import { likes, lookAround } from './looking-around.ts';
import type { Reach } from './reach.ts';
import { belongsToScope, type Scope } from './scope.ts';

/** One step of an erasure: its name, and what it does; answers how many rows of which tables it touched. */
export interface Step {
  readonly name: string;
  readonly run: (ctx: Context) => Promise<Record<string, number>>;
}

const eventsAtOnce = 20_000;

/**
 * Everything that makes a scope forgotten, in order. Each step is a transaction of its own and may be done twice. What finds
 * the person (his identities, then his name) goes last, so that a broken erasure can begin again.
 */
export function stepsFor(reach: readonly Reach[], scope: Scope): Step[] {
  const tables = reach.map((one) => one.table);
  const gone = removed.filter((table) => tables.includes(table) && table !== 'attachments');
  const emptied = tables.filter((table) => !(removed as readonly string[]).includes(table) && !apart.has(table));
  const inOne = (name: string, work: (ctx: WritingContext) => Promise<Record<string, number>>): Step => ({
    name,
    run: (ctx) =>
      transact(ctx, async (ctx) => {
        await sql`select set_config('statement_timeout', '15min', true)`.execute(ctx.trx);
        return work(ctx);
      }),
  });
  return [
    inOne('what is open', (ctx) => endWhatIsOpen(ctx, scope)),
    inOne('said', (ctx) => forgetSayings(ctx, reach, scope)),
    { name: 'files', run: (ctx) => forgetFiles(ctx, reach, scope) },
    inOne('events', (ctx) => forgetEvents(ctx, reach, scope)),
    inOne('answers kept for repeated requests', (ctx) => forgetReplies(ctx, scope)),
    inOne('words counted', (ctx) => forgetWords(ctx, reach, scope)),
    inOne('words searched', async (ctx) => ({
      search_words: await forgetWordsOf(ctx, [...scope.customerIds, ...scope.caseIds]),
    })),
    ...gone.map((table) => inOne(table, async (ctx) => ({ [table]: await removeFrom(ctx, reach, table, scope) }))),
    ...emptied.map((table) => inOne(table, async (ctx) => ({ [table]: await emptyTable(ctx, reach, table, scope) }))),
    inOne('search', (ctx) => forgetEntries(ctx, scope)),
    inOne('raw mail', (ctx) => forgetMail(ctx, scope)),
    inOne('jobs', (ctx) => forgetJobs(ctx, scope)),
    inOne('new cases not opened yet', (ctx) => forgetNewCases(ctx, scope)),
    inOne('last look', (ctx) => lookAround(ctx, [...scope.identities], everywhereBut)),
  ];
}

/** What he was promised is withdrawn, and his open cases and recoveries are over: nobody is left to keep it to. */
async function endWhatIsOpen(ctx: WritingContext, scope: Scope): Promise<Record<string, number>> {
  await withdrawErased(ctx, scope);
  await endForgotten(ctx, scope.customerIds);
  const { rows } = await sql<{ id: string }>`
    select id from cases where id = any(${[...scope.caseIds]}::uuid[]) and state <> 'closed' and merged_into is null order by id
  `.execute(ctx.trx);
  for (const { id } of rows) await closeCase(asSystem(ctx, 'privacy'), id, { withOpenTasks: true });
  // both are counted where their words go
  return {};
}

/** What a colleague has begun to type about him; no row links it, the draft itself names whom it is of. */
async function forgetNewCases(ctx: WritingContext, { customerIds }: Scope): Promise<Record<string, number>> {
  const { numAffectedRows } = await sql`
    delete from new_case_drafts where words->'customer'->>'id' = any(${[...customerIds]}::text[])`.execute(ctx.trx);
  return { new_case_drafts: Number(numAffectedRows ?? 0) };
}

/** Done by steps of their own. */
const apart = new Set(['customers', 'identities', 'mail_sources']);
/** Where the same address may stand for somebody of the house, or is what finds the person until the end. */
const everywhereBut = new Set([
  'users',
  'accounts',
  'sessions',
  'verifications',
  'mailboxes',
  'identities',
  'customers',
  'events',
]);

async function forgetFiles(ctx: Context, reach: readonly Reach[], scope: Scope): Promise<Record<string, number>> {
  const hashes = await filesOf(ctx, reach, scope);
  const done = await transact(ctx, async (ctx) => {
    const attachments = await removeFrom(ctx, reach, 'attachments', scope);
    const archives = scope.customerIds.length === 0 ? [] : await expireArchives(ctx);
    return { attachments, files: await dropUnnamedFiles(ctx, [...hashes, ...archives]) };
  });
  await removeBytes(ctx, done.files);
  return { attachments: done.attachments, files: done.files.length };
}

/** Whole exports and the sources of ended imports hold everybody: they are made again when they are needed. */
async function expireArchives(ctx: WritingContext): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    with exported as (
      select id, sha256 from exports where sha256 is not null for update), expired as (
      update exports e set state = 'expired', sha256 = null from exported where e.id = exported.id),
    read as (
      delete from import_files f using imports i where i.id = f.import_id and i.state in ('done', 'cancelled', 'failed') returning f.sha256)
    select sha256 from exported union select sha256 from read
  `.execute(ctx.trx);
  return rows.map((row) => row.sha256);
}

/** Events stay, for measures and replays; the words in them go. */
async function forgetEvents(
  ctx: WritingContext,
  reach: readonly Reach[],
  scope: Scope,
): Promise<Record<string, number>> {
  const ids = new Set([...scope.customerIds, ...scope.caseIds]);
  for (const table of [
    'messages',
    'promises',
    'moments',
    'answers',
    'observations',
    'reviews',
    'recoveries',
    'wins',
    'outbox',
    'mail_sources',
  ]) {
    const mine = belongsToScope(reach, table, scope);
    if (mine === undefined) continue;
    const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(table)} as t where ${mine}`.execute(
      ctx.trx,
    );
    for (const row of rows) ids.add(row.id);
  }
  for (const id of await heardOnce(ctx, scope)) ids.add(id);
  const all = [...ids];
  const { rows: ends } = await sql<{ last: number | null }>`select max(id) as last from events`.execute(ctx.trx);
  let emptied = 0;
  for (let from = 0; from <= (ends[0]?.last ?? -1); from += eventsAtOnce) {
    const { rows } = await sql<{ id: number; data: unknown }>`
      select id, data from events where id >= ${from} and id < ${from + eventsAtOnce} and (subject_id = any(${all}::uuid[])
        or data ->> 'customerId' = any(${all}) or data ->> 'caseId' = any(${all}) or data ->> 'from' = any(${all}))
    `.execute(ctx.trx);
    const changed = rows
      .map((row) => ({ id: row.id, data: withoutWords(row.data), before: JSON.stringify(row.data) }))
      .filter((row) => JSON.stringify(row.data) !== row.before)
      .map(({ id, data }) => ({ id, data }));
    if (changed.length === 0) continue;
    await sql`update events e set data = r.data from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(id bigint, data jsonb) where e.id = r.id`.execute(
      ctx.trx,
    );
    emptied += changed.length;
  }
  const failures = await sql`
    update subscription_failures f set error = 'erased' from events e where e.id = f.event_id
      and (e.subject_id = any(${all}::uuid[]) or e.data ->> 'customerId' = any(${all}) or e.data ->> 'caseId' = any(${all}))
  `.execute(ctx.trx);
  return { events: emptied, subscription_failures: Number(failures.numAffectedRows ?? 0) };
}

/** Answers kept for a week so that a repeated request gets the same one, and what other programs were or are to be told. */
async function forgetReplies(ctx: WritingContext, scope: Scope): Promise<Record<string, number>> {
  const marks = [...scope.customerIds, ...scope.caseIds, ...scope.identities];
  let count = 0;
  let told = 0;
  for (let at = 0; at < marks.length; at += 200) {
    const messages = await sql`delete from webhook_messages where body ilike any(${likes(marks.slice(at, at + 200))})
      or payload::text ilike any(${likes(marks.slice(at, at + 200))})`.execute(ctx.trx);
    told += Number(messages.numAffectedRows ?? 0);
    const result =
      await sql`delete from idempotency_keys where reply::text ilike any(${likes(marks.slice(at, at + 200))})`.execute(
        ctx.trx,
      );
    count += Number(result.numAffectedRows ?? 0);
  }
  return { idempotency_keys: count, webhook_messages: told };
}

/** The one word that customers say is counted by day: his is taken out of the count, and out of sight where nobody else said it. */
async function forgetWords(
  ctx: WritingContext,
  reach: readonly Reach[],
  scope: Scope,
): Promise<Record<string, number>> {
  const mine = belongsToScope(reach, 'answers', scope);
  if (mine === undefined) return {};
  const gone = await sql`
    with his as (
      select m.day, m.stem, count(*)::int as n from answer_marks m join answers t on t.id = m.answer_id where m.stem is not null and ${mine} group by 1, 2),
    fewer as (update word_days d set n = d.n - his.n, example = d.stem from his where d.day = his.day and d.stem = his.stem and d.n > his.n returning 1)
    delete from word_days d using his where d.day = his.day and d.stem = his.stem and d.n <= his.n
  `.execute(ctx.trx);
  return { word_days: Number(gone.numAffectedRows ?? 0) };
}

/** The person himself as the search knows him. */
async function forgetEntries(ctx: WritingContext, scope: Scope): Promise<Record<string, number>> {
  const ids = [...scope.customerIds, ...scope.caseIds];
  const gone = await sql`delete from search_entries where subject_id = any(${ids}::uuid[])`.execute(ctx.trx);
  return { search_entries: Number(gone.numAffectedRows ?? 0) };
}

/** Mail as it came in: of his cases, from his addresses, or naming them where it became no case. */
async function forgetMail(ctx: WritingContext, scope: Scope): Promise<Record<string, number>> {
  const addresses = scope.identities.filter((value) => value.includes('@'));
  const naming = addresses.map((address) => sql`position(convert_to(${address}, 'UTF8') in raw) > 0`);
  const named = naming.length === 0 ? sql`false` : sql.join(naming, sql` or `);
  const own = await sql`
    delete from mail_sources where case_id = any(${[...scope.caseIds]}::uuid[]) or lower(envelope_from) = any(${addresses})
      or (case_id is null and (${named}))
  `.execute(ctx.trx);
  const seen = await sql`delete from senders_seen where lower(address) = any(${addresses})`.execute(ctx.trx);
  await sql`delete from blocked_senders where address = any(${addresses})`.execute(ctx.trx);
  await sql`delete from breakers where lower(address) = any(${addresses})`.execute(ctx.trx);
  return { mail_sources: Number(own.numAffectedRows ?? 0), senders_seen: Number(seen.numAffectedRows ?? 0) };
}

async function forgetJobs(ctx: WritingContext, scope: Scope): Promise<Record<string, number>> {
  if (scope.identities.length === 0) return {};
  const result = await sql`
    delete from graphile_worker._private_jobs where locked_at is null and payload::text ilike any(${likes(scope.identities)})
  `.execute(ctx.trx);
  return { jobs: Number(result.numAffectedRows ?? 0) };
}
