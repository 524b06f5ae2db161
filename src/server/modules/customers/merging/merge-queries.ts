import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';
import { belongsTo } from '../queries.ts';

/** The columns that two records may disagree on. */
export function lockRecord(trx: Transaction, id: string) {
  return mergeable(trx, id).forUpdate().executeTakeFirst();
}

export function findRecord(db: Database, id: string) {
  return mergeable(db, id).executeTakeFirst();
}

function mergeable(db: Database, id: string) {
  return db
    .selectFrom('customers')
    .select([
      'id',
      'name',
      'organisation_id',
      'language',
      'time_zone',
      'vip',
      'notes',
      'tags',
      'preferred_channel',
      'do_not_survey',
      'no_assistant',
      'portal_role',
      'fields',
      'merged_into',
      'first_seen_at',
    ])
    .where('id', '=', id);
}
export type MergeableRecord = NonNullable<Awaited<ReturnType<typeof findRecord>>>;

export function insertMerge(
  trx: Transaction,
  row: {
    id: string;
    into_id: string;
    from_id: string;
    because: string;
    carried: string[];
    changed: string;
    by_id: string | null;
    at: Date;
  },
) {
  return trx.insertInto('customer_merges').values(row).execute();
}

/** Ends the present merge of a record and answers what it had done; undefined for merges from before they were kept. */
export function endMerge(trx: Transaction, fromId: string, at: Date, by: string | null) {
  return trx
    .updateTable('customer_merges')
    .set({ undone_at: at, undone_by: by })
    .where('from_id', '=', fromId)
    .where('undone_at', 'is', null)
    .returning(['into_id', 'carried', 'changed'])
    .executeTakeFirst();
}

/** Who had come with `from` and is still where the merge took them goes back with it, unless taken out meanwhile. */
export async function giveBackCarried(
  trx: Transaction,
  carried: readonly string[],
  into: string,
  from: string,
): Promise<void> {
  if (carried.length === 0) return;
  await sql`update customers c set merged_into = ${from} where c.id = any(${carried}::uuid[]) and c.merged_into = ${into}
    and exists (select from customer_merges m where m.from_id = c.id and m.into_id = ${from} and m.undone_at is null)`.execute(
    trx,
  );
}

export function listMergesAfter(
  db: Database,
  customerId: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('customer_merges as m')
    .innerJoin('customers as c', 'c.id', 'm.from_id')
    .leftJoin('users as u', 'u.id', 'm.by_id')
    .select(['m.id', 'm.from_id', 'c.name as from_name', 'm.because', 'u.name as by_name', 'm.at', 'm.undone_at'])
    .where(belongsTo('m.into_id', customerId))
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(m.at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

/** How much hangs on a record and on those merged into it. */
export async function countBelongings(db: Database, id: string) {
  const of = sql`any(array(select x.id from customers x where x.id = ${id} or x.merged_into = ${id}))`;
  const { rows } = await sql<{ identities: number; cases: number; promises: number; moments: number; answers: number }>`
    select (select count(*) from identities where customer_id = ${of})::int as identities,
      (select count(*) from cases where customer_id = ${of})::int as cases,
      (select count(*) from promises where customer_id = ${of})::int as promises,
      (select count(*) from moments where customer_id = ${of})::int as moments,
      (select count(*) from brief_answers where customer_id = ${of} and replaced_at is null)::int as answers
  `.execute(db);
  return rows[0]!;
}

export function organisationNames(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
}

/** Records that are one now are no pair any more. */
export function deleteDuplicatesBetween(trx: Transaction, a: string, b: string) {
  const [one, other] = [a, b].sort() as [string, string];
  return trx.deleteFrom('customer_duplicates').where('one_id', '=', one).where('other_id', '=', other).execute();
}
