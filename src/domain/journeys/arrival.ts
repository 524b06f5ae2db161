import { kaplanMeier, survivalAt, type Waiting } from '../measures/survival.ts';

/** Fewer arrivals than this say nothing that a customer may rely on. */
const enoughArrivals = 30;
/** So many must still have been waiting after as long as he waits now: the end of the curve hangs on one or two. */
const enoughAtRisk = 10;

/** By when `share` of those who waited as long as he does now had arrived; `n` is how many they were. */
export interface Arrival {
  readonly days: number;
  readonly n: number;
  readonly share: number;
}

/**
 * By how many days after the stop before a customer will probably be at the next one, given that he has been on the way
 * for `elapsed` days: the quantile of Kaplan and Meier's curve among those who were still on their way then. Whoever is
 * on the way now, or went elsewhere, is censored. Undefined where too few arrived, too few waited as long, or too many
 * of them never arrived: then nothing is said.
 */
export function arrivalAfter(waiting: readonly Waiting[], elapsed: number, share = 0.8): Arrival | undefined {
  const curve = kaplanMeier(waiting);
  const n = waiting.filter(({ time }) => time > elapsed).length;
  if (curve.events < enoughArrivals || n < enoughAtRisk) return undefined;
  // a hair of tolerance, since a product of fractions must meet exactly one fifth where the arithmetic says so
  const left = survivalAt(curve, elapsed) * (1 - share) + 1e-12;
  const step = curve.steps.find(({ time, survival }) => time > elapsed && survival <= left);
  return step === undefined ? undefined : { days: step.time, n, share };
}
