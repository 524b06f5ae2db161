import type { TouchpointKey } from './story/company.ts';

/** What is planted, so that tests can say what was found. Shares are of moments lost at a touchpoint. */
export interface PlantedTruth {
  /** Share of contacts at each touchpoint that go badly when nothing is wrong. */
  usual: Record<TouchpointKey, number>;
  /** A defect: from day `from` contacts at `touchpoint` are lost with `share`; a fix on day `fixed` brings `afterwards`. */
  defect: { touchpoint: TouchpointKey; from: number; share: number; fixed: number; afterwards: number };
  /** Share of closed cases whose customers answer when asked. */
  answers: number;
}

/** The half year of the sample company: bad packing hurts deliveries from the second month; padded crates help from the fourth. */
export const halfYear: PlantedTruth = {
  usual: { quote: 0.1, booking: 0.08, waiting: 0.12, delivery: 0.1, fitting: 0.07, invoice: 0.09, advice: 0.05 },
  defect: { touchpoint: 'delivery', from: 35, share: 0.5, fixed: 105, afterwards: 0.08 },
  answers: 0.62,
};

/** The chance that a contact at a touchpoint goes badly on a day since the beginning. */
export function shareLost(truth: PlantedTruth, touchpoint: TouchpointKey, day: number): number {
  const { defect } = truth;
  if (touchpoint !== defect.touchpoint || day < defect.from) return truth.usual[touchpoint];
  return day < defect.fixed ? defect.share : defect.afterwards;
}
