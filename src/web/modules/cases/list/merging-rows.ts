import type { CaseRow } from '../cases.data.ts';

/** The case that was there first and is not closed: where a customer wrote several times, the others belong to it. */
export function oldestOpen(rows: readonly CaseRow[]): CaseRow | undefined {
  const byAge = rows.toSorted((one, other) => one.number - other.number);
  return byAge.find(({ state }) => state !== 'closed') ?? byAge[0];
}

/** The names of the different customers of these cases, in the order of the list. */
export function whoseCases(rows: readonly CaseRow[]): string[] {
  return [...new Map(rows.map(({ customer }) => [customer.id, customer.name])).values()];
}
