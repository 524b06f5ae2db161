/**
 * The trail of one customer on one journey as he may see it: only stops that have words for him, what he reached, where
 * he stands, what comes next and what is sure to come after that.
 */
export interface TrailStop {
  readonly id: string;
  /** What the customer is told; empty where the stop is ours alone. */
  readonly words: string;
  /** What he does himself until he is there. */
  readonly tasks: readonly string[];
  /** Where one may go from here; null: to the next in order. */
  readonly nextIds: readonly string[] | null;
  readonly reachedAt: Date | null;
}

export interface Trail<S extends TrailStop> {
  /** Reached before the ones in `reached`. */
  readonly earlier: number;
  /** The last few, in order, without the one he is at. */
  readonly reached: readonly S[];
  readonly here: S | undefined;
  readonly next: S | undefined;
  readonly later: readonly S[];
  /** After the ones in `later`. */
  readonly more: number;
  /** What he does until he is at `next`, also at stops on the way there that are not told. */
  readonly tasks: readonly string[];
}

const mostReached = 3;
const mostLater = 3;

/**
 * @param stops of the journey in order, with when he reached them
 * @param nextId what is next for him; null when he is at an end
 */
export function trailOf<S extends TrailStop>(stops: readonly S[], nextId: string | null): Trail<S> {
  const told = (stop: S) => stop.words.trim() !== '';
  const been = stops.filter((stop) => stop.reachedAt !== null && told(stop));
  const before = been.slice(0, -1);
  const ahead = wayFrom(stops, nextId);
  const first = ahead.findIndex(told);
  const rest = first === -1 ? [] : ahead.slice(first + 1).filter(told);
  return {
    earlier: Math.max(0, before.length - mostReached),
    reached: before.slice(-mostReached),
    here: been.at(-1),
    next: first === -1 ? undefined : ahead[first],
    later: rest.slice(0, mostLater),
    more: Math.max(0, rest.length - mostLater),
    tasks: ahead.slice(0, first + 1).flatMap(({ tasks }) => tasks),
  };
}

/** From a stop on as long as there is one way only: which branch somebody takes is not known before he takes it. */
function wayFrom<S extends TrailStop>(stops: readonly S[], from: string | null): S[] {
  const places = new Map(stops.map((stop, place) => [stop.id, place]));
  const way: S[] = [];
  const seen = new Set<number>();
  for (let at = from === null ? undefined : places.get(from); at !== undefined && !seen.has(at);) {
    const stop = stops[at]!;
    seen.add(at);
    if (stop.reachedAt === null || way.length === 0) way.push(stop);
    at = stop.nextIds === null ? at + 1 : stop.nextIds.length === 1 ? places.get(stop.nextIds[0]!) : undefined;
    if (at === stops.length) at = undefined;
  }
  return way;
}
