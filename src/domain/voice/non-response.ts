import { summarise } from '../measures/means.ts';

/**
 * Do those who answered look like those who could have? A field known for everyone (tenure in days, orders, plan) is
 * compared between responders and all eligible.
 */
export type KnownField =
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly responders: readonly number[];
      readonly eligible: readonly number[];
    }
  | {
      readonly name: string;
      readonly kind: 'category';
      readonly responders: ReadonlyMap<string, number>;
      readonly eligible: ReadonlyMap<string, number>;
    };

export type NonResponseBias = {
  readonly name: string;
  /** Responders minus eligible, in pooled standard deviations; undefined when a side is empty. */
  readonly standardisedDifference: number | undefined;
  /** For a category: the value that differs most. */
  readonly value?: string;
  /** Over 0.2 either way: the answers do not speak for everyone on this field. */
  readonly flagged: boolean;
};

/** Beyond this many standard deviations a field is flagged (Cohen's "small"). */
const FLAGGED_OVER = 0.2;

/** Standardised differences (Austin 2009), one per known field, the largest first. */
export function nonResponseBias(fields: readonly KnownField[]): NonResponseBias[] {
  return fields
    .map((field) => (field.kind === 'number' ? numberBias(field) : categoryBias(field)))
    .toSorted((one, two) => Math.abs(two.standardisedDifference ?? 0) - Math.abs(one.standardisedDifference ?? 0));
}

function numberBias(field: Extract<KnownField, { kind: 'number' }>): NonResponseBias {
  const responders = summarise(field.responders);
  const eligible = summarise(field.eligible);
  if (responders.n < 2 || eligible.n < 2)
    return { name: field.name, standardisedDifference: undefined, flagged: false };
  const variance = (responders.standardDeviation ** 2 + eligible.standardDeviation ** 2) / 2;
  return judged(field.name, inDeviations(responders.mean - eligible.mean, variance));
}

function categoryBias(field: Extract<KnownField, { kind: 'category' }>): NonResponseBias {
  const responders = total(field.responders);
  const eligible = total(field.eligible);
  if (responders === 0 || eligible === 0)
    return { name: field.name, standardisedDifference: undefined, flagged: false };
  let most = judged(field.name, 0);
  for (const value of new Set([...field.eligible.keys(), ...field.responders.keys()])) {
    const one = (field.responders.get(value) ?? 0) / responders;
    const two = (field.eligible.get(value) ?? 0) / eligible;
    const difference = inDeviations(one - two, (one * (1 - one) + two * (1 - two)) / 2);
    if (Math.abs(difference) > Math.abs(most.standardisedDifference ?? 0))
      most = { ...judged(field.name, difference), value };
  }
  return most;
}

/** Two constants that differ are infinitely many standard deviations apart; two equal ones none. */
function inDeviations(difference: number, variance: number): number {
  return difference === 0 ? 0 : difference / Math.sqrt(variance);
}

function judged(name: string, standardisedDifference: number): NonResponseBias {
  return { name, standardisedDifference, flagged: Math.abs(standardisedDifference) > FLAGGED_OVER };
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
