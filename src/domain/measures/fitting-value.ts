import { logGamma } from './distributions.ts';
import type { BuyingParameters, PurchaseHistory, SpendingParameters, TimeUnit } from './lifetime-value.ts';
import { spendIndependent } from './lifetime-value.ts';
import { nelderMead } from './nelder-mead.ts';

/** Fitting the customer-value models to a company's own purchases, by maximum likelihood; refused rather than guessed. */
export type FitRefusal = {
  readonly fitted: false;
  readonly reason: 'too few repeat customers' | 'did not converge' | 'spend depends on frequency';
  readonly repeatCustomers: number;
};

export type BuyingFit<Unit extends TimeUnit> =
  | {
      readonly fitted: true;
      readonly parameters: BuyingParameters<Unit>;
      readonly logLikelihood: number;
      readonly repeatCustomers: number;
    }
  | FitRefusal;

export type SpendingFit =
  | {
      readonly fitted: true;
      readonly parameters: SpendingParameters;
      readonly logLikelihood: number;
      readonly repeatCustomers: number;
    }
  | FitRefusal;

/** Customers with a repeat purchase under which nothing is fitted. */
const FEWEST_REPEAT_CUSTOMERS = 200;

/** Fits r, α, a, b of the BG/NBD to all customers, one-time buyers included: they carry most of what is known about r. */
export function fitBuying<Unit extends TimeUnit>(
  unit: Unit,
  histories: readonly PurchaseHistory<NoInfer<Unit>>[],
  fewest: number = FEWEST_REPEAT_CUSTOMERS,
): BuyingFit<Unit> {
  const repeatCustomers = histories.filter((history) => history.repeats > 0).length;
  if (repeatCustomers < fewest) return { fitted: false, reason: 'too few repeat customers', repeatCustomers };
  // Searched in logarithms, time measured in mean ages, so that the start is as good for days as for months.
  const scale = histories.reduce((sum, history) => sum + history.age, 0) / histories.length;
  const scaled = histories.map(({ repeats, last, age }) => ({ repeats, last: last / scale, age: age / scale }));
  const found = nelderMead(
    ([r, alpha, a, b]) => -buyingLikelihood(scaled, Math.exp(r!), Math.exp(alpha!), Math.exp(a!), Math.exp(b!)),
    [0, 0, 0, 0],
  );
  const [r, alpha, a, b] = found.point.map(Math.exp) as [number, number, number, number];
  if (!found.converged || !isReasonable([r, alpha, a, b]))
    return { fitted: false, reason: 'did not converge', repeatCustomers };
  // Densities of the repeats were taken per mean age; per unit each repeat weighs ln(scale) less.
  const repeats = histories.reduce((sum, history) => sum + history.repeats, 0);
  const logLikelihood = -found.value - repeats * Math.log(scale);
  return { fitted: true, parameters: { unit, r, alpha: alpha * scale, a, b }, logLikelihood, repeatCustomers };
}

/**
 * Fits p, q, v of the Gamma–Gamma to customers with a repeat purchase, by their mean value per purchase in currency.
 * Refused where how often and how much are related, since the model is then wrong about exactly the best customers.
 */
export function fitSpending(
  customers: readonly { readonly repeats: number; readonly meanValue: number }[],
  fewest: number = FEWEST_REPEAT_CUSTOMERS,
): SpendingFit {
  const buyers = customers.filter((customer) => customer.repeats > 0 && customer.meanValue > 0);
  const repeatCustomers = buyers.length;
  if (repeatCustomers < fewest) return { fitted: false, reason: 'too few repeat customers', repeatCustomers };
  if (!spendIndependent(buyers).holds) return { fitted: false, reason: 'spend depends on frequency', repeatCustomers };
  const scale = buyers.reduce((sum, buyer) => sum + buyer.meanValue, 0) / repeatCustomers;
  const scaled = buyers.map(({ repeats, meanValue }) => ({ repeats, meanValue: meanValue / scale }));
  // q over 1, because under it the mean spend of everyone is infinite.
  const found = nelderMead(
    ([p, q, v]) => -spendingLikelihood(scaled, Math.exp(p!), 1 + Math.exp(q!), Math.exp(v!)),
    [0, 0, 0],
  );
  const [p, qOverOne, v] = found.point.map(Math.exp) as [number, number, number];
  if (!found.converged || !isReasonable([p, qOverOne, v]))
    return { fitted: false, reason: 'did not converge', repeatCustomers };
  const parameters = { p, q: 1 + qOverOne, v: v * scale };
  return { fitted: true, parameters, logLikelihood: -found.value - repeatCustomers * Math.log(scale), repeatCustomers };
}

type Plain = { readonly repeats: number; readonly last: number; readonly age: number };

/** Σ ln L as in `logLikelihood`; the gamma functions depend on the repeats alone and are computed once for each number. */
function buyingLikelihood(histories: readonly Plain[], r: number, alpha: number, a: number, b: number): number {
  const constants = new Map<number, number>();
  const base = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  const constantOf = (x: number) => {
    const known = constants.get(x);
    if (known !== undefined) return known;
    const value = base + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x);
    constants.set(x, value);
    return value;
  };
  return histories.reduce((sum, { repeats: x, last, age }) => {
    const still = -(r + x) * Math.log(alpha + age);
    if (x === 0) return sum + constantOf(0) + still;
    const gone = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + last);
    const larger = Math.max(still, gone);
    return sum + constantOf(x) + larger + Math.log(Math.exp(still - larger) + Math.exp(gone - larger));
  }, 0);
}

function spendingLikelihood(
  buyers: readonly { repeats: number; meanValue: number }[],
  p: number,
  q: number,
  v: number,
): number {
  const constants = new Map<number, number>();
  return buyers.reduce((sum, { repeats: x, meanValue: m }) => {
    let constant = constants.get(x);
    if (constant === undefined) {
      constant = logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(v) + p * x * Math.log(x);
      constants.set(x, constant);
    }
    return sum + constant + (p * x - 1) * Math.log(m) - (p * x + q) * Math.log(v + m * x);
  }, 0);
}

/** Parameters running off to 0 or infinity mean that the data do not hold what the model asks. */
function isReasonable(parameters: readonly number[]): boolean {
  return parameters.every((value) => value > 1e-4 && value < 1e4);
}
