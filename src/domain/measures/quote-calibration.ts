import type { Share } from './proportions.ts';

/** How honest estimates were. "80 % within X" is honest while 75 to 85 of 100 came true. */
export type QuoteBand = 'unknown' | 'too hopeful' | 'honest' | 'too careful';

/** Decided quotes under which nothing is said about honesty. */
const FEWEST_QUOTES = 200;

/** What a share of estimates that came true says of their honesty; nothing under 200 of them. */
export function bandOf(met: Share | undefined, promised: number, tolerance: number): QuoteBand {
  if (met === undefined || met.trials < FEWEST_QUOTES) return 'unknown';
  if (met.share < promised - tolerance) return 'too hopeful';
  return met.share > promised + tolerance ? 'too careful' : 'honest';
}
