import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

/** Promised to a customer, or to a record that was merged into his: he is one person. */
export function promisedTo(customerId: string) {
  return sql<boolean>`promises.customer_id in (select c.id from customers c where c.id = ${customerId} or c.merged_into = ${customerId})`;
}

/** What a customer sees of the promises made to him in one case, also where that became part of another. */
export function listShownToCustomer(db: Database, customerId: string, caseId: string) {
  return db
    .selectFrom('promises')
    .select([
      'id',
      'kind',
      'clock',
      'what',
      'state',
      'made_at',
      'due_at',
      'first_due_at',
      'ended_at',
      'paused',
      'at_risk',
      'customer_accepted_at',
      'apology',
      'told',
    ])
    .where(
      sql<boolean>`promises.case_id in (with recursive way as (select id, merged_into, 0 as hops from cases where id = ${caseId}::uuid
        union all select k.id, k.merged_into, way.hops + 1 from cases k join way on k.id = way.merged_into where way.hops < 50)
        select id from way)`,
    )
    .where(promisedTo(customerId))
    .where('visible', '=', true)
    .orderBy('made_at')
    .limit(100)
    .execute();
}

/** The open promise that is due first in each of some cases, of those shown to the customer whose case it is. */
export async function listNextShown(db: Database, caseIds: readonly string[]) {
  const { rows } = await sql<{ caseId: string; what: string; clock: string | null; dueAt: Date }>`
    select distinct on (p.case_id) p.case_id as "caseId", p.what, p.clock, p.due_at as "dueAt"
    from promises p join cases k on k.id = p.case_id
    where p.case_id = any(${[...caseIds]}::uuid[]) and p.state = 'open' and p.visible and p.due_at is not null
      and (p.kind = 'policy' or (p.kind = 'personal' and p.customer_id = k.customer_id))
    order by p.case_id, p.due_at, p.id
  `.execute(db);
  return rows;
}

/** Notes when the customer first said that the hour works. */
export function acceptOpenPromise(trx: Transaction, customerId: string, id: string, at: Date) {
  return trx
    .updateTable('promises')
    .set((eb) => ({ customer_accepted_at: eb.fn.coalesce('customer_accepted_at', eb.val(at)) }))
    .where('id', '=', id)
    .where(promisedTo(customerId))
    .where('visible', '=', true)
    .where('state', '=', 'open')
    .returning(['case_id', 'customer_id', 'kind', 'clock', 'keeper_id'])
    .executeTakeFirst();
}
