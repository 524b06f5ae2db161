import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

/** A batch of customers that nobody has been compared with yet, locked so that two nodes share the work. */
export function takeUncompared(trx: Transaction, most: number) {
  return trx
    .selectFrom('customers')
    .select(['id', 'name', 'organisation_id'])
    .where('compared_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute();
}

export function markCompared(trx: Transaction, ids: readonly string[], at: Date) {
  return trx
    .updateTable('customers')
    .set({ compared_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

export interface Candidate {
  id: string;
  likeness: number;
  organisation_id: string | null;
  identities: { kind: string; value: string }[];
}

/**
 * Others who may be the same person: names alike by trigrams, numbers with the same end, mail names that are the same. Each
 * source is bounded, and each has its index.
 */
export async function findCandidates(
  trx: Transaction,
  one: { id: string; name: string; tails: readonly string[]; mailNames: readonly string[] },
): Promise<Candidate[]> {
  const tails = one.tails.map((tail) => `%${tail}`);
  const names = one.mailNames.map((name) => `${name.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%@%`);
  const { rows } = await sql<Candidate>`
    with found as (
      (select id from customers where name % ${one.name} and merged_into is null and erased_at is null order by similarity(name, ${one.name}) desc limit 30)
      union (select coalesce(x.merged_into, x.id) from identities i join customers x on x.id = i.customer_id
        where i.kind = 'phone' and ${tails.length > 0} and i.value like any(${tails}) limit 30)
      union (select coalesce(x.merged_into, x.id) from identities i join customers x on x.id = i.customer_id
        where i.kind = 'email' and ${names.length > 0} and i.value like any(${names}) limit 30))
    select c.id, similarity(c.name, ${one.name})::float8 as likeness, c.organisation_id,
      coalesce((select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value)) from identities i
        where i.customer_id = any(array(select x.id from customers x where x.id = c.id or x.merged_into = c.id))), '[]') as identities
    from customers c join found on found.id = c.id where c.id <> ${one.id} and c.merged_into is null
  `.execute(trx);
  return rows;
}

export function identitiesOf(trx: Transaction, ids: readonly string[]) {
  return trx
    .selectFrom('identities as i')
    .innerJoin('customers as c', 'c.id', 'i.customer_id')
    .select([sql<string>`coalesce(c.merged_into, c.id)`.as('owner'), 'i.kind', 'i.value'])
    .where(
      sql<boolean>`i.customer_id = any(array(select x.id from customers x where x.id = any(${ids}::uuid[]) or x.merged_into = any(${ids}::uuid[])))`,
    )
    .execute();
}

/** Proposes a pair, or sets its score anew; a dismissed one stays dismissed. */
export async function saveDuplicate(
  trx: Transaction,
  a: string,
  b: string,
  score: number,
  reasons: readonly string[],
  at: Date,
): Promise<void> {
  const [one, other] = [a, b].sort() as [string, string];
  await trx
    .insertInto('customer_duplicates')
    .values({ one_id: one, other_id: other, score, reasons: [...reasons], found_at: at })
    .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doUpdateSet({ score, reasons: [...reasons] }))
    .execute();
}

export function listOpenPairs(
  db: Database,
  options: { customerId: string | undefined; after: (string | number | null)[] | undefined; limit: number },
) {
  let query = db
    .selectFrom('customer_duplicates as d')
    .innerJoin('customers as a', 'a.id', 'd.one_id')
    .innerJoin('customers as b', 'b.id', 'd.other_id')
    .select(['d.one_id', 'd.other_id', sql<number>`d.score::float8`.as('score'), 'd.reasons'])
    .where('d.dismissed_at', 'is', null)
    .where('a.merged_into', 'is', null)
    .where('b.merged_into', 'is', null)
    .orderBy('d.score', 'desc')
    .orderBy('d.one_id')
    .orderBy('d.other_id')
    .limit(options.limit + 1);
  const { customerId, after } = options;
  if (customerId !== undefined)
    query = query.where((eb) => eb.or([eb('d.one_id', '=', customerId), eb('d.other_id', '=', customerId)]));
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(d.score < ${after[0]}::real or (d.score = ${after[0]}::real and (d.one_id, d.other_id) > (${after[1]}::uuid, ${after[2]}::uuid)))`,
    );
  return query.execute();
}

export function setDismissed(trx: Transaction, one: string, other: string, at: Date | null, by: string | null) {
  return trx
    .updateTable('customer_duplicates')
    .set({ dismissed_at: at, dismissed_by: by })
    .where('one_id', '=', one)
    .where('other_id', '=', other)
    .returning('one_id')
    .executeTakeFirst();
}
