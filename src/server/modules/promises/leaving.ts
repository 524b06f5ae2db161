/** When a colleague leaves, what he promised stays promised: it has no keeper until somebody takes it, and that is told. */
import type { WritingContext } from '../../context.ts';
import { type KeptEvent, record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { addFact, amend, openLedger, saveLedger, tell } from './ledger.ts';
import { holdPromisesOfKeeper } from './ledger-queries.ts';
import { lookAfterKeepers } from './out-of-sight.ts';

const batchSize = 500;

export const leaverSubscription: Subscription = {
  name: 'promises.leavers',
  types: ['people.user-left', 'people.user-changed', 'people.team-changed', 'cases.party-removed'],
  handle: async (ctx, events) => {
    for (const event of events)
      if (event.type === 'people.user-left') await orphanPromises(ctx, event);
      else await lookAfterKeepers(ctx, event);
  },
};

/** Takes the leaver off every open promise. `promises.left-without-keeper` alerts whoever leads. */
async function orphanPromises(ctx: WritingContext, event: KeptEvent): Promise<void> {
  const leaver = event.subjectId;
  if (leaver === null) return;
  let count = 0;
  for (;;) {
    const rows = await holdPromisesOfKeeper(ctx.trx, leaver, batchSize);
    const ledger = await openLedger(ctx.trx, rows);
    for (const entry of ledger.entries.values()) {
      addFact(ledger, entry, 'handed-over', event.at, null, { from: leaver, to: null, reason: 'left' });
      amend(ledger, entry, { keeper_id: null });
      tell(ledger, entry, 'promises.handed-over', event.at, { from: leaver, to: null, because: 'left' });
    }
    await saveLedger(ctx, ledger);
    count += rows.length;
    if (rows.length < batchSize) break;
  }
  if (count > 0)
    await record({ ...ctx, now: event.at }, 'promises.left-without-keeper', leaver, { userId: leaver, count });
}
