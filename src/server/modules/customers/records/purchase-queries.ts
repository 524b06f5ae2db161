import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';
import { belongsTo } from '../queries.ts';

const columns = ['id', 'at', 'amount', 'currency', 'external_ref', 'description'] as const;

interface NewPurchase {
  id: string;
  customer_id: string;
  at: Date;
  amount: number;
  currency: string;
  external_ref: string | null;
  description: string;
}

/** Inserts a purchase, or finds the one with the same external reference; `made` says which. */
export async function insertPurchase(trx: Transaction, purchase: NewPurchase) {
  const made = await trx
    .insertInto('purchases')
    .values(purchase)
    .onConflict((conflict) => conflict.column('external_ref').doNothing())
    .returning(columns)
    .executeTakeFirst();
  if (made !== undefined) return { ...made, made: true };
  const there = await trx
    .selectFrom('purchases')
    .select(columns)
    .where('external_ref', '=', purchase.external_ref)
    .executeTakeFirstOrThrow();
  return { ...there, made: false };
}

/** Takes a purchase out. @returns what it was; undefined when this customer has no such purchase */
export function deletePurchase(trx: Transaction, customerId: string, id: string) {
  return trx
    .deleteFrom('purchases')
    .where(belongsTo('customer_id', customerId))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
}

export function listPurchasesAfter(
  db: Database,
  customerId: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('purchases')
    .select(columns)
    .where(belongsTo('customer_id', customerId))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(at, id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`);
  return query.execute();
}

/** How many purchases there are in each currency and what they come to, the most used one first. */
export function sumPurchasesOf(db: Database, customerId: string) {
  return db
    .selectFrom('purchases')
    .select(['currency', sql<number>`count(*)::int`.as('count'), sql<number>`sum(amount)::float8`.as('amount')])
    .where(belongsTo('customer_id', customerId))
    .groupBy('currency')
    .orderBy('count', 'desc')
    .orderBy('currency')
    .execute();
}
