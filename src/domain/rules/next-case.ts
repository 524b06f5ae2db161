/**
 * Which case comes next for somebody, and why in a sentence.
 *
 * Every case has a moment by which it should be picked up: what is promised next, or the patience a waiting customer is
 * given, whichever is earlier; importance brings that moment forward by a bounded number of hours. The earliest is next.
 * Both moments are fixed when the case arrives and importance is bounded, so a case that waits is overtaken only by what
 * arrives within `patience + mostForward` after it: nobody starves, however many urgent cases pour in (earliest deadline
 * first with ageing; Liu and Layland 1973, J. ACM 20(1)).
 */
import type { Priority } from '../cases/words.ts';

const hour = 3_600_000;

/** How long a customer to whom nothing is promised waits before he counts as due, in milliseconds. */
export const patience = 8 * hour;

const forPriority: Record<Priority, number> = { low: -4 * hour, normal: 0, high: 4 * hour, urgent: 12 * hour };
const forVip = 4 * hour;
const forRisk = 6 * hour;
const mostForValue = 4 * hour;

/** Importance never brings a case further forward than this, in milliseconds. */
export const mostForward = forPriority.urgent + forVip + forRisk + mostForValue;
/** Nor holds one back further than this. */
export const mostBack = -forPriority.low;

/** A case as the queue sees it. Times in milliseconds. */
export interface Waiting {
  id: string;
  priority: Priority;
  /** What is promised next. */
  promisedAt: number | null;
  atRisk: boolean;
  /** Since when the customer waits; when the case opened, where he does not. */
  since: number;
  vip: boolean;
  /** What the customer is worth in the company's currency a year; null where it is not known. */
  value: number | null;
  /** He has it already. */
  mine: boolean;
}

/** By when a case should be picked up, in milliseconds. */
export function pickUpBy(one: Waiting): number {
  const due = Math.min(one.promisedAt ?? Infinity, one.since + patience);
  const worth =
    one.value === null || one.value <= 0 ? 0 : Math.min(mostForValue, (Math.log10(1 + one.value) / 5) * mostForValue);
  return due - forPriority[one.priority] - (one.vip ? forVip : 0) - (one.atRisk ? forRisk : 0) - worth;
}

/** The cases in the order in which they should be picked up; what one has already goes before its equal. */
export function inOrder<W extends Waiting>(cases: readonly W[]): W[] {
  return cases.toSorted(
    (one, other) =>
      pickUpBy(one) - pickUpBy(other) || Number(other.mine) - Number(one.mine) || (one.id < other.id ? -1 : 1),
  );
}

/** A reason as a key of the catalogue and what stands in it: `minutes`, negative when past. */
export interface WhyNext {
  key: 'overdue' | 'atRisk' | 'promised' | 'urgent' | 'vip' | 'waiting';
  minutes: number;
  mine: boolean;
}

/** Why a case is next: the strongest reason there is. */
export function whyNext(one: Waiting, now: number): WhyNext {
  const { mine } = one;
  const until = one.promisedAt === null ? null : Math.round((one.promisedAt - now) / 60_000);
  const waited = Math.max(0, Math.round((now - one.since) / 60_000));
  if (until !== null && until < 0) return { key: 'overdue', minutes: -until, mine };
  if (until !== null && one.atRisk) return { key: 'atRisk', minutes: until, mine };
  if (one.priority === 'urgent') return { key: 'urgent', minutes: waited, mine };
  if (until !== null && (one.promisedAt ?? 0) <= one.since + patience) return { key: 'promised', minutes: until, mine };
  return { key: one.vip ? 'vip' : 'waiting', minutes: waited, mine };
}
