/** When a colleague leaves, what he promised stays promised: whoever takes over keeps it, or it has no keeper until somebody takes it, and that is told. */
import type { WritingContext } from '../../context.ts';
import { type KeptEvent, record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { visibleCases } from '../cases/index.ts';
import { findColleague } from '../people/index.ts';
import { addFact, amend, openLedger, saveLedger, tell } from './ledger.ts';
import { findSeenCases, holdPromisesOfKeeper } from './ledger-queries.ts';
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

/**
 * Hands every open promise of the leaver to whoever takes over, where he sees the case; takes it off the leaver otherwise, and
 * `promises.left-without-keeper` alerts whoever leads.
 */
async function orphanPromises(ctx: WritingContext, event: KeptEvent): Promise<void> {
  const leaver = event.subjectId;
  if (leaver === null) return;
  const heir = await heirOf(ctx, event);
  let count = 0;
  for (;;) {
    const rows = await holdPromisesOfKeeper(ctx.trx, leaver, batchSize);
    const ledger = await openLedger(ctx.trx, rows);
    const caseIds = rows.flatMap(({ case_id }) => case_id ?? []);
    const seen = heir === undefined ? new Set() : await findSeenCases(ctx.trx, visibleCases(heir), caseIds);
    for (const entry of ledger.entries.values()) {
      const { case_id } = entry.row;
      const to = heir !== undefined && (case_id === null || seen.has(case_id)) ? heir.id : null;
      addFact(ledger, entry, 'handed-over', event.at, null, { from: leaver, to, reason: 'left' });
      amend(ledger, entry, { keeper_id: to });
      tell(ledger, entry, 'promises.handed-over', event.at, { from: leaver, to, because: 'left' });
      if (to === null) count++;
    }
    await saveLedger(ctx, ledger);
    if (rows.length < batchSize) break;
  }
  if (count > 0)
    await record({ ...ctx, now: event.at }, 'promises.left-without-keeper', leaver, { userId: leaver, count });
}

/** Who was named to take over, if he still works here and serves customers. */
async function heirOf(ctx: WritingContext, event: KeptEvent) {
  const id = event.data['handOverTo'];
  const heir = typeof id === 'string' && id !== event.subjectId ? await findColleague(ctx.trx, id) : undefined;
  return heir?.role === 'colleague' ? undefined : heir;
}
