/**
 * Which behaviours are proposed today. Each comes once before any comes twice; the order within a round is shuffled per
 * person and round, so that a team does not learn the same two on the same day and effects can be told apart later.
 */
export interface Rotating {
  readonly id: string;
  readonly kind: 'do' | 'stop';
  /** How often this person (or team) has taken it on before. */
  readonly times: number;
}

/** Two to do and one to stop: the whole of a day. */
export const PLACES = { do: 2, stop: 1 } as const;

/**
 * What to propose for the places that are still free, those to do first.
 * @param library everything that is not retired.
 * @param taken what stands in today's places already, and what waits to be accepted for today.
 * @param whose shuffles the order: the same person in the same round always gets the same order.
 */
export function proposeForDay<B extends Rotating>(
  library: readonly B[],
  taken: readonly Rotating[],
  whose: string,
): B[] {
  const used = new Set(taken.map((each) => each.id));
  return (['do', 'stop'] as const).flatMap((kind) => {
    const free = PLACES[kind] - taken.filter((each) => each.kind === kind).length;
    return library
      .filter((each) => each.kind === kind && !used.has(each.id))
      .map((each) => ({ each, order: shuffleOrder(`${whose}:${each.times}:${each.id}`) }))
      .toSorted((one, other) => one.each.times - other.each.times || one.order - other.order)
      .slice(0, Math.max(0, free))
      .map(({ each }) => each);
  });
}

/** FNV-1a, 32 bit: a fixed number for a text, spread evenly enough to shuffle by. */
function shuffleOrder(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
