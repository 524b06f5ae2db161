/** What a role may give of one kind: so much within a span; null: without limit. */
export interface Limit {
  span: Span;
  most: number | null;
  currency: string;
}
export const spans = ['case', 'customer', 'month'] as const;
export type Span = (typeof spans)[number];
export const gestureUnits = ['money', 'percent', 'times'] as const;
export type GestureUnit = (typeof gestureUnits)[number];

/** What was given already within each span, in the unit of the kind. */
export type Given = Readonly<Record<Span, number>>;

/**
 * How much more somebody may give now without asking: the tightest of his limits, less what was given. 0: he has to ask;
 * null: without limit. Without any limit said there is nothing he may give by himself.
 */
export function leftToGive(limits: readonly Limit[], given: Given): number | null {
  if (limits.length === 0) return 0;
  let left: number | null = null;
  for (const { span, most } of limits) {
    if (most === null) continue;
    const rest = Math.max(0, cents(most - given[span]));
    left = left === null ? rest : Math.min(left, rest);
  }
  return left;
}

/** Whether a gesture of this size fits. Money of another currency than the limit's is never within it. */
export function mayGive(
  limits: readonly Limit[],
  given: Given,
  size: number,
  unit: GestureUnit,
  currency: string,
): boolean {
  if (unit === 'money' && limits.some((limit) => limit.most !== null && limit.currency !== currency)) return false;
  const left = leftToGive(limits, given);
  return left === null || size <= left;
}

/** So many answers at least, and so large a share granted, before Kept proposes that nobody has to ask any more. */
const enoughAnswers = 20;
const shareToRaise = 0.95;

/**
 * What a limit should be raised to when asking has become a habit: at least 20 of the requests were answered and at least
 * 95 % granted. The new limit covers 95 % of the granted sizes (nearest rank), so one rare large one does not set it for all.
 * @returns undefined when there is no reason to propose anything
 */
export function raiseTo(granted: readonly number[], declined: number, present: number | null): number | undefined {
  const n = granted.length + declined;
  if (n < enoughAnswers || granted.length / n < shareToRaise) return undefined;
  const sorted = [...granted].sort((one, other) => one - other);
  const to = sorted[Math.ceil(sorted.length * 0.95) - 1]!;
  return present !== null && to <= present ? undefined : to;
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
