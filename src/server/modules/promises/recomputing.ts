/**
 * Policies and calendars change while promises run. Those whose policy says so are counted again, some at a time in a
 * job; the others keep the version they were made under.
 */
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { openLedger, saveLedger } from './ledger.ts';
import { holdRunningPolicyPromises } from './ledger-queries.ts';
import { chooseTerms, readTerms } from './policies/policy-choice.ts';
import { findPinningPolicies, findStandings, findTraits } from './policies/policy-queries.ts';
import { applyTerms } from './policies/retargeting.ts';

export const recomputeJobName = 'promises.recompute';
const batchSize = 500;
const first = '00000000-0000-0000-0000-000000000000';

export const recomputeSubscription: Subscription = {
  name: 'promises.terms',
  types: ['people.calendar-changed', 'people.team-changed', 'promises.policy-made', 'promises.policy-changed'],
  handle: noticeChanges,
};

async function noticeChanges(ctx: WritingContext, events: KeptEvent[]): Promise<void> {
  for (const event of events) {
    if (event.type === 'people.team-changed' && !('calendarId' in event.data)) continue;
    // a new policy concerns what runs only where it says so
    if (event.type === 'promises.policy-made' && event.data['recompute'] !== true) continue;
    const isCalendar = event.type === 'people.calendar-changed';
    if (isCalendar && event.data['otherHours'] !== true && event.data['becameDefault'] !== true) continue;
    // Another default calendar concerns promises of the one before it, so all are looked at.
    const calendarId = isCalendar && event.data['becameDefault'] !== true ? event.subjectId : null;
    await addJob(ctx, recomputeJobName, { calendarId, after: first, because: isCalendar ? 'calendar' : 'policy' });
  }
}

/** Counts one batch again, and leaves the next to another job. */
export function recomputeRunning(
  ctx: Context,
  payload: { calendarId: string | null; after: string; because: string },
): Promise<void> {
  return transact(ctx, async (ctx) => {
    const rows = await holdRunningPolicyPromises(ctx.trx, { ...payload, limit: batchSize });
    const last = rows.at(-1);
    if (last === undefined) return;
    const pinned = await findPinningPolicies(ctx.trx);
    const standings = await findStandings(ctx.trx, [...new Set(rows.flatMap(({ case_id }) => case_id ?? []))]);
    const byCase = new Map(standings.map((standing) => [standing.case_id, standing]));
    const traits = await findTraits(ctx.trx, [...new Set(standings.map(({ customer_id }) => customer_id))], ctx.now);
    const terms = await readTerms(ctx.trx);
    const ledger = await openLedger(ctx.trx, rows);
    for (const entry of ledger.entries.values()) {
      const standing = byCase.get(entry.row.case_id ?? '');
      if (standing === undefined || entry.row.clock === null || pinned.has(entry.row.policy_id ?? '')) continue;
      const chosen = chooseTerms(terms, standing, traits.get(standing.customer_id), entry.row.clock);
      // a policy that leaves running promises alone takes none over either
      if (chosen !== null && pinned.has(chosen.policyId) && chosen.policyId !== entry.row.policy_id) continue;
      if (chosen !== null) applyTerms(ledger, entry, chosen, ctx.now, { by: null, because: payload.because });
    }
    await saveLedger(ctx, ledger);
    if (rows.length === batchSize) await addJob(ctx, recomputeJobName, { ...payload, after: last.id });
  });
}
