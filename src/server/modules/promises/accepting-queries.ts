import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

/** Promised to a customer, or to a record that was merged into his: he is one person. */
export function promisedTo(customerId: string) {
  return sql<boolean>`promises.customer_id in (select c.id from customers c where c.id = ${customerId} or c.merged_into = ${customerId})`;
}

/** What a customer sees of the promises of one case of his. */
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
    .where('case_id', '=', caseId)
    .where(promisedTo(customerId))
    .where('visible', '=', true)
    .orderBy('made_at')
    .limit(100)
    .execute();
}

/** The open promise that is due first in each of some cases, of those that customers are shown. */
export async function listNextShown(db: Database, caseIds: readonly string[]) {
  const { rows } = await sql<{ caseId: string; what: string; clock: string | null; dueAt: Date }>`
    select distinct on (case_id) case_id as "caseId", what, clock, due_at as "dueAt" from promises
    where case_id = any(${[...caseIds]}::uuid[]) and state = 'open' and visible and kind not in ('internal', 'estimate') and due_at is not null
    order by case_id, due_at, id
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
