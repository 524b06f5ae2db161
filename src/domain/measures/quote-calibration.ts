import type { SimilarCase } from './estimate.ts';
import type { Share } from './proportions.ts';
import { shareOf } from './proportions.ts';

/** An estimate that was shown to a customer, and how the case stands. */
export type QuotedCase = SimilarCase & {
  /** Business minutes from arrival by which the case was quoted to be resolved. */
  readonly quotedMinutes: number;
  /** Business minutes from arrival to now, whether or not the case was resolved on the way. */
  readonly asOf: number;
};

/** How honest the estimates were. "80 % within X" is honest while `band` is 'honest': 75 to 85 of 100 came true. */
export type QuoteCalibration = {
  /** Quotes met over quotes decided, with Wilson interval; undefined while none is decided. */
  readonly met: Share | undefined;
  /** Quotes of open cases whose time has not come: neither met nor missed yet. */
  readonly undecided: number;
  readonly band: 'unknown' | 'too hopeful' | 'honest' | 'too careful';
};

/** Decided quotes under which nothing is said about honesty. */
const FEWEST_QUOTES = 200;

/**
 * Compares what was promised with what happened. Only quotes whose time has come are counted, solved early or not:
 * counting early solutions at once but late ones only when they lapse would make every estimate look honest.
 */
export function quoteCalibration(quotes: readonly QuotedCase[], promised = 0.8, tolerance = 0.05): QuoteCalibration {
  const decided = quotes.filter((quote) => quote.asOf >= quote.quotedMinutes);
  const kept = decided.filter((quote) => quote.resolved && quote.businessMinutes <= quote.quotedMinutes).length;
  const met = shareOf(kept, decided.length);
  const undecided = quotes.filter((quote) => quote.asOf < quote.quotedMinutes).length;
  return { met, undecided, band: bandOf(met, promised, tolerance) };
}

/** What a share of estimates that came true says of their honesty; nothing under 200 of them. */
export function bandOf(met: Share | undefined, promised: number, tolerance: number): QuoteCalibration['band'] {
  if (met === undefined || met.trials < FEWEST_QUOTES) return 'unknown';
  if (met.share < promised - tolerance) return 'too hopeful';
  return met.share > promised + tolerance ? 'too careful' : 'honest';
}
