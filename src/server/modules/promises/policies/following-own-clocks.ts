/**
 * What happens to cases, as facts of clocks of one's own. Each starts on its own condition and is kept by its own; a case that
 * closes before that withdraws it, said in the log. States in which it stands still are followed with all other clocks.
 */
import { becomesTrue, type CaseHappening } from '../../../../domain/promises/clock-conditions.ts';
import { fitsConditions } from '../../../../domain/promises/policy-conditions.ts';
import type { WritingContext } from '../../../context.ts';
import type { KeptEvent } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { runOn, syncPause, text } from '../case-clocks.ts';
import { addFact, addPromise, type Ledger, openLedger, saveLedger, settle } from '../ledger.ts';
import { holdPromisesOfCases } from '../ledger-queries.ts';
import {
  findCasesNow,
  findOwnClockRuns,
  findOwnClocks,
  insertOwnClockRuns,
  type OwnClockRow,
  type OwnClockRun,
} from './own-clock-queries.ts';
import { handOffUnseen } from '../out-of-sight.ts';
import { consideredOf, readTerms, type Terms } from './policy-choice.ts';
import { type CustomerTraits, findGone, findTraits, type Standing } from './policy-queries.ts';

export const ownClockSubscription: Subscription = {
  name: 'promises.own-clocks',
  types: ['cases.opened', 'cases.customer-wrote', 'cases.replied', 'cases.changed', 'cases.closed', 'cases.reopened'],
  handle: followOwnClocks,
};

interface Batch {
  ledger: Ledger;
  terms: Terms;
  standings: Map<string, Standing>;
  traits: Map<string, CustomerTraits>;
  runs: OwnClockRun[];
  made: OwnClockRun[];
  /** Keepers who have left, or serve no more. */
  gone: ReadonlySet<string>;
}

async function followOwnClocks(ctx: WritingContext, events: KeptEvent[]): Promise<void> {
  const clocks = await findOwnClocks(ctx.trx);
  const caseIds = [...new Set(events.flatMap(({ subjectId }) => subjectId ?? []))];
  if (clocks.length === 0 || caseIds.length === 0) return;
  const standings = await findCasesNow(ctx.trx, caseIds);
  const runs = await findOwnClockRuns(ctx.trx, caseIds);
  const ran = new Set(runs.map(({ promise_id }) => promise_id));
  const held = await holdPromisesOfCases(ctx.trx, caseIds);
  const batch: Batch = {
    ledger: await openLedger(
      ctx.trx,
      held.filter(({ id }) => ran.has(id)),
    ),
    terms: await readTerms(ctx.trx),
    standings: new Map(standings.map((one) => [one.case_id, one])),
    traits: await findTraits(ctx.trx, [...new Set(standings.map(({ customer_id }) => customer_id))], ctx.now),
    runs,
    made: [],
    gone: await findGone(
      ctx.trx,
      held.flatMap(({ keeper_id }) => keeper_id ?? []),
    ),
  };
  for (const event of events) for (const clock of clocks) follow(batch, event, clock);
  await handOffUnseen(ctx, batch.ledger);
  await saveLedger(ctx, batch.ledger);
  await insertOwnClockRuns(ctx.trx, batch.made);
}

function follow(batch: Batch, event: KeptEvent, clock: OwnClockRow): void {
  const caseId = event.subjectId;
  if (caseId === null) return;
  // a case tells no tags when it opens: those it was opened with are the ones it has
  const happened = happeningOf(event, batch.standings.get(caseId)?.tags ?? []);
  const running = [...batch.runs, ...batch.made]
    .filter((run) => run.case_id === caseId && run.clock_id === clock.id)
    .flatMap(({ promise_id }) => batch.ledger.entries.get(promise_id) ?? [])
    .find(({ row }) => row.state === 'open');
  if (running !== undefined) {
    const by = event.actorKind === 'staff' ? event.actorId : null;
    if (clock.stops.some((condition) => becomesTrue(condition, happened)))
      addFact(batch.ledger, running, 'met', event.at, by, { reason: clock.name });
    else if (happened.state === 'closed')
      addFact(batch.ledger, running, 'withdrawn', event.at, by, { reason: 'case-closed' });
    else return;
    settle(batch.ledger, running, event.at);
    return;
  }
  const standing = batch.standings.get(caseId);
  if (event.type === 'cases.reopened' && standing !== undefined && goOn(batch, event, clock, standing)) return;
  if (!clock.active || clock.archived_at !== null || standing === undefined) return;
  // what became part of another runs no clocks of its own
  if (standing.merged_into !== null) return;
  if (clock.starts.some((condition) => becomesTrue(condition, happened))) start(batch, event, clock, standing);
}

/** Closing took it back before it was kept: reopened, the very same one runs on. */
function goOn(batch: Batch, event: KeptEvent, clock: OwnClockRow, standing: Standing): boolean {
  const stopped = [...batch.runs, ...batch.made]
    .filter((run) => run.case_id === standing.case_id && run.clock_id === clock.id)
    .flatMap(({ promise_id }) => batch.ledger.entries.get(promise_id) ?? [])
    .toSorted((one, other) => +one.row.made_at - +other.row.made_at)
    .at(-1);
  if (stopped?.row.state !== 'withdrawn' || stopped.row.end_reason !== 'case-closed') return false;
  const by = event.actorKind === 'staff' ? event.actorId : null;
  runOn(batch, standing, stopped, { at: event.at, by, reason: null });
  syncPause(batch.ledger, stopped, 'open', event.at);
  return true;
}

function start(batch: Batch, event: KeptEvent, clock: OwnClockRow, standing: Standing): void {
  const traits = batch.traits.get(standing.customer_id);
  if (!fitsConditions(clock.conditions, consideredOf(standing, traits))) return;
  const ofTeam = standing.team_id === null ? undefined : batch.terms.teamCalendars.get(standing.team_id);
  const calendarId = clock.calendar_id ?? ofTeam ?? batch.terms.defaultCalendar;
  const entry = addPromise(
    batch.ledger,
    {
      kind: 'policy',
      clock: null,
      what: clock.name,
      case_id: standing.case_id,
      customer_id: standing.customer_id,
      keeper_id: standing.assignee_id,
      target_minutes: clock.minutes,
      calendar_id: calendarId,
      calendar_version: calendarId === null ? null : (batch.terms.versions.get(calendarId) ?? null),
      pause_in: clock.pause_in,
      visible: clock.visible,
    },
    { at: event.at, by: null, data: { clock: clock.id } },
  );
  batch.made.push({ promise_id: entry.row.id, clock_id: clock.id, case_id: standing.case_id });
  syncPause(batch.ledger, entry, standing.state, event.at);
}

/** What happened, as conditions read it. */
export function happeningOf(event: KeptEvent, tagsNow: readonly string[]): CaseHappening {
  const after = (event.data['after'] ?? {}) as Record<string, unknown>;
  const before = (event.data['before'] ?? {}) as Record<string, unknown>;
  const opened = event.type === 'cases.opened';
  const state =
    event.type === 'cases.closed'
      ? 'closed'
      : event.type === 'cases.reopened'
        ? 'open'
        : opened
          ? (text(event.data['state']) ?? 'new')
          : text(after['state']);
  return {
    type: event.type,
    state,
    tagsBefore: words(before['tags']),
    tagsAfter: opened ? (words(event.data['tags']) ?? tagsNow) : words(after['tags']),
    counts: event.data['thanksOnly'] !== true && event.data['counts'] !== false,
  };
}

function words(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : null;
}
