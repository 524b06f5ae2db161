/**
 * A clock: how long it has run, when it is due, what it waits for. Everything is computed from the log of its facts
 * (see `clock-log.ts`); the caller keeps `dueAt` and `nextAt` in indexed columns, and computes anew at every fact.
 *
 * A target in business time moves with each pause. A due hour, given at first or agreed later, does not: someone was
 * told that hour, so a pause neither shifts it nor silences it, and it passes whether or not the clock runs.
 */
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import { ALWAYS_OPEN } from './calendar.ts';
import type { ClockReading, ClockRecord } from './clock-log.ts';
import { readClockLog } from './clock-log.ts';

const USUAL_WARNINGS: readonly number[] = [0.5, 0.75, 0.9];

/**
 * - `waiting`: not started; - `running`, `paused`: on time so far; - `missed`: the due moment passed, ended since or not;
 * - `met`, `cancelled`: ended in time; - `broken`: given up before it was due.
 */
export type ClockStatus = 'waiting' | 'running' | 'paused' | 'met' | 'missed' | 'cancelled' | 'broken';

export interface ClockWarning {
  /** Of the whole business time, between 0 and 1. */
  readonly fraction: number;
  /** When it was or will be reached; null while a pause leaves it open. */
  readonly at: Date | null;
  readonly reached: boolean;
}

export interface ClockState {
  readonly status: ClockStatus;
  readonly startedAt: Date | null;
  /** Null before the start, and while a pause leaves it open. */
  readonly dueAt: Date | null;
  /** Business time run so far, in milliseconds, without pauses. */
  readonly elapsed: number;
  /** Business time left, in milliseconds; negative by how much a missed clock is over. For a due hour, until that hour. */
  readonly remaining: number;
  /** When the tick must look again: the next warning or the due moment. Null when nothing will happen by itself. */
  readonly nextAt: Date | null;
  /** The due moment that passed, or when it was declared broken; null otherwise. */
  readonly breachedAt: Date | null;
  /** When it was met, cancelled or broken. */
  readonly endedAt: Date | null;
  /** Whether it stands still now, whatever its status. */
  readonly isPaused: boolean;
  readonly warnings: readonly ClockWarning[];
}

/**
 * The state of a clock at a moment.
 * @param now facts after it are not read; at the due moment itself an unmet clock is missed, a clock met then is met.
 * @param warnings fractions of the business time at which to warn, e.g. 0.75.
 * @throws Refusal of business time: a calendar that is invalid or never open, a deadline too far away.
 */
export function clockState(record: ClockRecord, now: Date, warnings: readonly number[] = USUAL_WARNINGS): ClockState {
  const reading = readClockLog(record, now);
  if (reading.startedAt === null) return waiting(reading, warnings);

  const until = reading.end?.at ?? now;
  const elapsed = elapsedIn(reading, until);
  const due = dueOf(reading);
  const breach = due.at !== null && (reading.end === null ? due.at <= now : due.at < reading.end.at) ? due.at : null;
  const isPaused = reading.end === null && reading.paused.at(-1)?.to === null;
  const marks = warnings.map((fraction) => warningAt(reading, due, fraction, until));
  return {
    status: statusOf(reading, breach, isPaused),
    startedAt: reading.startedAt,
    dueAt: due.at,
    elapsed,
    remaining:
      due.isHour && due.at !== null ? businessTimeBetween(reading.calendar, until, due.at) : due.length - elapsed,
    nextAt:
      reading.end !== null || breach !== null
        ? null
        : earliest([due.at, ...marks.map((mark) => (mark.reached ? null : mark.at))]),
    breachedAt: breach ?? (reading.end?.kind === 'broken' ? reading.end.at : null),
    endedAt: reading.end?.at ?? null,
    isPaused,
    warnings: marks,
  };
}

/** What a reading is measured against: the due moment, the whole business time, and whether it is a fixed hour. */
export interface ClockDue {
  readonly at: Date | null;
  /** Milliseconds of business time from start to due, as given or as the hour leaves. */
  readonly length: number;
  readonly isHour: boolean;
}

/**
 * The due moment of a reading that has started. Agreed hours follow one another, but an hour agreed after the one
 * before had passed does not undo the breach.
 */
export function dueOf(reading: ClockReading): ClockDue {
  const { target, calendar, startedAt } = reading;
  if (startedAt === null) return { at: null, length: lengthBeforeStart(reading), isHour: false };
  let hour = target.kind === 'due' ? target.at : null;
  let at = target.kind === 'due' ? target.at : momentOf(reading, target.milliseconds);
  for (const move of reading.moves) {
    if (at !== null && at <= move.at) break;
    hour = move.due;
    at = move.due;
  }
  if (hour === null && target.kind === 'business_time') return { at, length: target.milliseconds, isHour: false };
  return { at, length: Math.max(0, at === null ? 0 : businessTimeBetween(calendar, startedAt, at)), isHour: true };
}

function waiting(reading: ClockReading, warnings: readonly number[]): ClockState {
  return {
    status: 'waiting',
    startedAt: null,
    dueAt: null,
    elapsed: 0,
    remaining: lengthBeforeStart(reading),
    nextAt: null,
    breachedAt: null,
    endedAt: null,
    isPaused: false,
    warnings: warnings.map((fraction) => ({ fraction, at: null, reached: false })),
  };
}

/** Nothing is known of a due hour's length before the start, which sets where it is counted from. */
function lengthBeforeStart({ target }: ClockReading): number {
  return target.kind === 'business_time' ? target.milliseconds : 0;
}

function statusOf(reading: ClockReading, breach: Date | null, isPaused: boolean): ClockStatus {
  if (reading.end?.kind === 'cancelled' && breach === null) return 'cancelled';
  if (breach !== null) return 'missed';
  if (reading.end !== null) return reading.end.kind;
  return isPaused ? 'paused' : 'running';
}

function elapsedIn(reading: ClockReading, until: Date): number {
  return reading.running.reduce(
    (sum, span) => sum + businessTimeBetween(reading.calendar, span.from, span.to ?? until),
    0,
  );
}

/**
 * When so much business time has run, given the pauses so far; null when the clock stands still before that. A clock
 * that ended while running is read on as if it had not, so that one met early still says when it was due.
 */
function momentOf(reading: ClockReading, milliseconds: number): Date | null {
  let left = milliseconds;
  for (const [index, span] of reading.running.entries()) {
    const isLast = index === reading.running.length - 1;
    const runsOn = span.to === null || (isLast && reading.end?.wasRunning === true);
    const ran = span.to === null || runsOn ? left : businessTimeBetween(reading.calendar, span.from, span.to);
    if (ran >= left) return addBusinessTime(reading.calendar, span.from, left);
    left -= ran;
  }
  return null;
}

function warningAt(reading: ClockReading, due: ClockDue, fraction: number, until: Date): ClockWarning {
  const at = due.isHour ? shareOfHour(reading, due, fraction) : momentOf(reading, Math.ceil(due.length * fraction));
  return { fraction, at, reached: at !== null && at <= until };
}

/** An hour agreed for a time when nothing is open has no business time before it; its warnings go by plain time. */
function shareOfHour(reading: ClockReading, due: ClockDue, fraction: number): Date | null {
  if (reading.startedAt === null || due.at === null) return null;
  const calendar = due.length === 0 ? ALWAYS_OPEN : reading.calendar;
  const length = Math.max(0, businessTimeBetween(calendar, reading.startedAt, due.at));
  // Rounded up, so that at the moment of the warning the fraction has really been reached.
  return addBusinessTime(calendar, reading.startedAt, Math.ceil(length * fraction));
}

function earliest(moments: ReadonlyArray<Date | null>): Date | null {
  return moments.reduce(
    (first, moment) => (moment !== null && (first === null || moment < first) ? moment : first),
    null,
  );
}
