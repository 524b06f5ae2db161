/**
 * The design of a journey: a drawn way of any length. Stops stand in stages and are joined by ways; several ways out of a
 * stop are a branch, a way back is a loop, and a stop may stand for another journey. Only destinations (and journeys
 * within) are places where a customer can be said to be; steps are the work that brings him there.
 */
export const stopKinds = ['destination', 'step', 'journey'] as const;
export type StopKind = (typeof stopKinds)[number];

export interface Stage {
  readonly id: string;
  readonly name: string;
}

export interface Stop {
  readonly id: string;
  readonly kind: StopKind;
  readonly stage: string | null;
  readonly name: string;
  /** By what anybody can see that it is done. */
  readonly doneWhen: string;
  /** A role of Kept, a team by its name, or a role that only the company knows. */
  readonly ownerRole: string | null;
  /** What its owner must be allowed to do to act here. */
  readonly permission: string | null;
  readonly procedureId: string | null;
  readonly customerWording: string;
  /** What the customer does himself, in words for him; what was drawn before this could be said has none. */
  readonly customerTask?: string | undefined;
  readonly acceptanceQuestion: string;
  /** Days after the stop before. */
  readonly expectedDays: number | null;
  readonly touchpointId: string | null;
  readonly reachedOnEvent: string | null;
  /** What the event has to hold. */
  readonly reachedWhen: Readonly<Record<string, string | number | boolean>>;
  readonly subJourneyId: string | null;
  /** How customers feel here, in a word, from −2 (let down) to 2 (delighted). */
  readonly feeling: { readonly word: string; readonly level: number } | null;
  /** The journey may end here. */
  readonly ends: boolean;
}

export interface Way {
  readonly from: string;
  readonly to: string;
  /** When this way is taken; empty where there is no other. */
  readonly when: string;
}

export interface Design {
  readonly stages: readonly Stage[];
  readonly stops: readonly Stop[];
  readonly ways: readonly Way[];
}

/** A stop about which nothing is said yet. */
export function emptyStop(id: string, name: string, kind: StopKind = 'destination') {
  return {
    id,
    kind,
    stage: null,
    name,
    doneWhen: '',
    ownerRole: null,
    permission: null,
    procedureId: null,
    customerWording: '',
    customerTask: '',
    acceptanceQuestion: '',
    expectedDays: null,
    touchpointId: null,
    reachedOnEvent: null,
    reachedWhen: {},
    subJourneyId: null,
    feeling: null,
    ends: false,
  } satisfies Stop;
}

/** Whether customers can be said to be at a stop. */
export function isPlace(stop: Stop): boolean {
  return stop.kind !== 'step';
}

/** Stops by the stop they can be reached from in one go. */
export function followers(design: Design): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>(design.stops.map(({ id }) => [id, []]));
  for (const { from, to } of design.ways) next.get(from)?.push(to);
  return next;
}

/** Every stop that can be reached from these, themselves included. */
export function reachableFrom(starts: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(starts);
  const open = [...seen];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const to of next.get(id) ?? [])
      if (!seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  return seen;
}

/**
 * For each place (destination or journey within) the places that come next, passing through steps only. Undefined for
 * all when no way is drawn: then the order of the stops is the way.
 */
export function placesAfter(design: Design): ReadonlyMap<string, readonly string[]> | undefined {
  if (design.ways.length === 0) return undefined;
  const next = followers(design);
  const places = new Set(design.stops.filter(isPlace).map(({ id }) => id));
  return new Map([...places].map((id) => [id, nextPlaces(id, next, places)]));
}

function nextPlaces(
  from: string,
  next: ReadonlyMap<string, readonly string[]>,
  places: ReadonlySet<string>,
): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [...(next.get(from) ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (places.has(id)) found.add(id);
    else if (!seen.has(id)) {
      seen.add(id);
      open.push(...(next.get(id) ?? []));
    }
  }
  found.delete(from);
  return [...found];
}

/** Whether a journey may end at a place: there, or after nothing but steps. */
export function mayEndAt(design: Design, placeId: string): boolean {
  const stops = new Map(design.stops.map((stop) => [stop.id, stop]));
  const next = followers(design);
  const steps = new Map([...next].map(([id, to]) => [id, to.filter((each) => stops.get(each)?.kind === 'step')]));
  return [...reachableFrom([placeId], steps)].some((id) => stops.get(id)?.ends === true);
}

/**
 * What the customer himself does until he is at a place: what the steps that lead straight to it ask of him, in the order
 * of the drawing, then what the place asks.
 */
export function customerTasks(design: Design, placeId: string): readonly string[] {
  const before = design.ways.length === 0 ? stepsInOrder(design, placeId) : stepsOnTheWays(design, placeId);
  return design.stops
    .filter(({ id }) => id === placeId || before.has(id))
    .toSorted((one, two) => Number(one.id === placeId) - Number(two.id === placeId))
    .flatMap(({ customerTask }) => customerTask?.trim() || []);
}

/** Steps between the place before and this one, where the order is the way. */
function stepsInOrder({ stops }: Design, placeId: string): ReadonlySet<string> {
  const at = stops.findIndex(({ id }) => id === placeId);
  const last = stops.slice(0, Math.max(0, at)).findLastIndex(isPlace);
  return new Set(stops.slice(last + 1, Math.max(0, at)).map(({ id }) => id));
}

/** Steps from which a place is reached through nothing but steps. */
function stepsOnTheWays(design: Design, placeId: string): ReadonlySet<string> {
  const steps = new Set(design.stops.filter((stop) => !isPlace(stop)).map(({ id }) => id));
  const back = new Map<string, string[]>();
  for (const { from, to } of design.ways) if (steps.has(from)) back.set(to, [...(back.get(to) ?? []), from]);
  const found = reachableFrom(back.get(placeId) ?? [], back);
  found.delete(placeId);
  return found;
}
