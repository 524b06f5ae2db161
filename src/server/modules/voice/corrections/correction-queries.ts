import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

/** What may be taken back: the kind says in which table it stands. */
export type TakenKind = 'observation' | 'review';
const tables = { observation: 'observations', review: 'reviews' } as const;

/** Takes rows out of their table and keeps them as they were. @returns their ids */
export async function moveAside(
  trx: Transaction,
  kind: TakenKind,
  ids: readonly string[],
  taken: { by: string | null; at: Date },
): Promise<void> {
  const importId = kind === 'review' ? sql`gone.import_id` : sql`null::uuid`;
  await sql`
    with gone as (delete from ${sql.table(tables[kind])} where id = any(${[...ids]}::uuid[]) returning *)
    insert into voice_taken_back (id, kind, customer_id, import_id, was, by_user, at)
    select gone.id, ${kind}, gone.customer_id, ${importId}, to_jsonb(gone), ${taken.by}::uuid, ${taken.at} from gone
  `.execute(trx);
}

/** Puts rows back that were taken out since then: those of an import, or one. @returns the ids of those that are there again, and how many were not, because the same stands there by now */
export async function moveBack(
  trx: Transaction,
  kind: TakenKind,
  which: { id: string } | { importId: string },
  since: Date,
): Promise<{ ids: string[]; known: number }> {
  const meant = 'id' in which ? sql`id = ${which.id}` : sql`import_id = ${which.importId}`;
  // counted rather than joined: twenty thousand rows of a table come back in one statement
  const { rows } = await sql<{ ids: string[] | null; kept: number }>`
    with kept as (delete from voice_taken_back where ${meant} and kind = ${kind} and at >= ${since} returning was),
    back as (insert into ${sql.table(tables[kind])} select r.* from kept, jsonb_populate_record(null::${sql.table(tables[kind])}, kept.was) r
      on conflict do nothing returning id)
    select (select array_agg(id::text) from back) as ids, (select count(*)::int from kept) as kept
  `.execute(trx);
  const ids = rows[0]!.ids ?? [];
  return { ids, known: rows[0]!.kept - ids.length };
}

/** One row that was taken back, as it was; undefined when it may not be put back any more. */
export async function findAside(
  db: Database,
  kind: TakenKind,
  id: string,
  since: Date,
): Promise<Record<string, unknown> | undefined> {
  const row = await db
    .selectFrom('voice_taken_back')
    .select('was')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('at', '>=', since)
    .executeTakeFirst();
  return row?.was as Record<string, unknown> | undefined;
}

/** Forgets what may not be put back any more. */
export function forgetAside(trx: Transaction, before: Date) {
  return trx.deleteFrom('voice_taken_back').where('at', '<', before).execute();
}

/** When and by what a customer was heard last, read anew from what there is. */
export async function hearAnew(trx: Transaction, customerIds: readonly (string | null)[]): Promise<void> {
  const ids = [...new Set(customerIds.filter((id) => id !== null))].toSorted();
  if (ids.length === 0) return;
  await sql`
    with latest as (
      select distinct on (customer_id) customer_id, at, way from (
        select customer_id, at, 'answer' as way from answers where customer_id = any(${ids}::uuid[])
        union all select customer_id, heard_at, 'observation' from observations where customer_id = any(${ids}::uuid[])
        union all select customer_id, noted_at, 'brief' from brief_answers where customer_id = any(${ids}::uuid[])) said
      order by customer_id, at desc),
    silent as (delete from heard_customers where customer_id = any(${ids}::uuid[]) and customer_id not in (select customer_id from latest))
    insert into heard_customers (customer_id, at, way) select customer_id, at, way from latest
    on conflict (customer_id) do update set at = excluded.at, way = excluded.way
  `.execute(trx);
}

/** The names of customers and touchpoints that changes speak of. */
export async function findNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from customers where id = any(${[...ids]}::uuid[]) union all select id, name from touchpoints where id = any(${[...ids]}::uuid[])
  `.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
