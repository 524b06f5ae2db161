/** What an improvement is worth to customers and company, as far as the records say; the order of the register. */
export type Worth = {
  /** Moments a year that would go better if the expectation comes true; null without a baseline. */
  readonly momentsPerYear: number | null;
  /** Value at stake times the part of today's losses that would go; null when no purchases are known. */
  readonly expectedValue: number | null;
  /** Expected value less budget: the order of the list. Unknown value counts as none, so the budget alone is below zero. */
  readonly worth: number;
};

const WEEKS_PER_YEAR = 52;

/**
 * @param baseline observations of the twelve weeks compared with: `hits` of `trials`
 * @param lower whether hits are losses (share lost) rather than successes
 * @param expectedEffect as a share, positive
 * @param valueAtStake what the customers concerned bought in a year, null when unknown
 */
export function worthOf(input: {
  readonly baseline: { readonly hits: number; readonly trials: number; readonly weeks: number };
  readonly lower: boolean;
  readonly expectedEffect: number;
  readonly valueAtStake: number | null;
  readonly budget: number | null;
}): Worth {
  const { baseline, lower, expectedEffect, valueAtStake, budget } = input;
  if (baseline.trials === 0 || baseline.weeks === 0) {
    return { momentsPerYear: null, expectedValue: null, worth: -(budget ?? 0) };
  }
  const perWeek = baseline.trials / baseline.weeks;
  const failing = lower ? baseline.hits / baseline.trials : 1 - baseline.hits / baseline.trials;
  // Nobody can save more than is lost today.
  const effect = Math.min(expectedEffect, failing);
  const part = failing === 0 ? 0 : effect / failing;
  const expectedValue = valueAtStake === null ? null : valueAtStake * part;
  return {
    momentsPerYear: effect * perWeek * WEEKS_PER_YEAR,
    expectedValue,
    worth: (expectedValue ?? 0) - (budget ?? 0),
  };
}
