/**
 * What a clock's log says, read from its first fact to a moment. A deadline is never stored and mended: it is worked
 * out from this reading, so a changed policy, priority or calendar is one more fact and the rest follows.
 *
 * - `started` begins a round; while one runs it changes nothing (the earliest unanswered message counts), after an
 *   end it begins afresh from zero.
 * - `paused` and `resumed` belong to the clock's state and survive every change of target or calendar.
 * - `retargeted` gives a new target, a new calendar or both, and the whole round is counted again with them.
 * - `moved` gives a due hour agreed with whoever was promised something; it stands until the next new target.
 * - `met`, `broken` and `cancelled` end the round; what comes after an end changes nothing, except `reopened`, which
 *   lets the same round run on (the time in between does not count, but a due hour that passed in it is missed), and
 *   `started`.
 */
import type { OpenHours } from './calendar.ts';

/** How much business time there is, in milliseconds, or the very hour something is due. */
export type ClockTarget =
  | { readonly kind: 'business_time'; readonly milliseconds: number }
  | { readonly kind: 'due'; readonly at: Date };

export type ClockFact =
  | {
      readonly at: Date;
      readonly kind: 'started' | 'resumed' | 'reopened' | 'met' | 'cancelled';
      readonly reason?: string;
    }
  | { readonly at: Date; readonly kind: 'paused' | 'broken'; readonly reason?: string }
  | { readonly at: Date; readonly kind: 'moved'; readonly due: Date; readonly reason?: string }
  | {
      readonly at: Date;
      readonly kind: 'retargeted';
      readonly target?: ClockTarget;
      readonly calendar?: OpenHours;
      readonly reason?: string;
    };

/** What a clock was given first, and what has happened to it since, in order. */
export interface ClockRecord {
  readonly target: ClockTarget;
  readonly calendar: OpenHours;
  readonly facts: readonly ClockFact[];
}

/** A stretch in which the clock ran. `to` is null while it still does. */
export interface RunningSpan {
  readonly from: Date;
  readonly to: Date | null;
}

/** A stretch in which the clock stood still. `to` is null while it still does; `reason` as the fact gave it. */
export interface PausedSpan extends RunningSpan {
  readonly reason: string | null;
}

export interface ClockReading {
  readonly target: ClockTarget;
  readonly calendar: OpenHours;
  /** Null until the first `started`. */
  readonly startedAt: Date | null;
  readonly running: readonly RunningSpan[];
  readonly paused: readonly PausedSpan[];
  /** Dues agreed since the last new target, oldest first. */
  readonly moves: ReadonlyArray<{ readonly at: Date; readonly due: Date }>;
  /** `wasRunning` tells whether it ended out of a pause. */
  readonly end: {
    readonly at: Date;
    readonly kind: 'met' | 'cancelled' | 'broken';
    readonly wasRunning: boolean;
  } | null;
}

/**
 * Reads the facts up to and including `now`; later ones have not happened yet. Facts are taken by their time, and in
 * the order given where that is the same.
 */
export function readClockLog(record: ClockRecord, now: Date): ClockReading {
  let { target, calendar } = record;
  let startedAt: Date | null = null;
  let running: RunningSpan[] = [];
  let paused: PausedSpan[] = [];
  let moves: Array<{ at: Date; due: Date }> = [];
  let end: ClockReading['end'] = null;

  const happened = record.facts.filter((fact) => fact.at <= now).toSorted((one, other) => +one.at - +other.at);
  for (const fact of happened) {
    if (fact.kind === 'retargeted') {
      if (fact.target !== undefined) {
        target = fact.target;
        moves = [];
      }
      if (fact.calendar !== undefined) calendar = fact.calendar;
    } else if (fact.kind === 'started') {
      if (startedAt !== null && end === null) continue;
      startedAt = fact.at;
      running = [{ from: fact.at, to: null }];
      paused = [];
      // A due agreed for an earlier round was kept or broken with it.
      if (end !== null) moves = [];
      end = null;
    } else if (startedAt === null) {
      if (fact.kind === 'moved') moves.push({ at: fact.at, due: fact.due });
    } else if (end !== null) {
      if (fact.kind !== 'reopened') continue;
      running.push({ from: fact.at, to: null });
      end = null;
    } else if (fact.kind === 'moved') {
      moves.push({ at: fact.at, due: fact.due });
    } else if (fact.kind === 'paused') {
      if (running.at(-1)?.to !== null) continue;
      close(running, fact.at);
      paused.push({ from: fact.at, to: null, reason: fact.reason ?? null });
    } else if (fact.kind === 'resumed') {
      if (paused.at(-1)?.to !== null) continue;
      close(paused, fact.at);
      running.push({ from: fact.at, to: null });
    } else if (fact.kind !== 'reopened') {
      end = { at: fact.at, kind: fact.kind, wasRunning: running.at(-1)?.to === null };
      close(running, fact.at);
      close(paused, fact.at);
    }
  }
  return { target, calendar, startedAt, running, paused, moves, end };
}

/** Ends the last span if it is still open. */
function close(spans: RunningSpan[], at: Date): void {
  const last = spans.at(-1);
  if (last?.to === null) spans[spans.length - 1] = { ...last, to: at };
}
