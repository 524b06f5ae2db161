/**
 * Escalation: when somebody has to step in, who, and who next when nobody answers. A protocol names what starts it
 * (time, heat, value, repeats, a promise at risk or broken) and its steps. Everything here is pure: the receivers of a
 * step, with their hours, are given, and the plan says whom to alert now, whom when he is back at work, and when to go on.
 */
import { addBusinessTime, businessTimeBetween, subtractBusinessTime } from './business-time.ts';
import { MILLISECONDS_PER_MINUTE, type OpenHours } from './calendar.ts';
import { atAnyHour, heardFrom, type Reach, waitsUntil } from './escalation-waiting.ts';

/** Sideways to whoever knows (functional), or upwards to whoever may decide (hierarchical). */
export const escalationWays = ['functional', 'hierarchical'] as const;

export const triggerNames = [
  'clock-used',
  'before-due',
  'after-due',
  'at-risk',
  'broken',
  'anger',
  'repeated-contact',
  'words',
  'value',
  'repeats',
  'task-overdue',
] as const;
export type TriggerName = (typeof triggerNames)[number];

/** What starts a protocol. `n` is per cent, open minutes, messages, money or cases, as the name says; `days` of repeats. */
export interface Trigger {
  readonly on: TriggerName;
  readonly n?: number | undefined;
  readonly days?: number | undefined;
  readonly words?: readonly string[] | undefined;
  readonly vip?: boolean | undefined;
}

/** A promise as far as times of an escalation depend on it. */
export interface Timed {
  readonly madeAt: Date;
  readonly dueAt: Date;
  readonly hours: OpenHours;
  /** Open time promised in milliseconds; null: whatever lies between making and due. */
  readonly target: number | null;
}

/** When a trigger by time strikes; null for a trigger that goes by events. All minutes are open ones of the promise's calendar. */
export function strikesAt(trigger: Trigger, promise: Timed): Date | null {
  const n = trigger.n ?? 0;
  if (trigger.on === 'clock-used') {
    const whole = promise.target ?? Math.max(0, businessTimeBetween(promise.hours, promise.madeAt, promise.dueAt));
    return subtractBusinessTime(promise.hours, promise.dueAt, whole * Math.max(0, 1 - n / 100));
  }
  if (trigger.on === 'before-due')
    return subtractBusinessTime(promise.hours, promise.dueAt, n * MILLISECONDS_PER_MINUTE);
  if (trigger.on === 'after-due') return addBusinessTime(promise.hours, promise.dueAt, n * MILLISECONDS_PER_MINUTE);
  return null;
}

/** What a customer has just written, and how the case stands, for triggers of heat. */
export interface Heat {
  readonly text: string;
  readonly emotion: string | null;
  /** Messages of the customer since our last answer, this one among them. */
  readonly unanswered: number;
}

/** Why a trigger of heat strikes, as words for the log; null when it does not. */
export function heatOf(trigger: Trigger, heat: Heat): Record<string, string | number> | null {
  if (trigger.on === 'anger') return heat.emotion === 'angry' ? { emotion: 'angry' } : null;
  if (trigger.on === 'repeated-contact')
    return heat.unanswered >= (trigger.n ?? 3) ? { messages: heat.unanswered } : null;
  if (trigger.on === 'words') {
    const word = (trigger.words ?? []).find((one) => saysWord(heat.text, one));
    return word === undefined ? null : { word };
  }
  return null;
}

/** Whether a text says a word or phrase: whole words, whatever their case; a star at the end stands for any ending. */
export function saysWord(text: string, word: string): boolean {
  const wanted = word.trim().toLowerCase();
  if (wanted === '' || wanted === '*') return false;
  const open = wanted.endsWith('*');
  const stem = (open ? wanted.slice(0, -1) : wanted).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern = stem.replaceAll(/\s+/g, String.raw`\s+`);
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}${open ? '' : '(?![\\p{L}\\p{N}])'}`, 'iu').test(text);
}

/** Somebody a step names. */
export interface Receiver {
  readonly userId: string;
  /** Called whatever the hour. */
  readonly onCall: boolean;
  /** When he can hear it; null: away for now. */
  readonly reach: Reach | null;
}

export interface StepPlan {
  readonly alerts: readonly { userId: string; at: Date; onCall: boolean }[];
  /** Away, now or before they could hear it: named in the log, not alerted. */
  readonly away: readonly string[];
  /** When the next step begins unless somebody has acknowledged; `now` when nobody is there who could. */
  readonly nextAt: Date;
  /** Whether somebody hears it now. */
  readonly heard: boolean;
}

/**
 * Whom a step alerts when. Whoever is on call or at work hears at once, others when they are back at work, whoever is away
 * not at all. The step waits until its minutes have passed while one of them could hear it; a step with nobody there waits
 * for nothing.
 * @param waitMinutes how long to wait for an acknowledgement, in minutes in which somebody called can hear it
 * @param how `onCallLater`: a later step calls somebody on call, so it need not wait when everybody has gone home; `drill`: it goes by
 *   the wall and does not wait for whoever is off, so that it does not last until the morning
 */
export function planStep(
  receivers: readonly Receiver[],
  now: Date,
  waitMinutes: number,
  how: { drill: boolean; onCallLater: boolean },
): StepPlan {
  const reached = receivers.flatMap(({ userId, onCall, reach }) => {
    const at = reach === null ? null : heardFrom(reach, now);
    return reach === null || at === null ? [] : [{ alert: { userId, at, onCall }, reach }];
  });
  const here = new Set(reached.map(({ alert }) => alert.userId));
  const heard = reached.some(({ alert }) => alert.at <= now);
  const reaches = how.drill ? (heard ? [atAnyHour] : []) : reached.map(({ reach }) => reach);
  const milliseconds = waitMinutes * MILLISECONDS_PER_MINUTE;
  return {
    alerts: reached.map(({ alert }) => alert),
    away: receivers.flatMap(({ userId }) => (here.has(userId) ? [] : [userId])),
    heard,
    nextAt: waitsUntil(reaches, { begins: now, milliseconds, now, onCallLater: heard && how.onCallLater }) ?? now,
  };
}

/** The middle of some durations; null of none. Even counts: the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
