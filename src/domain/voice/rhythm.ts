/**
 * How often a customer is in touch, and whether his silence breaks that. Contacts come as a Poisson process whose rate
 * differs from customer to customer by a gamma distribution (Ehrenberg's NBD; the counting half of Fader & Hardie's
 * models): what we know of all customers stands in for what few contacts of one cannot tell.
 */
export interface GapPrior {
  /** Shape and rate (days) of the gamma distribution over contacts per day. */
  readonly shape: number;
  readonly rate: number;
}

/** What is known of one customer: so many gaps between contacts, over so many days from the first to the last. */
export interface Rhythm {
  readonly gaps: number;
  readonly days: number;
}

/** So many contacts at least before anything is said about one customer: two have one gap, and one gap is no rhythm. */
const fewestContacts = 4;

/** Where too few customers are known, a contact in ninety days with the weight of one gap. */
const commonplace: GapPrior = { shape: 1, rate: 90 };

/**
 * The prior that fits customers best by moments: mean rate, and the variance of rates less what chance alone would make.
 * Under thirty customers the commonplace one.
 */
export function fitGapPrior(customers: readonly Rhythm[]): GapPrior {
  const known = customers.filter(({ gaps, days }) => gaps >= 2 && days > 0);
  if (known.length < 30) return commonplace;
  const rates = known.map(({ gaps, days }) => gaps / days);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const spread = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (rates.length - 1);
  const chance = known.reduce((sum, { days }) => sum + mean / days, 0) / known.length;
  // never surer than ten gaps, never vaguer than half a one
  const shape = Math.min(10, Math.max(0.5, mean ** 2 / Math.max(spread - chance, 1e-9)));
  return { shape, rate: shape / mean };
}

/**
 * How likely so many days of silence would be if nothing had changed: the tail of the Lomax distribution,
 * ((b + T)/(b + T + s))^(a + k).
 * @returns undefined under `fewestContacts`: unknown is not a break
 */
export function chanceOfSilence(prior: GapPrior, { gaps, days }: Rhythm, silentDays: number): number | undefined {
  if (gaps + 1 < fewestContacts) return undefined;
  const known = prior.rate + days;
  return (known / (known + Math.max(0, silentDays))) ** (prior.shape + gaps);
}

/** So many days lay between contacts, as they were: what the customer would count himself. One gap at least. */
export function usualGapDays({ gaps, days }: Rhythm): number {
  return days / gaps;
}
