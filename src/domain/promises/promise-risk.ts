/**
 * A first, simple sign that a promise may break: little of its open time is left. The probability learned from
 * history is another matter; this needs none.
 */
import { businessTimeBetween } from './business-time.ts';
import type { OpenHours } from './calendar.ts';
import { ALWAYS_OPEN, MILLISECONDS_PER_HOUR } from './calendar.ts';

const SHARE_LEFT = 0.25;
const LEAST = MILLISECONDS_PER_HOUR;
/** A working day: a promise for next month is not at risk a week before. */
const MOST = 8 * MILLISECONDS_PER_HOUR;
/** A promise is never at risk from its first moment, however short it is. */
const MOST_SHARE = 0.5;

export interface PromiseTiming {
  readonly calendar: OpenHours;
  readonly madeAt: Date;
  readonly dueAt: Date;
}

/**
 * Whether less than a quarter of the promised business time, or less than one business hour, is left, whichever is
 * more; but no more than eight hours and half of the promised time. False once it is due: then it is late, not at risk.
 * A promise for a time when nothing is open goes by plain time.
 */
export function isAtRisk(promise: PromiseTiming, now: Date): boolean {
  if (now >= promise.dueAt) return false;
  return timeLeft(promise, now) < riskThreshold(promise);
}

/** The time left below which a promise is at risk, in milliseconds of the time it goes by. */
export function riskThreshold(promise: PromiseTiming): number {
  const whole = Math.max(0, businessTimeBetween(measureOf(promise), promise.madeAt, promise.dueAt));
  return Math.min(Math.max(whole * SHARE_LEFT, LEAST), MOST, whole * MOST_SHARE);
}

function timeLeft(promise: PromiseTiming, now: Date): number {
  return businessTimeBetween(measureOf(promise), now, promise.dueAt);
}

function measureOf({ calendar, madeAt, dueAt }: PromiseTiming): OpenHours {
  return businessTimeBetween(calendar, madeAt, dueAt) > 0 ? calendar : ALWAYS_OPEN;
}
