/**
 * How likely a promise is to break, learned from those that ended: a logistic regression with a ridge penalty, fitted by
 * iteratively reweighted least squares, and set right by isotonic regression on cases it was not fitted to.
 *
 * Each promise tells once, as it stood at a moment of its life at which it was still open (a landmark, van Houwelingen
 * 2007): that is how it looks when the question is asked, and long promises do not tell more often than short ones.
 */
import { Matrix, solve } from 'ml-matrix';

/** What is looked at, in this order; all are about the work, none about how good a person is. */
const RISK_FEATURES = [
  'time-left',
  'share-left',
  'keeper-load',
  'no-keeper',
  'keeper-away',
  'clock-record',
  'reopened',
  'moved-before',
  'waiting-customer',
  'urgent',
] as const;
export type RiskFeature = (typeof RISK_FEATURES)[number];

/** A promise as it stands at a moment. */
export interface PromiseStandingNow {
  /** Working minutes left, and promised in all. */
  readonly minutesLeft: number;
  readonly minutesWhole: number;
  /** Open promises of its keeper, this one not counted. */
  readonly keeperLoad: number;
  readonly hasKeeper: boolean;
  readonly keeperAway: boolean;
  /** Share of the promises of the same clock and team that broke before, drawn to the share of all where they are few. */
  readonly brokenBefore: number;
  readonly reopened: number;
  readonly movedBefore: number;
  readonly waitingForCustomer: boolean;
  readonly urgent: boolean;
}

export interface RiskExample {
  readonly features: readonly number[];
  readonly broke: boolean;
}

export interface RiskModel {
  readonly intercept: number;
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  /** Points of the isotonic correction, rising: at this raw probability so many broke; between two, in proportion. */
  readonly steps: readonly (readonly [raw: number, observed: number])[];
}

export interface RiskFit {
  readonly model: RiskModel;
  /** Mean squared error of the probability, and of always saying the usual share, on examples it was not fitted to. */
  readonly brier: number;
  readonly brierBase: number;
  readonly n: number;
  readonly broken: number;
  readonly reliability: readonly { readonly said: number; readonly broke: number; readonly n: number }[];
}

/** Fewer ended promises, or fewer broken or kept ones, teach nothing: the simple rule stands in. */
export const FEWEST_TO_LEARN = 200;
const FEWEST_OF_EACH = 30;

/** The penalty on each weight (of standardised features): as if one more case spoke for each having no effect. */
const ridge = 1;
const folds = 5;

/** The features of a promise as numbers, in the order of `RISK_FEATURES`. */
export function riskFeatures(now: PromiseStandingNow): number[] {
  const share = now.minutesWhole <= 0 ? 0 : Math.min(1, Math.max(0, now.minutesLeft / now.minutesWhole));
  const before = Math.min(0.99, Math.max(0.01, now.brokenBefore));
  return [
    Math.log1p(Math.max(0, now.minutesLeft)),
    share,
    Math.log1p(now.keeperLoad),
    now.hasKeeper ? 0 : 1,
    now.keeperAway ? 1 : 0,
    Math.log(before / (1 - before)),
    Math.log1p(now.reopened),
    Math.log1p(now.movedBefore),
    now.waitingForCustomer ? 1 : 0,
    now.urgent ? 1 : 0,
  ];
}

/** Learns from ended promises; undefined while there are too few. Its quality is told from examples left out of the fit. */
export function fitRisk(examples: readonly RiskExample[]): RiskFit | undefined {
  const broken = examples.filter(({ broke }) => broke).length;
  if (examples.length < FEWEST_TO_LEARN || Math.min(broken, examples.length - broken) < FEWEST_OF_EACH)
    return undefined;
  const held = outOfFold(examples);
  // the correction is learned from what was left out, and judged on the other half of it
  const half = (parity: number) => held.filter((_, place) => place % 2 === parity);
  const judged = [0, 1].flatMap((parity) => {
    const steps = isotonic(half(1 - parity));
    return half(parity).map(({ raw, broke }) => ({ said: corrected(steps, raw), broke }));
  });
  const usual = broken / examples.length;
  return {
    model: { ...fitLogistic(examples), steps: isotonic(held) },
    brier: mean(judged.map(({ said, broke }) => (said - (broke ? 1 : 0)) ** 2)),
    brierBase: mean(judged.map(({ broke }) => (usual - (broke ? 1 : 0)) ** 2)),
    n: examples.length,
    broken,
    reliability: reliabilityOf(judged),
  };
}

/** The probability that a promise with these features breaks, 0.01 to 0.99: nothing is certain. */
export function riskOf(model: RiskModel, features: readonly number[]): number {
  return Math.min(0.99, Math.max(0.01, corrected(model.steps, rawRisk(model, features))));
}

/** What raises and what lowers the risk of one promise against an ordinary one, the strongest first. */
export function riskReasons(
  model: RiskModel,
  features: readonly number[],
): { feature: RiskFeature; raises: boolean; pull: number }[] {
  return RISK_FEATURES.map((feature, place) => {
    const pull = (model.weights[place] ?? 0) * standard(model, features, place);
    return { feature, raises: pull > 0, pull: Math.abs(pull) };
  })
    .filter(({ pull }) => pull > 0.15)
    .toSorted((one, two) => two.pull - one.pull);
}

function rawRisk(model: Omit<RiskModel, 'steps'>, features: readonly number[]): number {
  const sum = model.weights.reduce(
    (total, weight, place) => total + weight * standard(model, features, place),
    model.intercept,
  );
  return 1 / (1 + Math.exp(-sum));
}

function standard(
  { means, spreads }: Pick<RiskModel, 'means' | 'spreads'>,
  features: readonly number[],
  place: number,
): number {
  return ((features[place] ?? 0) - (means[place] ?? 0)) / (spreads[place] ?? 1);
}

/** What never differed teaches nothing, and must not be blown up when it differs for the first time. */
function spreadOr1(spread: number): number {
  return spread < 1e-3 ? 1 : spread;
}

/** Each example judged by a model that has not seen it. */
function outOfFold(examples: readonly RiskExample[]): { raw: number; broke: boolean }[] {
  const models = Array.from({ length: folds }, (_, fold) =>
    fitLogistic(examples.filter((_one, place) => place % folds !== fold)),
  );
  return examples.map(({ features, broke }, place) => ({ raw: rawRisk(models[place % folds]!, features), broke }));
}

/** Ridge logistic regression by iteratively reweighted least squares (Newton); the intercept is not penalised. */
function fitLogistic(examples: readonly RiskExample[]): Omit<RiskModel, 'steps'> {
  const size = RISK_FEATURES.length;
  const means = RISK_FEATURES.map((_, place) => mean(examples.map(({ features }) => features[place] ?? 0)));
  const spreads = RISK_FEATURES.map((_, place) =>
    spreadOr1(Math.sqrt(mean(examples.map(({ features }) => ((features[place] ?? 0) - means[place]!) ** 2)))),
  );
  const rows = examples.map(({ features }) => [
    1,
    ...features.map((_, place) => standard({ means, spreads }, features, place)),
  ]);
  let beta = Array.from({ length: size + 1 }, () => 0);
  for (let turn = 0; turn < 30; turn += 1) {
    const gradient = Array.from({ length: size + 1 }, () => 0);
    const curvature = Matrix.zeros(size + 1, size + 1);
    for (const [place, row] of rows.entries()) {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, column) => sum + value * beta[column]!, 0)));
      const miss = (examples[place]!.broke ? 1 : 0) - p;
      const weight = Math.max(1e-6, p * (1 - p));
      for (let one = 0; one <= size; one += 1) {
        gradient[one]! += row[one]! * miss;
        for (let two = 0; two <= one; two += 1)
          curvature.set(one, two, curvature.get(one, two) + weight * row[one]! * row[two]!);
      }
    }
    for (let one = 0; one <= size; one += 1) {
      if (one > 0) {
        gradient[one]! -= ridge * beta[one]!;
        curvature.set(one, one, curvature.get(one, one) + ridge);
      }
      for (let two = 0; two < one; two += 1) curvature.set(two, one, curvature.get(one, two));
    }
    const step = solve(curvature, Matrix.columnVector(gradient)).to1DArray();
    beta = beta.map((value, place) => value + step[place]!);
    if (Math.max(...step.map(Math.abs)) < 1e-8) break;
  }
  return { intercept: beta[0]!, weights: beta.slice(1), means, spreads };
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): each pool as the points at which it begins and
 * ends. A promise unlike any before falls between two pools and gets what lies between, not the word of the nearest one.
 */
function isotonic(held: readonly { raw: number; broke: boolean }[]): [number, number][] {
  const pools: { from: number; to: number; sum: number; n: number }[] = [];
  for (const { raw, broke } of held.toSorted((one, two) => one.raw - two.raw)) {
    pools.push({ from: raw, to: raw, sum: broke ? 1 : 0, n: 1 });
    while (pools.length > 1) {
      const last = pools.at(-1)!;
      const before = pools.at(-2)!;
      if (before.sum / before.n < last.sum / last.n) break;
      pools.splice(-2, 2, { from: before.from, to: last.to, sum: before.sum + last.sum, n: before.n + last.n });
    }
  }
  // a pool of few is drawn to the middle, so that nothing is called certain on the word of three
  return pools.flatMap(({ from, to, sum, n }) =>
    [from, to].map((raw): [number, number] => [raw, (sum + 0.5) / (n + 1)]),
  );
}

function corrected(steps: readonly (readonly [number, number])[], raw: number): number {
  const above = steps.findIndex(([at]) => at >= raw);
  if (above === -1) return steps.at(-1)?.[1] ?? raw;
  if (above === 0) return steps[0]![1];
  const [from, low] = steps[above - 1]!;
  const [to, high] = steps[above]!;
  return low + ((high - low) * (raw - from)) / Math.max(Number.EPSILON, to - from);
}

function reliabilityOf(judged: readonly { said: number; broke: boolean }[]) {
  return Array.from({ length: 10 }, (_, tenth) =>
    judged.filter(({ said }) => Math.min(9, Math.floor(said * 10)) === tenth),
  )
    .filter((own) => own.length > 0)
    .map((own) => ({
      said: mean(own.map(({ said }) => said)),
      broke: own.filter(({ broke }) => broke).length,
      n: own.length,
    }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
