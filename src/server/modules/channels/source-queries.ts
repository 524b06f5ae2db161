import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

type Keys = (string | number | null)[] | undefined;

export interface NewSource {
  id: string;
  received_at: Date;
  door: string;
  sha256: string;
  size: number;
  envelope_from: string | null;
  envelope_to: string[];
  raw: Buffer;
  mailbox_id: string | null;
  rfc_message_id: string | null;
  class: string | null;
  state: string;
  defects: string[];
  error: string | null;
  processed_at: Date | null;
  case_id?: string | null;
  message_id?: string | null;
}

/** Keeps a raw mail, once: undefined when the same bytes came before. */
export function insertSource(trx: Transaction, row: NewSource) {
  return trx
    .insertInto('mail_sources')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
}

/** What became of the same mail when it came before. */
export function findSourceByContent(db: Database, sha256: string) {
  return db
    .selectFrom('mail_sources as s')
    .leftJoin('cases as k', 'k.id', 's.case_id')
    .select(['s.id', 's.class', 's.state', 's.message_id', 's.case_id', 'k.number'])
    .where('s.sha256', '=', sha256)
    .executeTakeFirst();
}

export function updateSource(
  trx: Transaction,
  id: string,
  change: Partial<{
    class: string | null;
    state: string;
    defects: string[];
    error: string | null;
    case_id: string | null;
    message_id: string | null;
    mailbox_id: string | null;
    processed_at: Date;
  }>,
) {
  return trx.updateTable('mail_sources').set(change).where('id', '=', id).execute();
}

const sourceColumns = [
  'id',
  'received_at',
  'door',
  'size',
  'envelope_from',
  'envelope_to',
  'class',
  'state',
  'defects',
  'error',
  'case_id',
  'message_id',
] as const;

export function listSourcesAfter(db: Database, options: { state: string | undefined; after: Keys; limit: number }) {
  let query = db
    .selectFrom('mail_sources')
    .select(sourceColumns)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit + 1);
  if (options.state !== undefined) query = query.where('state', '=', options.state);
  if (options.after !== undefined)
    query = query.where(
      sql<boolean>`(received_at, id) < (${options.after[0]}::timestamptz, ${options.after[1]}::uuid)`,
    );
  return query.execute();
}
export type SourceRecord = Awaited<ReturnType<typeof listSourcesAfter>>[number];

export function findSourceById(db: Database, id: string) {
  return db.selectFrom('mail_sources').select(sourceColumns).select('raw').where('id', '=', id).executeTakeFirst();
}

/** A set-aside mail, locked: two people who press the button run it once. */
export function lockSource(trx: Transaction, id: string) {
  return trx
    .selectFrom('mail_sources')
    .select(['id', 'state', 'raw', 'door', 'envelope_from', 'envelope_to'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** How mail flows in each mailbox; counts stop at 10 000. */
export async function readFlow(db: Database, since: Date) {
  const { rows } = await sql<{
    id: string;
    address: string;
    last_received_at: Date | null;
    last_sent_at: Date | null;
    received: number;
  }>`
    with recent as (select mailbox_id from mail_sources where received_at > ${since} order by received_at desc limit 10000)
    select b.id, b.address, b.last_sent_at, (select count(*) from recent r where r.mailbox_id = b.id)::int as received,
      (select max(received_at) from (select received_at from mail_sources s where s.mailbox_id = b.id order by received_at desc limit 1) x) as last_received_at
    from mailboxes b order by b.name limit 200
  `.execute(db);
  return rows;
}

export async function countOutboxTrouble(db: Database) {
  const { rows } = await sql<{ queued: number; failed: number }>`
    select (select count(*) from (select from outbox where state in ('queued', 'deferred') limit 10000) x)::int as queued,
      (select count(*) from (select from outbox where state in ('failed', 'bounced', 'held') limit 10000) x)::int as failed
  `.execute(db);
  return rows[0]!;
}

/**
 * Counts one more mail from an address in the running window and answers how many there were before it. One statement, one
 * row per address, so two nodes count together.
 */
export async function countSender(trx: Transaction, addresses: readonly string[], now: Date, windowMinutes: number) {
  const { rows } = await sql<{ address: string; count: number }>`
    insert into senders_seen (address, since, count)
    select address, ${now}, 1 from unnest(${[...addresses].sort()}::text[]) address
    on conflict (address) do update set
      count = case when senders_seen.since < ${new Date(now.getTime() - windowMinutes * 60_000)} then 1 else senders_seen.count + 1 end,
      since = case when senders_seen.since < ${new Date(now.getTime() - windowMinutes * 60_000)} then ${now} else senders_seen.since end
    returning address, count
  `.execute(trx);
  return new Map(rows.map((row) => [row.address, row.count - 1]));
}

/** Keeps that a breaker tripped. @returns whether this is news: it had not tripped since `unlessAfter` */
export async function insertBreaker(
  trx: Transaction,
  row: { address: string; reason: string; since: Date },
  unlessAfter = row.since,
): Promise<boolean> {
  const written = await trx
    .insertInto('breakers')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('address')
        .doUpdateSet({ reason: row.reason, since: row.since })
        .where((eb) => eb.or([eb('breakers.since', '<', unlessAfter), eb('breakers.reason', '=', '')])),
    )
    .returning('address')
    .executeTakeFirst();
  return written !== undefined;
}

export function listBreakers(db: Database, since: Date) {
  return db
    .selectFrom('breakers')
    .select(['address', 'reason', 'since'])
    .where('since', '>', since)
    .where('reason', '<>', '')
    .orderBy('since', 'desc')
    .limit(100)
    .execute();
}

/**
 * Closes a breaker: its sender is counted anew, and of its mailbox only what is sent from now on counts (an empty reason marks
 * since when). @returns whether it was open
 */
export async function closeBreaker(trx: Transaction, address: string, now: Date): Promise<boolean> {
  const closed = await trx
    .updateTable('breakers')
    .set({ reason: '', since: now })
    .where('address', '=', address)
    .where('reason', '<>', '')
    .returning('address')
    .executeTakeFirst();
  await trx.deleteFrom('senders_seen').where('address', '=', address).execute();
  return closed !== undefined;
}
