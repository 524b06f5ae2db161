import type { Waiting } from '../measures/survival.ts';

const day = 86_400_000;

/** Somebody on a journey: since when, and where he was when. */
export interface Traveller {
  readonly startedAt: Date;
  readonly reached: readonly { readonly id: string; readonly at: Date }[];
}

/**
 * Days from the start of a journey to each of its stops, given in order. Who has not been at a stop waits for it still: until now,
 * or until he was first further on without it, which says no more than "at least so long" (he took another way, and will not come).
 */
export function travelTimes(
  travellers: readonly Traveller[],
  stops: readonly string[],
  now: Date,
): ReadonlyMap<string, Waiting[]> {
  const times = new Map(stops.map((id): [string, Waiting[]] => [id, []]));
  for (const { startedAt, reached } of travellers) {
    const at = new Map(reached.map((each) => [each.id, each.at.getTime()]));
    let beyond = now.getTime();
    for (const id of stops.toReversed()) {
      const arrived = at.get(id);
      const until = arrived ?? beyond;
      times.get(id)!.push({ time: Math.max(0, until - startedAt.getTime()) / day, happened: arrived !== undefined });
      if (arrived !== undefined) beyond = Math.min(beyond, arrived);
    }
  }
  return times;
}
