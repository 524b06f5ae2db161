/**
 * Another priority, team, kind, tag, customer, policy or calendar may promise something else. The clock then counts
 * its whole round again by what is promised now; what it stood still stays stood still. A promise that the new policy
 * would not make is still a promise, and stays as it was made.
 */
import type { KeptEvent } from '../../../store/events.ts';
import { type CaseBatch, policyEntries, startClock, startResponse, text } from '../case-clocks.ts';
import { addFact, amend, type Entry, type Ledger, settle, tell } from '../ledger.ts';
import { type ChosenTerms, chooseTerms } from './policy-choice.ts';
import type { Standing } from './policy-queries.ts';

/** Counts the running policy promises of a case again, and starts those that are promised only now. */
export function retarget(batch: CaseBatch, standing: Standing, event: KeptEvent): void {
  if (standing.state === 'closed') return;
  const traits = batch.traits.get(standing.customer_id);
  const because = Object.keys((event.data['after'] ?? {}) as object).find(
    (key) => key !== 'state' && key !== 'assigneeId',
  );
  for (const entry of policyEntries(batch, standing)) {
    if (entry.row.state !== 'open' || entry.row.clock === null) continue;
    const chosen = chooseTerms(batch.terms, standing, traits, entry.row.clock);
    const by = event.actorKind === 'staff' ? event.actorId : null;
    if (chosen !== null) applyTerms(batch.ledger, entry, chosen, event.at, { by, because: because ?? 'case' });
  }
  const entries = policyEntries(batch, standing);
  if (!entries.some(({ row }) => row.clock === 'resolution')) startClock(batch, standing, 'resolution', event.at);
  const isAnswering = entries.some(
    ({ row }) => row.clock !== 'resolution' && row.made_at >= (standing.awaiting_since ?? event.at),
  );
  if (standing.awaiting_since !== null && !isAnswering) startResponse(batch, standing, event.at);
}

/** Gives one promise other terms. Nothing happens when they are the same, or promise nothing. */
export function applyTerms(
  ledger: Ledger,
  entry: Entry,
  chosen: ChosenTerms,
  at: Date,
  why: { by: string | null; because: string },
): void {
  const { row } = entry;
  if (chosen.minutes === null) return;
  const sameClock =
    chosen.minutes === row.target_minutes &&
    chosen.calendarId === row.calendar_id &&
    chosen.calendarVersion === row.calendar_version;
  const samePolicy = chosen.policyId === row.policy_id && chosen.policyVersion === row.policy_version;
  if (sameClock && samePolicy) return;
  // An hour that was agreed with the customer outlives other calendars and texts; only another length replaces it.
  const otherLength = chosen.minutes !== row.target_minutes;
  const before = row.due_at;
  addFact(ledger, entry, 'retargeted', at, why.by, {
    reason: why.because,
    ...(otherLength ? { minutes: chosen.minutes } : {}),
    calendarId: chosen.calendarId,
    calendarVersion: chosen.calendarVersion,
    policyId: chosen.policyId,
    policyVersion: chosen.policyVersion,
    from: text(before?.toISOString()),
  });
  amend(ledger, entry, {
    target_minutes: chosen.minutes,
    policy_id: chosen.policyId,
    policy_version: chosen.policyVersion,
    calendar_id: chosen.calendarId,
    calendar_version: chosen.calendarVersion,
    pause_in: chosen.pauseIn,
  });
  settle(ledger, entry, at);
  const after = entry.row.due_at;
  if (entry.row.state === 'open' && before?.getTime() !== after?.getTime())
    tell(ledger, entry, 'promises.recomputed', at, {
      from: before?.toISOString() ?? null,
      to: after?.toISOString() ?? null,
      because: why.because,
      atRisk: entry.row.at_risk,
    });
}
