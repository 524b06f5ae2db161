import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { acceptOpenPromise, listNextShown, listShownToCustomer } from './accepting-queries.ts';

/** The promises of a case that its customer may see, oldest first; the actor is the customer. */
export function listPromisesForCustomer(ctx: Context, caseId: string) {
  return listShownToCustomer(ctx.db, customerOf(ctx), caseId);
}

/**
 * What was promised next in each of some cases, as their customers see it; cases without such a promise are left out. The caller
 * has checked that he sees these cases.
 */
export function listNextForCustomer(ctx: Context, caseIds: readonly string[]) {
  customerOf(ctx);
  return listNextShown(ctx.db, caseIds);
}

/**
 * The customer says that the hour works. Saying it twice changes nothing.
 * @throws Refusal not_found `promise-not-found` when it is not his, not shown to him, or no longer open
 */
export function acceptPromise(ctx: Context, id: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const accepted = await acceptOpenPromise(ctx.trx, customerOf(ctx), id, ctx.now);
    if (accepted === undefined) throw new Refusal('not_found', 'promise-not-found', 'This promise is no longer open.');
    await record(ctx, 'promises.accepted', id, {
      promiseId: id,
      caseId: accepted.case_id,
      customerId: accepted.customer_id,
      kind: accepted.kind,
      clock: accepted.clock,
      keeperId: accepted.keeper_id,
    });
  });
}

function customerOf(ctx: Context): string {
  if (ctx.actor.kind !== 'customer') throw new Refusal('forbidden', 'not-a-customer', 'Only the customer may do this.');
  return ctx.actor.id;
}
