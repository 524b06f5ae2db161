/**
 * How urgent a need is. Importance and satisfaction run from 0 to 10; opportunity is importance plus what is missing of it
 * (A. Ulwick, "Turn customer input into innovation", Harvard Business Review, January 2002): 15 and above is unmet, 10 to 15
 * is worth a look.
 */
export interface NeedCounts {
  /** Different customers who voiced it, and who voiced any need. */
  readonly customers: number;
  readonly ofCustomers: number;
  /** 1 to 5, what people judge; null when nobody did. */
  readonly stated: number | null;
  /** Cases of it that ended well, of those on which the customer spoke. */
  readonly good: number;
  readonly judged: number;
}

/** Importance and satisfaction from 0 to 10 and the opportunity between them; satisfaction is null while nobody spoke. */
export function needStanding(counts: NeedCounts): {
  importance: number;
  satisfaction: number | null;
  opportunity: number;
} {
  const counted = counts.ofCustomers === 0 ? 0 : (10 * counts.customers) / counts.ofCustomers;
  const importance = counts.stated === null ? counted : (counted + counts.stated * 2) / 2;
  const satisfaction = counts.judged === 0 ? null : (10 * counts.good) / counts.judged;
  // a rank must not swing with one answer: Laplace's rule draws few answers to the middle
  const drawn = (10 * (counts.good + 1)) / (counts.judged + 2);
  return { importance, satisfaction, opportunity: importance + Math.max(0, importance - drawn) };
}
