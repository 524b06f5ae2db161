import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

export function markVerified(trx: Transaction, identityId: string, at: Date) {
  return trx
    .updateTable('identities')
    .set({ verified_at: at })
    .where('id', '=', identityId)
    .where('verified_at', 'is', null)
    .execute();
}

/** What will be changed in bulk, as it is before, always locked in the same order. */
export function lockForChange(trx: Transaction, ids: readonly string[]) {
  return trx
    .selectFrom('customers')
    .select(['id', 'tags', 'vip'])
    .where('id', 'in', [...ids])
    .where('merged_into', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function saveTagsAndVip(
  trx: Transaction,
  rows: readonly { id: string; tags: string[]; vip: boolean }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update customers c set tags = array(select jsonb_array_elements_text(r.tags)), vip = r.vip
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, tags jsonb, vip boolean) where c.id = r.id
  `.execute(trx);
}

/** Tags that begin with a word, from the five thousand customers heard last: a list to choose from, not an inventory. */
export async function listTagsBeginning(db: Database, q: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from (
      select unnest(tags) as tag from (
        select tags from customers where merged_into is null order by last_heard_at desc nulls last, id limit 5000) heard) used
    where starts_with(lower(tag), ${q.toLowerCase()}) group by tag order by count(*) desc, tag limit 50
  `.execute(db);
  return rows.map((row) => row.tag);
}
