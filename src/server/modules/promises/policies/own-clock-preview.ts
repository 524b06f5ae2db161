/** What a clock would have done in the last weeks: the log of the cases read by the same rules, and nothing written. */
import { sql } from 'kysely';
import type { OwnClockPreview, previewOwnClock as previewRoute } from '../../../../contract/promises-terms.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { becomesTrue, type CaseHappening } from '../../../../domain/promises/clock-conditions.ts';
import { ALWAYS_OPEN, MILLISECONDS_PER_MINUTE, type OpenHours } from '../../../../domain/promises/calendar.ts';
import { clockState } from '../../../../domain/promises/clock.ts';
import type { ClockFact } from '../../../../domain/promises/clock-log.ts';
import { fitsConditions } from '../../../../domain/promises/policy-conditions.ts';
import type { Context } from '../../../context.ts';
import type { KeptEvent } from '../../../store/events.ts';
import { visibleCases } from '../../cases/index.ts';
import { calendarVersion } from '../clock-record.ts';
import { happeningOf, ownClockSubscription } from './following-own-clocks.ts';
import { countRunsNow, findCasesNow, type OwnClockRow } from './own-clock-queries.ts';
import { newClock, refuseUnknownConditions } from './own-clocks.ts';
import { consideredOf, readTerms } from './policy-choice.ts';
import { findTraits } from './policy-queries.ts';

const days = 28;
const mostCases = 2000;
const mostExamples = 5;

interface Run {
  caseId: string;
  facts: ClockFact[];
  over: boolean;
  state: string;
}

/** Plays the last four weeks with a clock that may not be there yet. */
export async function previewOwnClock(ctx: Context, input: BodyOf<typeof previewRoute>): Promise<OwnClockPreview> {
  const { clockId, name = '…', ...rest } = input;
  const clock = newClock(ctx, { ...rest, name });
  refuseUnknownConditions(clock);
  const since = new Date(+ctx.now - days * 86_400_000);
  const { rows: found } = await sql<{ id: string; number: number; subject: string }>`
    select k.id, k.number, k.subject from cases k
    where k.updated_at >= ${since} and k.created_at >= ${since} and k.created_at <= ${ctx.now} and ${visibleCases(ctx.actor)}
    order by k.updated_at desc limit ${mostCases + 1}
  `.execute(ctx.db);
  const looked = found.slice(0, mostCases);
  const standings = await findCasesNow(
    ctx.db,
    looked.map(({ id }) => id),
  );
  const traits = await findTraits(ctx.db, [...new Set(standings.map(({ customer_id }) => customer_id))], ctx.now);
  const fitting = standings.filter((one) =>
    fitsConditions(clock.conditions, consideredOf(one, traits.get(one.customer_id))),
  );
  const tags = new Map(fitting.map((one) => [one.case_id, one.tags]));
  const runs = play(clock, await readHappenings(ctx, [...tags.keys()]), tags);
  const terms = await readTerms(ctx.db);
  const hours = new Map(
    fitting.map((one) => {
      const ofTeam = one.team_id === null ? undefined : terms.teamCalendars.get(one.team_id);
      const id = clock.calendar_id ?? ofTeam ?? terms.defaultCalendar;
      return [one.case_id, calendarVersion(id, id === null ? null : terms.versions.get(id))];
    }),
  );
  const ended = runs.map((run) => ({
    ...endOf(clock, run, hours.get(run.caseId) ?? ALWAYS_OPEN, ctx.now),
    caseId: run.caseId,
  }));
  const count = (outcome: string) => ended.filter((one) => one.outcome === outcome).length;
  const cases = new Map(looked.map((one) => [one.id, one]));
  return {
    days,
    cases: fitting.length,
    more: found.length > mostCases,
    started: runs.length,
    kept: count('kept'),
    late: count('late'),
    withdrawn: count('withdrawn'),
    running: count('running'),
    runningNow: clockId === undefined ? 0 : await countRunsNow(ctx.db, clockId),
    examples: ended.slice(-mostExamples).flatMap(({ caseId, ...one }) => {
      const about = cases.get(caseId);
      return about === undefined ? [] : [{ caseId, number: about.number, subject: about.subject, ...one }];
    }),
  };
}

async function readHappenings(ctx: Context, caseIds: readonly string[]): Promise<KeptEvent[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await sql<KeptEvent>`
    select id::float8 as id, '' as xid, at, actor_kind as "actorKind", actor_id as "actorId", type, subject_id as "subjectId", data
    from events where subject_id = any(${[...caseIds]}::uuid[]) and type = any(${[...ownClockSubscription.types]}::text[])
    order by id
  `.execute(ctx.db);
  return rows;
}

/** The runs of a clock as the events make them: started, standing still, kept, withdrawn with the case. */
function play(clock: OwnClockRow, events: readonly KeptEvent[], tags: ReadonlyMap<string, readonly string[]>): Run[] {
  const runs: Run[] = [];
  const open = new Map<string, Run>();
  const states = new Map<string, string>();
  for (const event of events) {
    const caseId = event.subjectId;
    if (caseId === null) continue;
    const happened = happeningOf(event, tags.get(caseId) ?? []);
    if (happened.state !== null) states.set(caseId, happened.state);
    const run = open.get(caseId);
    if (run !== undefined) follow(clock, run, happened, event.at);
    else if (clock.starts.some((condition) => becomesTrue(condition, happened))) {
      const started: Run = { caseId, facts: [{ kind: 'started', at: event.at }], over: false, state: 'open' };
      stand(clock, started, states.get(caseId) ?? 'open', event.at);
      runs.push(started);
      open.set(caseId, started);
    }
    if (open.get(caseId)?.over === true) open.delete(caseId);
  }
  return runs;
}

function follow(clock: OwnClockRow, run: Run, happened: CaseHappening, at: Date): void {
  if (clock.stops.some((condition) => becomesTrue(condition, happened))) run.facts.push({ kind: 'met', at });
  else if (happened.state === 'closed') run.facts.push({ kind: 'cancelled', at });
  else {
    if (happened.state !== null) stand(clock, run, happened.state, at);
    return;
  }
  run.over = true;
}

function stand(clock: OwnClockRow, run: Run, state: string, at: Date): void {
  const stood = clock.pause_in.includes(run.state);
  const stands = clock.pause_in.includes(state);
  if (stands !== stood) run.facts.push({ kind: stands ? 'paused' : 'resumed', at });
  run.state = state;
}

function endOf(clock: OwnClockRow, run: Run, calendar: OpenHours, now: Date) {
  const target = { kind: 'business_time' as const, milliseconds: clock.minutes * MILLISECONDS_PER_MINUTE };
  const state = clockState({ target, calendar, facts: run.facts }, now);
  const outcome =
    state.status === 'met'
      ? ('kept' as const)
      : state.status === 'missed'
        ? ('late' as const)
        : state.status === 'cancelled'
          ? ('withdrawn' as const)
          : ('running' as const);
  return { startedAt: run.facts[0]!.at.toISOString(), dueAt: state.dueAt?.toISOString() ?? null, outcome };
}
