import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { finishTasksAbout } from '../cases/index.ts';
import { acceptOpenPromise, listNextShown, listShownToCustomer, listShownWithoutCase } from './accepting-queries.ts';

const day = 86_400_000;
/** What ended is shown for so many days where no case holds it. */
const shownDays = 30;

/** The promises of a case that a customer who sees the case may see, oldest first; the actor is the customer. */
export function listPromisesForCustomer(ctx: Context, caseId: string) {
  return listShownToCustomer(ctx.db, customerOf(ctx), caseId);
}

/** What he was promised that belongs to no case: what is open, and what ended in the last thirty days. */
export function listPromisesWithoutCase(ctx: Context) {
  return listShownWithoutCase(ctx.db, customerOf(ctx), new Date(ctx.now.getTime() - shownDays * day));
}

/**
 * What was promised next in each of some cases, as he sees it on the page of each; cases without such a promise are left out. The caller
 * has checked that he sees these cases.
 */
export function listNextForCustomer(ctx: Context, caseIds: readonly string[]) {
  return listNextShown(ctx.db, customerOf(ctx), caseIds);
}

/**
 * The customer says that the hour works. Saying it twice changes nothing.
 * @throws Refusal not_found `promise-not-found` when it is not his, not shown to him, or no longer open
 */
export function acceptPromise(ctx: Context, id: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const accepted = await acceptOpenPromise(ctx.trx, customerOf(ctx), id, ctx.now);
    if (accepted === undefined) throw new Refusal('not_found', 'promise-not-found', 'This promise is no longer open.');
    await finishTasksAbout(ctx, [id]);
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
