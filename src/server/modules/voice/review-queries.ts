import { type Selectable, sql } from 'kysely';
import type { Database, Tables, Transaction } from '../../store/database.ts';
import { badScore } from '../../../domain/voice/recovery.ts';
import { withMerged } from './surveys/invitation-queries.ts';

type After = (string | number | null)[] | undefined;

export function listReviewsAfter(
  db: Database,
  filter: {
    source?: string | undefined;
    customerId?: string | undefined;
    bad?: boolean | undefined;
    named?: boolean | undefined;
    id?: string;
  },
  after: After,
  limit: number,
) {
  let query = db
    .selectFrom('reviews as r')
    .leftJoin('customers as c', 'c.id', 'r.customer_id')
    .selectAll('r')
    .leftJoin('recoveries as way', (join) =>
      join.onRef('way.source_id', '=', 'r.id').on('way.source', '=', 'review').on('way.cause_removed_at', 'is', null),
    )
    .leftJoin('users as by', 'by.id', 'r.changed_by')
    .select(['c.name as customer_name', 'way.id as recovery_id', 'by.name as changed_by_name'])
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1);
  if (filter.id !== undefined) query = query.where('r.id', '=', filter.id);
  if (filter.bad === true) query = query.where('r.score', '<=', badScore);
  if (filter.named !== undefined) query = query.where('r.customer_id', filter.named ? 'is not' : 'is', null);
  if (filter.source !== undefined) query = query.where('r.source', '=', filter.source);
  if (filter.customerId !== undefined) query = query.where('r.customer_id', 'in', withMerged(db, filter.customerId));
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('r.at', 'r.id'), '<', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}
export type ReviewRow = Awaited<ReturnType<typeof listReviewsAfter>>[number];
/** A review as it is kept. */
export type NewReview = Selectable<Tables['reviews']>;

/** @returns the ids of those that were not known */
export function insertReviews(trx: Transaction, rows: readonly NewReview[]): Promise<{ id: string }[]> {
  return trx
    .insertInto('reviews')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['source', 'source_key']).doNothing())
    .returning('id')
    .execute();
}

/** Changes a review. Whoever takes in words reads again what was changed. */
export function updateReview(trx: Transaction, id: string, change: Partial<Selectable<Tables['reviews']>>) {
  return trx.updateTable('reviews').set(change).where('id', '=', id).execute();
}

/** One review, held until the transaction ends. */
export async function holdReview(trx: Transaction, id: string): Promise<ReviewRow | undefined> {
  await trx.selectFrom('reviews').select('id').where('id', '=', id).forUpdate().execute();
  return (await listReviewsAfter(trx, { id }, undefined, 1))[0];
}

/** Several of them. */
export function listReviewsOf(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('reviews')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
}

export function findReviewByKey(db: Database, source: string, key: string) {
  return db
    .selectFrom('reviews')
    .select('id')
    .where('source', '=', source)
    .where('source_key', '=', key)
    .executeTakeFirst();
}

/** Whose addresses these are; a merged record leads to the one that is left. */
export async function findCustomersByMail(db: Database, emails: readonly string[]): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map();
  const { rows } = await sql<{ value: string; id: string }>`
    select i.value, coalesce(c.merged_into, c.id) as id from identities i join customers c on c.id = i.customer_id
    where i.kind = 'email' and i.value = any(${[...new Set(emails)]})
  `.execute(db);
  return new Map(rows.map(({ value, id }) => [value, id]));
}

export async function countReviews(db: Database, since: Date) {
  const { rows } = await sql<{ source: string; good: number; rated: number }>`
    select source, count(*) filter (where score >= 0.75)::int as good, count(score)::int as rated
    from (select source, score from reviews where at >= ${since} order by at desc limit 5000) latest group by source order by source
  `.execute(db);
  return rows;
}
