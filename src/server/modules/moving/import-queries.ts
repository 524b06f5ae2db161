import { sql } from 'kysely';
import type { Context, WritingContext } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { newId } from '../../store/identity.ts';

type Keys = (string | number | null)[] | undefined;

function select(db: Database) {
  return db
    .selectFrom('imports as i')
    .leftJoin('users as u', 'u.id', 'i.created_by')
    .selectAll('i')
    .select('u.name as created_by_name');
}

export function findImport(db: Database, id: string) {
  return select(db).where('i.id', '=', id).executeTakeFirst();
}
export type ImportRecord = NonNullable<Awaited<ReturnType<typeof findImport>>>;

export function listImportsAfter(db: Database, after: Keys, limit: number) {
  let query = select(db)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(i.created_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

/** The files of an import with what they hold together. */
export async function listFiles(db: Database, importId: string) {
  const { rows } = await sql<{ file: number; name: string; size: number; parts: number; sums: string[] }>`
    select file, min(name) as name, sum(size)::bigint as size, count(*)::int as parts, array_agg(sha256 order by part) as sums
    from import_files where import_id = ${importId} group by file order by file
  `.execute(db);
  return rows;
}

/** How long a worker may be silent before another takes over, in seconds. */
const leaseSeconds = 25;

/** Takes an import to work on, unless somebody works on it. */
export async function takeLease(ctx: Context, id: string): Promise<string | undefined> {
  const lease = newId();
  const { rows } = await sql`
    update imports set lease = ${lease}, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = ${id} and state in ('reading', 'running') and (leased_until is null or leased_until < clock_timestamp()) returning id
  `.execute(ctx.db);
  return rows.length === 0 ? undefined : lease;
}

/**
 * Whether the lease is still ours and the import still to be worked on; keeps it for a while longer. In the transaction of
 * a batch this is what makes it happen exactly once: whoever lost the lease undoes what he wrote.
 */
export async function keepLease(db: Database, id: string, lease: string): Promise<boolean> {
  const { rows } = await sql`
    update imports set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = ${id} and lease = ${lease} and state in ('reading', 'running') returning id
  `.execute(db);
  return rows.length > 0;
}

export async function dropLease(ctx: Context, id: string, lease: string): Promise<void> {
  await sql`update imports set lease = null, leased_until = null where id = ${id} and lease = ${lease}`.execute(ctx.db);
}

/** Imports that are to be worked on and that nobody works on. */
export async function listAbandoned(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from imports where state in ('reading', 'running') and (leased_until is null or leased_until < clock_timestamp())
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Keeps records as they were read; one that comes again replaces what was read before. */
export async function keepItems(
  trx: Transaction,
  importId: string,
  items: readonly { kind: string; external_id: string; parent_id: string | null; data: object }[],
): Promise<void> {
  const last = new Map(items.map((item) => [`${item.kind} ${item.external_id}`, item]));
  await sql`
    insert into import_items (import_id, kind, external_id, parent_id, data)
    select ${importId}::uuid, kind, external_id, parent_id, data
    from json_to_recordset(${JSON.stringify([...last.values()])}::json) as r(kind text, external_id text, parent_id text, data jsonb)
    on conflict (import_id, kind, external_id) do update set data = excluded.data, parent_id = excluded.parent_id
    where import_items.data is distinct from excluded.data
  `.execute(trx);
}

export interface Item<T> {
  place: number;
  external_id: string;
  data: T;
}

/** The next records of a kind, in the order they were read. */
export async function listItems<T>(
  db: Database,
  importId: string,
  kind: string,
  after: number,
  limit: number,
): Promise<Item<T>[]> {
  const { rows } = await sql<Item<T>>`
    select place, external_id, data from import_items
    where import_id = ${importId} and kind = ${kind} and place > ${after} order by place limit ${limit}
  `.execute(db);
  return rows;
}

/** Records of a kind by their ids there. */
export async function findItems<T>(
  db: Database,
  importId: string,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, T>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Item<T>>`
    select place, external_id, data from import_items
    where import_id = ${importId} and kind = ${kind} and external_id = any(${[...ids]}::text[])
  `.execute(db);
  return new Map(rows.map((row) => [row.external_id, row.data]));
}

/** What belongs to some cases: their messages, or their ratings. */
export async function listOfCases<T>(
  db: Database,
  importId: string,
  kind: 'message' | 'rating',
  caseIds: readonly string[],
): Promise<T[]> {
  const { rows } = await sql<{ data: T }>`
    select data from import_items where import_id = ${importId} and parent_id = any(${[...caseIds]}::text[]) and kind = ${kind} order by place
  `.execute(db);
  return rows.map(({ data }) => data);
}

/** How many of our records each kind gave so far. */
export async function findRecords(db: Database, origin: string, kind: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; taken: Record<string, unknown> }>();
  const { rows } = await sql<{ external_id: string; own_id: string; taken: Record<string, unknown> }>`
    select external_id, own_id, taken from imported_records
    where origin = ${origin} and kind = ${kind} and external_id = any(${[...new Set(ids)]}::text[])
  `.execute(db);
  return new Map(rows.map((row) => [row.external_id, { id: row.own_id, taken: row.taken }]));
}

export async function saveRecords(
  trx: Transaction,
  importId: string,
  origin: string,
  kind: string,
  records: readonly { external_id: string; own_id: string; taken?: object }[],
): Promise<void> {
  if (records.length === 0) return;
  const last = new Map(records.map((one) => [one.external_id, { taken: {}, ...one }]));
  await sql`
    insert into imported_records (origin, kind, external_id, own_id, taken, import_id)
    select ${origin}, ${kind}, external_id, own_id, taken, ${importId}::uuid
    from json_to_recordset(${JSON.stringify([...last.values()])}::json) as r(external_id text, own_id uuid, taken jsonb)
    on conflict (origin, kind, external_id) do update set own_id = excluded.own_id, taken = excluded.taken, import_id = excluded.import_id
  `.execute(trx);
}

/** What became of a record. */
export interface Outcome {
  kind: string;
  external_id: string;
  outcome: 'created' | 'updated' | 'unchanged' | 'skipped' | 'noted';
  reason?: string;
  own_id?: string | null;
}

/** Adds to the report. */
export async function saveOutcomes(trx: Transaction, importId: string, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    insert into import_rows (import_id, kind, external_id, outcome, reason, own_id)
    select ${importId}::uuid, kind, external_id, outcome, coalesce(reason, ''), own_id
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as r(kind text, external_id text, outcome text, reason text, own_id uuid)
  `.execute(trx);
}

/** Moves the checkpoint with what was done since the last one, in the batch's own transaction. */
export async function moveOn(
  ctx: WritingContext,
  id: string,
  to: { phase: string; place: number },
  outcomes: readonly Outcome[],
  milliseconds: number,
): Promise<void> {
  const count = (outcome: string) => outcomes.filter((one) => one.outcome === outcome).length;
  const done = outcomes.filter((one) => one.outcome !== 'noted').length;
  await sql`
    update imports set ran_to = ${JSON.stringify(to)}::jsonb, done = done + ${done}, created = created + ${count('created')},
      updated = updated + ${count('updated')}, unchanged = unchanged + ${count('unchanged')}, skipped = skipped + ${count('skipped')},
      worked_ms = worked_ms + ${Math.round(milliseconds)} where id = ${id}
  `.execute(ctx.trx);
}

export async function listRowsAfter(
  db: Database,
  importId: string,
  options: { outcome: string | undefined; after: Keys; limit: number },
) {
  let query = db
    .selectFrom('import_rows')
    .select(['place', 'kind', 'external_id', 'outcome', 'reason', 'own_id'])
    .where('import_id', '=', importId)
    .orderBy('place')
    .limit(options.limit + 1);
  if (options.outcome !== undefined) query = query.where('outcome', '=', options.outcome);
  if (options.after !== undefined) query = query.where('place', '>', Number(options.after[0]));
  return query.execute();
}
