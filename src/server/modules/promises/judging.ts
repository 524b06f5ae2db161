/**
 * What the facts of a promise make of it at a moment: its state, its due hour, when to look again. The columns of the
 * table are this judgement and nothing else; a fact that comes to light late (an answer whose mail was read after the
 * tick) therefore corrects what was judged without it.
 */
import { businessTimeBetween, subtractBusinessTime } from '../../../domain/promises/business-time.ts';
import { ALWAYS_OPEN } from '../../../domain/promises/calendar.ts';
import type { ClockRecord } from '../../../domain/promises/clock-log.ts';
import { clockState, type ClockState } from '../../../domain/promises/clock.ts';
import { isAtRisk, type PromiseTiming, riskThreshold } from '../../../domain/promises/promise-risk.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type CalendarsByVersion, clockRecord } from './clock-record.ts';
import type { FactKind, LedgerRow, NewFact } from './ledger-rows.ts';

/** The row as its facts make it at a moment. `facts` are all facts of this promise, oldest first. */
export function judge(row: LedgerRow, facts: readonly NewFact[], now: Date, calendars: CalendarsByVersion): LedgerRow {
  const record = clockRecord(facts, calendars);
  if (record === null) throw new Error(`promise ${row.id} has no fact that says what was promised`);
  const { state, read } = readClock(record, now);
  const ended = { next_at: null, paused: false, remaining_ms: null, at_risk: false, due_at: state.dueAt ?? row.due_at };
  const warned = Math.max(0, ...state.warnings.filter(({ reached }) => reached).map(({ fraction }) => fraction * 100));
  const first_due_at = row.first_due_at ?? state.dueAt;
  if (state.status === 'met')
    return {
      ...row,
      ...ended,
      ...how(facts, 'met'),
      warned,
      first_due_at,
      state: 'kept',
      ended_at: state.endedAt,
      broke_in_silence: false,
    };
  if (state.status === 'cancelled')
    return {
      ...row,
      ...ended,
      ...how(facts, 'withdrawn'),
      warned,
      first_due_at,
      state: 'withdrawn',
      ended_at: state.endedAt,
    };
  if (state.status === 'broken')
    return {
      ...row,
      ...ended,
      warned,
      first_due_at,
      state: 'broken',
      ended_at: state.endedAt,
      end_reason: 'said',
      broke_in_silence: false,
    };
  if (state.status === 'missed')
    return {
      ...row,
      ...ended,
      warned,
      first_due_at,
      state: 'broken',
      ended_at: state.breachedAt,
      end_reason: 'silence',
      broke_in_silence: true,
    };
  // an estimate is given anew before it lapses, by a rule of its own: nobody is warned of it
  const timing = row.kind === 'estimate' ? null : timingOf(row, state, read);
  return {
    ...row,
    state: 'open',
    due_at: state.dueAt,
    first_due_at,
    paused: state.isPaused,
    remaining_ms: state.isPaused ? Math.round(state.remaining) : null,
    at_risk: timing !== null && isAtRisk(timing, now),
    next_at: earliest(state.nextAt, timing === null ? null : riskMark(timing, now)),
    warned,
    ended_at: null,
    end_reason: null,
    broke_in_silence: false,
  };
}

/** What happened between two judgements of a promise, as events of the log, without what the facts themselves say. */
export function eventsBetween(
  before: LedgerRow | null,
  after: LedgerRow,
): { type: string; data: Record<string, unknown> }[] {
  const dueAt = after.due_at?.toISOString() ?? null;
  if (before === null)
    return [
      { type: 'promises.made', data: { what: after.what, dueAt, madeBy: after.made_by } },
      ...ending(null, after),
    ];
  const happened: { type: string; data: Record<string, unknown> }[] = [];
  if (before.state !== 'open' && after.state === 'open') happened.push({ type: 'promises.reopened', data: { dueAt } });
  if (after.state !== 'open') return [...happened, ...ending(before, after)];
  if (!before.paused && after.paused)
    happened.push({ type: 'promises.paused', data: { remainingMs: after.remaining_ms } });
  if (before.paused && !after.paused && before.state === 'open')
    happened.push({ type: 'promises.resumed', data: { dueAt } });
  if (!before.at_risk && after.at_risk) happened.push({ type: 'promises.at-risk', data: { dueAt, what: after.what } });
  if (after.warned > before.warned) happened.push({ type: 'promises.warned', data: { percent: after.warned, dueAt } });
  return happened;
}

function ending(before: LedgerRow | null, after: LedgerRow): { type: string; data: Record<string, unknown> }[] {
  if (after.state === 'open' || before?.state === after.state) return [];
  const dueAt = after.due_at?.toISOString() ?? null;
  const endedAt = after.ended_at?.toISOString() ?? null;
  // It had been called broken before the answer that kept it was known.
  const corrects = before !== null && before.state !== 'open' ? { corrects: before.state } : {};
  if (after.state === 'kept') return [{ type: 'promises.kept', data: { dueAt, endedAt, ...corrects } }];
  if (after.state === 'withdrawn')
    return [{ type: 'promises.withdrawn', data: { reason: after.end_reason, ...corrects } }];
  return [
    {
      type: 'promises.broken',
      data: {
        what: after.what,
        dueAt,
        endedAt,
        reason: after.break_reason,
        silent: after.broke_in_silence,
        recovery: after.recovery,
        ...corrects,
      },
    },
  ];
}

/**
 * The state of the clock. A calendar that will never open again leaves no due hour, and a promise without one would be
 * silent: it is counted in plain time instead.
 */
function readClock(record: ClockRecord, now: Date): { state: ClockState; read: ClockRecord } {
  try {
    return { state: clockState(record, now), read: record };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const plain: ClockRecord = {
      ...record,
      calendar: ALWAYS_OPEN,
      facts: record.facts.map((fact) => (fact.kind === 'retargeted' ? { ...fact, calendar: ALWAYS_OPEN } : fact)),
    };
    return { state: clockState(plain, now), read: plain };
  }
}

function timingOf(row: LedgerRow, state: ClockState, record: ClockRecord): PromiseTiming | null {
  if (state.dueAt === null || state.isPaused) return null;
  const calendar = record.facts.reduce(
    (last, fact) => (fact.kind === 'retargeted' && fact.calendar !== undefined ? fact.calendar : last),
    record.calendar,
  );
  return { calendar, madeAt: row.made_at, dueAt: state.dueAt };
}

/** When the promise comes to be at risk, if that lies ahead. */
function riskMark(timing: PromiseTiming, now: Date): Date | null {
  if (isAtRisk(timing, now)) return null;
  const threshold = Math.floor(riskThreshold(timing));
  const mark = new Date(+subtractBusinessTime(riskCalendar(timing), timing.dueAt, threshold) + 1);
  return mark > now && mark < timing.dueAt ? mark : null;
}

/** As the rule of risk has it: a promise for a time when nothing is open goes by plain time. */
function riskCalendar({ calendar, madeAt, dueAt }: PromiseTiming) {
  return businessTimeBetween(calendar, madeAt, dueAt) > 0 ? calendar : ALWAYS_OPEN;
}

/** How it ended: the reason of the last fact of a kind. */
function how(facts: readonly NewFact[], kind: FactKind): { end_reason: string } {
  return { end_reason: facts.findLast(({ fact }) => fact === kind)?.data.reason ?? kind };
}

function earliest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
