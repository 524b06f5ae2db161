/**
 * What happens to cases, as facts of their policy promises:
 *
 * - A customer's message that needs an answer starts a response clock unless one runs: the first response before
 *   anyone has answered, the next response after. Thanks and automatic mail start nothing.
 * - An answer to the customer by a person meets it; a change of state never does.
 * - Opening starts the resolution clock, closing meets it, reopening lets the same clock run on.
 * - Closing without an answer withdraws the response promise; reopening brings the very same one back.
 * - States in which the policy pauses stop a clock; that survives every change of what is promised.
 */
import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { addFact, amend, type Entry, openEntriesOf, openLedger, saveLedger, settle, tell } from './ledger.ts';
import {
  type CaseBatch,
  policyEntries,
  present,
  responses,
  runOn,
  startClock,
  startResponse,
  syncPause,
  text,
  unansweredOf,
} from './case-clocks.ts';
import { assigneesIn, customersIn, movesCustomer, needsAnswer, words, wroteAt } from './case-events.ts';
import { holdPromisesOfCases } from './ledger-queries.ts';
import type { Clock } from './ledger-rows.ts';
import { importedCase, unfoldImport } from './imported-cases.ts';
import { mergeCases, unmergeCases } from './merging.ts';
import { handOffUnseen } from './out-of-sight.ts';
import { readTerms } from './policies/policy-choice.ts';
import { findGone, findTagsOfCases, findTraits, saveStandings, type Standing } from './policies/policy-queries.ts';
import { retarget } from './policies/retargeting.ts';
import { goingOn, standingsOf } from './standings.ts';

/** The name under which the checkpoint is kept; the tick compares itself with it. */
export const caseSubscriptionName = 'promises.cases';

export const caseSubscription: Subscription = {
  name: caseSubscriptionName,
  types: [
    'cases.opened',
    'cases.customer-wrote',
    'cases.replied',
    'cases.changed',
    'cases.closed',
    'cases.reopened',
    'cases.merged',
    'cases.unmerged',
    'cases.imported',
    'cases.visitor-waits',
  ],
  handle: followCases,
};

/** Reads a batch of what happened to cases into the ledger: a few queries for the batch, none per event. */
async function followCases(ctx: WritingContext, happened: KeptEvent[]): Promise<void> {
  const events = happened.flatMap(unfoldImport);
  const caseIds = new Set(
    events
      .flatMap((event) => [event.subjectId, text(event.data['into']), text(event.data['from'])])
      .filter((id) => id !== null),
  );
  const opened = events.filter(({ type }) => type === 'cases.opened').map(({ subjectId }) => String(subjectId));
  const standings = await standingsOf(ctx, caseIds);
  const customers = new Set([...standings.values()].map(({ customer_id }) => customer_id));
  for (const event of events) for (const id of customersIn(event)) customers.add(id);
  // what was kept or broken in a case goes with it to the customer it was promised to in truth
  const moved = events.flatMap((event) => (movesCustomer(event) ? (event.subjectId ?? []) : []));
  const rows = await holdPromisesOfCases(ctx.trx, [...caseIds, ...standings.keys()], moved);
  const named = [...events.flatMap(assigneesIn), ...rows.flatMap(({ keeper_id }) => keeper_id ?? [])];
  const batch: CaseBatch = {
    ledger: await openLedger(ctx.trx, rows),
    terms: await readTerms(ctx.trx),
    standings,
    traits: await findTraits(ctx.trx, [...customers], ctx.now),
    tags: await findTagsOfCases(ctx.trx, opened),
    gone: await findGone(ctx.trx, named),
  };
  for (const event of events) follow(batch, event);
  await handOffUnseen(ctx, batch.ledger);
  await saveStandings(ctx.trx, [...standings.values()]);
  await saveLedger(ctx, batch.ledger);
}

function follow(batch: CaseBatch, event: KeptEvent): void {
  const caseId = event.subjectId;
  if (caseId === null) return;
  // no clock of a policy: only what is due next in the case has to be said anew
  if (event.type === 'cases.visitor-waits') return void batch.ledger.touchedCases.add(caseId);
  if (event.type === 'cases.opened') return open(batch, caseId, event);
  if (event.type === importedCase) return takeOver(batch, caseId, event);
  const standing = batch.standings.get(caseId);
  // A case that was never opened in the log has no clocks.
  if (standing === undefined) return;
  if (event.type === 'cases.customer-wrote') hearCustomer(batch, goingOn(batch, standing), event);
  else if (event.type === 'cases.replied') answer(batch, standing, event);
  else if (event.type === 'cases.changed') change(batch, standing, event);
  else if (event.type === 'cases.closed') close(batch, standing, event, text(event.data['userId']));
  else if (event.type === 'cases.reopened') hearReopening(batch, standing, event);
  else if (event.type === 'cases.merged') mergeCases(batch, standing, event);
  else if (event.type === 'cases.unmerged') unmergeCases(batch, standing, event);
}

function open(batch: CaseBatch, caseId: string, event: KeptEvent): void {
  if (batch.standings.has(caseId)) return;
  const standing = standingOf(batch, caseId, event);
  batch.standings.set(caseId, standing);
  startClock(batch, standing, 'resolution', event.at);
}

function standingOf(batch: CaseBatch, caseId: string, event: KeptEvent): Standing {
  return {
    case_id: caseId,
    customer_id: String(event.data['customerId']),
    kind: text(event.data['kind']) ?? 'question',
    priority: text(event.data['priority']) ?? 'normal',
    channel: text(event.data['channel']) ?? 'mail',
    team_id: text(event.data['teamId']),
    assignee_id: present(batch, text(event.data['assigneeId'])),
    tags: words(event.data['tags']) ?? batch.tags.get(caseId) ?? [],
    state: text(event.data['state']) ?? 'new',
    awaiting_since: null,
    replied: false,
    merged_into: null,
  };
}

/**
 * A case of another desk: what was promised there is not known here. If it is open its clocks start at the import, also
 * that of an answer the customer waits for; if it is closed none starts, but one will when he writes again.
 */
function takeOver(batch: CaseBatch, caseId: string, event: KeptEvent): void {
  const { data } = event;
  const known = batch.standings.get(caseId);
  const isOpen = data['state'] !== 'closed';
  if (known === undefined && isOpen) open(batch, caseId, event);
  else if (known === undefined) batch.standings.set(caseId, standingOf(batch, caseId, event));
  const standing = batch.standings.get(caseId)!;
  if (known !== undefined && !isOpen && known.state !== 'closed') return close(batch, standing, event, null);
  if (known !== undefined && isOpen && known.state === 'closed') reopen(batch, standing, event);
  standing.replied ||= data['replied'] === true;
  if (!isOpen || data['awaiting'] !== true || standing.awaiting_since !== null) return;
  standing.awaiting_since = event.at;
  startResponse(batch, standing, event.at);
}

function hearCustomer(batch: CaseBatch, standing: Standing, event: KeptEvent): void {
  if (!needsAnswer(event)) return;
  const at = wroteAt(event);
  standing.awaiting_since ??= at;
  startResponse(batch, standing, at);
}

function answer(batch: CaseBatch, standing: Standing, event: KeptEvent): void {
  const by = text(event.data['userId']);
  standing.awaiting_since = null;
  standing.replied = true;
  for (const entry of responses(batch, standing)) {
    const isUnanswered =
      entry.row.state === 'open' || (entry.row.broke_in_silence && !entry.facts.some(({ fact }) => fact === 'met'));
    if (!isUnanswered) continue;
    if (entry.row.keeper_id === null && by !== null) amend(batch.ledger, entry, { keeper_id: by });
    addFact(batch.ledger, entry, 'met', event.at, by, { reason: 'answered' });
    settle(batch.ledger, entry, event.at);
  }
}

function change(batch: CaseBatch, standing: Standing, event: KeptEvent): void {
  const after = (event.data['after'] ?? {}) as Record<string, unknown>;
  const wasClosed = standing.state === 'closed';
  if ('assigneeId' in after) giveTo(batch, standing, event, present(batch, text(after['assigneeId'])));
  if ('customerId' in after && text(after['customerId']) !== null)
    moveToCustomer(batch, standing, String(after['customerId']));
  if ('priority' in after) standing.priority = String(after['priority']);
  if ('kind' in after) standing.kind = String(after['kind']);
  if ('teamId' in after) standing.team_id = text(after['teamId']);
  if ('tags' in after) standing.tags = words(after['tags']) ?? [];
  // what became part of another case runs no clocks of its own
  if (standing.merged_into !== null) return;
  if (['priority', 'kind', 'teamId', 'tags', 'customerId'].some((key) => key in after))
    retarget(batch, standing, event);
  const state = text(after['state']);
  if (state === null) return;
  if (state === 'closed') return close(batch, standing, event, event.actorKind === 'staff' ? event.actorId : null);
  if (wasClosed) reopen(batch, standing, event);
  standing.state = state;
  for (const entry of openEntriesOf(batch.ledger, standing.case_id)) syncPause(batch.ledger, entry, state, event.at);
}

function close(batch: CaseBatch, standing: Standing, event: KeptEvent, by: string | null): void {
  standing.state = 'closed';
  for (const entry of policyEntries(batch, standing)) {
    if (entry.row.clock === 'resolution') {
      const unmet = entry.row.state === 'open' || (entry.row.broke_in_silence && !isEnded(entry));
      if (!unmet) continue;
      if (entry.row.keeper_id === null && by !== null) amend(batch.ledger, entry, { keeper_id: by });
      addFact(batch.ledger, entry, 'met', event.at, by, { reason: 'closed' });
    } else if (entry.row.state === 'open') {
      addFact(batch.ledger, entry, 'withdrawn', event.at, by, { reason: 'closed-unanswered' });
    }
    settle(batch.ledger, entry, event.at);
  }
}

/** Who says that it is not solved waits to be answered, in how few words he may say it. */
function hearReopening(batch: CaseBatch, standing: Standing, event: KeptEvent): void {
  const here = goingOn(batch, standing);
  if (here === standing) reopen(batch, standing, event);
  if (event.data['by'] !== 'customer') return;
  here.awaiting_since ??= event.at;
  startResponse(batch, here, event.at);
}

function reopen(batch: CaseBatch, standing: Standing, event: KeptEvent): void {
  if (standing.state !== 'closed') return;
  standing.state = 'open';
  const isRunning = (clock: Clock) =>
    policyEntries(batch, standing).some(({ row }) => row.clock === clock && row.state === 'open');
  // one that a merge took out of the race stays out: the one that was due first runs on
  const resolution = policyEntries(batch, standing).findLast(
    ({ row }) => row.clock === 'resolution' && row.end_reason !== 'merged',
  );
  if (
    resolution !== undefined &&
    !isRunning('resolution') &&
    (resolution.row.state === 'kept' || resolution.row.broke_in_silence)
  )
    resume(batch, standing, resolution, event);
  if (standing.awaiting_since === null || isRunning('first-response') || isRunning('next-response')) return;
  const unanswered = unansweredOf(batch, standing);
  if (unanswered !== undefined) resume(batch, standing, unanswered, event);
}

function resume(batch: CaseBatch, standing: Standing, entry: Entry, event: KeptEvent): void {
  const by = event.actorKind === 'staff' ? event.actorId : null;
  runOn(batch, standing, entry, { at: event.at, by, reason: text(event.data['because']) });
}

function giveTo(batch: CaseBatch, standing: Standing, event: KeptEvent, keeper: string | null): void {
  standing.assignee_id = keeper;
  for (const entry of openEntriesOf(batch.ledger, standing.case_id)) {
    const from = entry.row.keeper_id;
    // A promise someone gave by word stays his when the case is given on; one that nobody has goes with it.
    if (from === keeper || (entry.row.kind !== 'policy' && from !== null)) continue;
    addFact(batch.ledger, entry, 'handed-over', event.at, event.actorKind === 'staff' ? event.actorId : null, {
      from,
      to: keeper,
    });
    amend(batch.ledger, entry, { keeper_id: keeper });
    tell(batch.ledger, entry, 'promises.handed-over', event.at, { from, to: keeper });
  }
}

function moveToCustomer(batch: CaseBatch, standing: Standing, customerId: string): void {
  const before = standing.customer_id;
  standing.customer_id = customerId;
  // a word given to somebody else, whose case was merged into this one, stays his
  for (const entry of batch.ledger.entries.values())
    if (entry.row.case_id === standing.case_id && (entry.row.kind === 'policy' || entry.row.customer_id === before))
      amend(batch.ledger, entry, { customer_id: customerId });
}

/** Whether the clock of a promise has ended and was not let run on. */
function isEnded(entry: Entry): boolean {
  const last = entry.facts.findLast(({ fact }) => fact === 'met' || fact === 'reopened');
  return last?.fact === 'met';
}
