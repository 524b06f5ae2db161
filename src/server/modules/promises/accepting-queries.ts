import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

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
    ])
    .select(
      sql<
        string | null
      >`(select f.data ->> 'apology' from promise_facts f where f.promise_id = promises.id and f.data ->> 'apology' is not null
        order by f.id desc limit 1)`.as('apology'),
    )
    .where('case_id', '=', caseId)
    .where('customer_id', '=', customerId)
    .where('visible', '=', true)
    .orderBy('made_at')
    .limit(100)
    .execute();
}

export function acceptOpenPromise(trx: Transaction, customerId: string, id: string, at: Date) {
  return trx
    .updateTable('promises')
    .set((eb) => ({ customer_accepted_at: eb.fn.coalesce('customer_accepted_at', eb.val(at)) }))
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .where('visible', '=', true)
    .where('state', '=', 'open')
    .returning(['case_id', 'customer_id', 'kind', 'clock', 'keeper_id'])
    .executeTakeFirst();
}
