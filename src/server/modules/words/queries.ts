import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { visibleCases } from '../cases/index.ts';

export interface MessageWords {
  id: string;
  case_id: string;
  at: Date;
  text: string;
  author_kind: string;
  language: string | null;
}

/** The words of messages by id, with the language of the customer of their case. */
export async function findMessages(trx: Transaction, ids: readonly string[]): Promise<Map<string, MessageWords>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<MessageWords>`
    select m.id, m.case_id, m.at, left(m.text, 20000) as text, m.author_kind, c.language
    from messages m join cases k on k.id = m.case_id join customers c on c.id = k.customer_id where m.id = any(${[...ids]}::uuid[])
  `.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface FeltRow {
  message_id: string;
  case_id: string;
  feeling: string;
  strength: number;
  quote_from: number;
  quote_to: number;
  about_from: number | null;
  about_to: number | null;
  language: string;
  at: Date;
  read_by?: 'words' | 'assistant';
}

/** What was read of a message before goes; answers what it was shown with, the strongest first. */
export async function removeFelt(trx: Transaction, messageId: string) {
  const rows = await trx
    .deleteFrom('felt')
    .where('message_id', '=', messageId)
    .returning(['feeling', 'strength'])
    .execute();
  return rows.toSorted((one, other) => other.strength - one.strength);
}

export async function insertFelt(trx: Transaction, row: FeltRow): Promise<void> {
  await trx
    .insertInto('felt')
    .values(row)
    .onConflict((conflict) => conflict.columns(['message_id', 'feeling']).doNothing())
    .execute();
}

/** The newest hundred feelings of a case with the messages they stand in. */
export async function listFelt(db: Database, caseId: string) {
  const { rows } = await sql<FeltRow & { text: string; read_by: 'words' | 'assistant' }>`
    select f.*, m.text from felt f join messages m on m.id = f.message_id
    where f.case_id = ${caseId} order by f.at desc, f.strength desc, f.message_id limit 100
  `.execute(db);
  return rows;
}

/** What the customer wrote first and last in a case. */
export async function findCustomerWords(db: Database, caseId: string) {
  const { rows } = await sql<{ first: string | null; last: string | null; last_emotion: string | null }>`
    select (select left(m.text, 10000) from messages m where m.case_id = ${caseId} and m.author_kind = 'customer' order by m.at, m.id limit 1) as first,
      l.text as last, l.emotion as last_emotion
    from (select 1) one left join lateral (select left(m.text, 10000) as text, m.emotion from messages m
      where m.case_id = ${caseId} and m.author_kind = 'customer' order by m.at desc, m.id desc limit 1) l on true
  `.execute(db);
  return rows[0];
}

/** Which addresses belong to another customer, and which case numbers are another's. */
export async function findStrange(
  db: Database,
  customerId: string,
  addresses: readonly string[],
  numbers: readonly number[],
): Promise<Set<string>> {
  const { rows } = await sql<{ value: string }>`
    select i.value from identities i join customers c on c.id = i.customer_id
    where i.kind = 'email' and i.value = any(${[...addresses]}::text[]) and i.customer_id <> ${customerId}
      and c.merged_into is distinct from ${customerId}::uuid
      and (c.organisation_id is null or c.organisation_id is distinct from (select organisation_id from customers where id = ${customerId}))
    union select k.number::text from cases k where k.number = any(${[...numbers]}::bigint[]) and k.customer_id <> ${customerId}
      and (k.organisation_id is null or k.organisation_id is distinct from (select organisation_id from customers where id = ${customerId}))
  `.execute(db);
  return new Set(rows.map(({ value }) => value));
}

export interface NeedRow {
  id: string;
  number: number;
  subject: string;
  tags: string[];
  fields: Record<string, unknown>;
  text: string;
  ended_at: Date | null;
}

const needColumns = sql`k.id, k.number, k.subject, k.tags, k.fields,
  coalesce((select left(m.text, 4000) from messages m where m.case_id = k.id and m.author_kind = 'customer' order by m.at, m.id limit 1), '') as text`;

/** A case as a need. */
export async function findNeed(trx: Transaction, caseId: string) {
  const { rows } = await sql<NeedRow & { customer_id: string; created_at: Date }>`
    select ${needColumns}, k.customer_id, k.created_at, k.closed_at as ended_at from cases k where k.id = ${caseId} and k.merged_into is null
  `.execute(trx);
  return rows[0];
}

/** The newest twenty solved cases of a customer that ended in the days before. */
export async function listSolvedBefore(
  trx: Transaction,
  customerId: string,
  before: Date,
  days: number,
): Promise<NeedRow[]> {
  const since = new Date(before.getTime() - days * 86_400_000);
  const { rows } = await sql<NeedRow>`
    select ${needColumns}, k.closed_at as ended_at from cases k
    where k.customer_id = ${customerId} and k.state = 'closed' and k.closed_at between ${since} and ${before} and k.merged_into is null
    order by k.number desc limit 20
  `.execute(trx);
  return rows;
}

export interface RecurrenceRow {
  case_id: string;
  case_number: number;
  case_subject: string;
  case_closed_at: Date | null;
  of_id: string;
  of_number: number;
  of_subject: string;
  of_closed_at: Date | null;
  customer_id: string;
  customer_name: string;
  score: number;
  reasons: string[];
  state: 'proposed' | 'automatic' | 'confirmed' | 'dismissed';
  at: Date;
  key: string;
}

/** Recurrences whose two cases one may see, newest first. */
export async function listRecurrenceRows(
  ctx: Context,
  filter: {
    caseId?: string;
    ofId?: string;
    state?: string | undefined;
    after?: readonly (string | number | null)[] | undefined;
    limit: number;
  },
): Promise<RecurrenceRow[]> {
  const { caseId, ofId, state, after, limit } = filter;
  const { rows } = await sql<RecurrenceRow>`
    select r.case_id, k.number as case_number, k.subject as case_subject, k.closed_at as case_closed_at, o.id as of_id, o.number as of_number,
      o.subject as of_subject, o.closed_at as of_closed_at, c.id as customer_id, c.name as customer_name, r.score, r.reasons, r.state, r.at, r.at::text as key
    from recurrences r join cases k on k.id = r.case_id join cases o on o.id = r.of_case_id join customers c on c.id = k.customer_id
    where ${visibleCases(ctx.actor)} and exists (select from cases k where k.id = r.of_case_id and ${visibleCases(ctx.actor)})
      and (${caseId ?? null}::uuid is null or r.case_id = ${caseId ?? null}) and (${ofId ?? null}::uuid is null or r.of_case_id = ${ofId ?? null})
      and (${state ?? null}::text is null or r.state = ${state ?? null})
      and (${after?.[0] ?? null}::timestamptz is null or (r.at, r.case_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by r.at desc, r.case_id desc limit ${limit}
  `.execute(ctx.db);
  return rows;
}
