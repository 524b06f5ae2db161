/** What a promise's line is drawn from. */
export type PromiseState = 'open' | 'risk' | 'broken' | 'kept' | 'paused';

/**
 * Where the line and the old hour stand on the bar, in percent of its length.
 * The right end is the due hour and stays; what is left recedes towards it. `was` is the place of the hour that was
 * agreed before, on the same line from making to due. Instants in milliseconds; a paused clock passes its own `now`.
 */
export function promiseBarGeometry(promise: { madeAt: number; dueAt: number; now: number; previousDueAt?: number }): {
  left: number;
  was: number | undefined;
} {
  const { madeAt, dueAt, now, previousDueAt } = promise;
  const span = dueAt - madeAt;
  // A promise for the very moment it is made has no length: nothing is left of it.
  const share = (from: number) => (span <= 0 ? 0 : Math.round(Math.min(1, Math.max(0, from / span)) * 1000) / 10);
  return {
    left: share(dueAt - now),
    was: previousDueAt === undefined ? undefined : share(previousDueAt - madeAt),
  };
}
