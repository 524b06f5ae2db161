/** The clocks of a case in hand: starting them, stopping them for a while, finding them. */
import { addFact, addPromise, amend, type Entry, type Ledger, settle } from './ledger.ts';
import type { Clock } from './ledger-rows.ts';
import { chooseTerms, type Terms } from './policies/policy-choice.ts';
import type { CustomerTraits, Standing } from './policies/policy-queries.ts';

/** A batch of the log in hand. */
export interface CaseBatch {
  ledger: Ledger;
  terms: Terms;
  standings: Map<string, Standing>;
  traits: Map<string, CustomerTraits>;
  tags: Map<string, string[]>;
  /** Colleagues named in the batch who have left since. */
  gone: ReadonlySet<string>;
}

/** Starts the response clock that is due, unless one runs; one that closing withdrew unanswered runs on instead. */
export function startResponse(batch: CaseBatch, standing: Standing, at: Date): void {
  if (responses(batch, standing).some(({ row }) => row.state === 'open')) return;
  const withdrawn = unansweredOf(batch, standing);
  if (withdrawn !== undefined) {
    runOn(batch, standing, withdrawn, { at, by: null, reason: 'wrote-again' });
    // an hour agreed on has passed while the case was closed: that promise is broken, and what he writes now wants one of its own
    if (withdrawn.row.state === 'open') return;
  }
  const hadFirst = responses(batch, standing).some(({ row }) => row.clock === 'first-response');
  startClock(batch, standing, standing.replied || hadFirst ? 'next-response' : 'first-response', at);
}

/** Lets a promise that had ended run on. Whoever kept it and has left meanwhile keeps it no more: it goes with the case. */
export function runOn(
  batch: Pick<CaseBatch, 'ledger' | 'gone'>,
  standing: Standing,
  entry: Entry,
  how: { at: Date; by: string | null; reason: string | null },
): void {
  addFact(batch.ledger, entry, 'reopened', how.at, how.by, { reason: how.reason });
  const from = entry.row.keeper_id;
  if (from !== null && batch.gone.has(from)) {
    addFact(batch.ledger, entry, 'handed-over', how.at, null, { from, to: standing.assignee_id, reason: 'left' });
    amend(batch.ledger, entry, { keeper_id: standing.assignee_id });
  }
  settle(batch.ledger, entry, how.at);
}

/** The answer that closing withdrew while the customer was waiting for it, and waits still. */
export function unansweredOf(batch: CaseBatch, standing: Standing): Entry | undefined {
  const since = standing.awaiting_since;
  if (since === null) return undefined;
  return responses(batch, standing).findLast(
    ({ row }) => row.end_reason === 'closed-unanswered' && row.ended_at !== null && since <= row.ended_at,
  );
}

/** Starts a clock of a case, if its policy promises one. */
export function startClock(batch: CaseBatch, standing: Standing, clock: Clock, at: Date): void {
  const chosen = chooseTerms(batch.terms, standing, batch.traits.get(standing.customer_id), clock);
  if (chosen === null || chosen.minutes === null) return;
  const entry = addPromise(
    batch.ledger,
    {
      kind: 'policy',
      clock,
      what: clock,
      case_id: standing.case_id,
      customer_id: standing.customer_id,
      keeper_id: standing.assignee_id,
      target_minutes: chosen.minutes,
      policy_id: chosen.policyId,
      policy_version: chosen.policyVersion,
      calendar_id: chosen.calendarId,
      calendar_version: chosen.calendarVersion,
      pause_in: chosen.pauseIn,
    },
    { at, by: null, data: { priority: standing.priority } },
  );
  syncPause(batch.ledger, entry, standing.state, at);
}

/** Stops a clock in the states its policy names, and lets it run in all others. */
export function syncPause(ledger: Ledger, entry: Entry, state: string, at: Date): void {
  if (entry.row.state !== 'open' || entry.row.kind !== 'policy') return;
  const pauses = entry.row.pause_in.includes(state);
  if (pauses !== entry.row.paused) addFact(ledger, entry, pauses ? 'paused' : 'resumed', at, null, { reason: state });
  settle(ledger, entry, at);
}

/** The policy promises of a case in hand, in the order they were made; clocks of one's own are followed elsewhere. */
export function policyEntries(batch: CaseBatch, standing: Standing): Entry[] {
  return [...batch.ledger.entries.values()]
    .filter(({ row }) => row.case_id === standing.case_id && row.kind === 'policy' && row.clock !== null)
    .toSorted((one, other) => +one.row.made_at - +other.row.made_at);
}

/** The promises of an answer, first or next, of a case in hand. */
export function responses(batch: CaseBatch, standing: Standing): Entry[] {
  return policyEntries(batch, standing).filter(({ row }) => row.clock !== 'resolution');
}

/** Whoever has a case, unless he has left since. */
export function present(batch: CaseBatch, userId: string | null): string | null {
  return userId !== null && batch.gone.has(userId) ? null : userId;
}

/** A value of an event's data as text; null when it is none. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
