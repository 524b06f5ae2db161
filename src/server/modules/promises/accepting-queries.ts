import type { Database, Transaction } from '../../store/database.ts';

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
    .where('customer_id', '=', customerId)
    .where('visible', '=', true)
    .orderBy('made_at')
    .limit(100)
    .execute();
}

/** Notes when the customer first said that the hour works. */
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
