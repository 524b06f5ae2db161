import type { Waiting } from '../measures/survival.ts';

const day = 86_400_000;

/** One passage of somebody on a journey: since when, and where he was when. */
export interface Traveller {
  readonly startedAt: Date;
  /** When he came round again: what he had not reached by then is not waited for any more in this passage. */
  readonly until?: Date | undefined;
  /** He has walked here before: he is not on his way to the place where he came in, nor to what lies before it. */
  readonly again?: boolean | undefined;
  readonly reached: readonly { readonly id: string; readonly at: Date }[];
}

/**
 * Days from the start of a passage to each stop of the journey, given in order. Who has not been at a stop waits for it still: until
 * now, until he came round again, or until he was first further on without it, which says no more than "at least so long" (he took
 * another way, and will not come).
 */
export function travelTimes(
  travellers: readonly Traveller[],
  stops: readonly string[],
  now: Date,
): ReadonlyMap<string, Waiting[]> {
  const times = new Map(stops.map((id): [string, Waiting[]] => [id, []]));
  for (const traveller of travellers)
    for (const [id, waiting] of waitsOf(traveller, stops, now)) times.get(id)!.push(waiting);
  return times;
}

/** How long one passage took to each stop, or has lasted without it. */
export function waitsOf(
  { startedAt, until, again, reached }: Traveller,
  stops: readonly string[],
  now: Date,
): ReadonlyMap<string, Waiting> {
  const waits = new Map<string, Waiting>();
  const at = new Map(reached.map((each) => [each.id, each.at.getTime()]));
  const entry = again === true ? stops.findIndex((id) => at.has(id)) : -1;
  // what was told late of a passage still belongs to it
  const over = until === undefined ? now.getTime() : Math.max(until.getTime(), startedAt.getTime());
  let beyond = over;
  for (const [place, id] of [...stops.entries()].toReversed()) {
    if (place <= entry) continue;
    const arrived = at.get(id);
    const left = arrived ?? beyond;
    waits.set(id, { time: Math.max(0, left - startedAt.getTime()) / day, happened: arrived !== undefined });
    if (arrived !== undefined) beyond = Math.min(beyond, arrived);
  }
  return waits;
}
