import type { Design, Stop } from './design.ts';

export const changeKinds = ['added', 'removed', 'changed', 'moved'] as const;

/** One difference between two versions of a journey. */
export interface DesignChange {
  readonly kind: (typeof changeKinds)[number];
  readonly what: 'stage' | 'stop' | 'way';
  readonly id: string;
  readonly name: string;
  /** What changed about it, with the words before and after. */
  readonly fields: { readonly field: string; readonly before: string; readonly after: string }[];
}

const fieldsOfStop = [
  ...(['kind', 'stage', 'name', 'doneWhen', 'ownerRole', 'permission', 'procedureId', 'customerWording'] as const),
  ...(['customerTask', 'acceptanceQuestion', 'expectedDays', 'touchpointId', 'reachedOnEvent', 'reachedWhen'] as const),
  ...(['subJourneyId', 'feeling', 'ends'] as const),
] satisfies readonly (keyof Stop)[];

/**
 * What changed from one version to another: stages, stops and ways added, removed or changed, and stops that stand
 * elsewhere among those both versions have (the fewest moves that explain the new order).
 */
export function designDifference(before: Design, after: Design): DesignChange[] {
  const names = new Map([...before.stops, ...after.stops].map(({ id, name }) => [id, name]));
  const wayId = (way: { from: string; to: string }) => `${way.from} ${way.to}`;
  const wayName = (way: { from: string; to: string }) => `${names.get(way.from) ?? ''} → ${names.get(way.to) ?? ''}`;
  const moved = movedStops(before, after);
  return [
    ...compare(
      before.stages,
      after.stages,
      'stage',
      ({ id }) => id,
      ({ name }) => name,
      ['name'],
    ),
    ...compare(
      before.stops,
      after.stops,
      'stop',
      ({ id }) => id,
      ({ name }) => name,
      fieldsOfStop,
    ),
    ...moved.map((id): DesignChange => ({ kind: 'moved', what: 'stop', id, name: names.get(id) ?? '', fields: [] })),
    ...compare(before.ways, after.ways, 'way', wayId, wayName, ['when']),
  ];
}

function compare<T extends object>(
  before: readonly T[],
  after: readonly T[],
  what: DesignChange['what'],
  idOf: (one: T) => string,
  nameOf: (one: T) => string,
  fields: readonly (keyof T & string)[],
): DesignChange[] {
  const old = new Map(before.map((one) => [idOf(one), one]));
  const now = new Set(after.map(idOf));
  const found: DesignChange[] = [];
  for (const one of after) {
    const was = old.get(idOf(one));
    const head = { what, id: idOf(one), name: nameOf(one) };
    if (was === undefined) found.push({ kind: 'added', ...head, fields: [] });
    else {
      const changed = fields
        .map((field) => ({ field, before: words(was[field]), after: words(one[field]) }))
        .filter((each) => each.before !== each.after);
      if (changed.length > 0) found.push({ kind: 'changed', ...head, fields: changed });
    }
  }
  for (const one of before)
    if (!now.has(idOf(one))) found.push({ kind: 'removed', what, id: idOf(one), name: nameOf(one), fields: [] });
  return found;
}

/** Stops of both versions that are not on the longest run that kept its order. */
function movedStops(before: Design, after: Design): string[] {
  const place = new Map(before.stops.map(({ id }, nth) => [id, nth]));
  const both = after.stops.filter(({ id }) => place.has(id)).map(({ id }) => ({ id, was: place.get(id)! }));
  // patience: the smallest last place of a run of each length, with links back
  const tails: number[] = [];
  const behind = both.map(() => -1);
  both.forEach(({ was }, nth) => {
    let low = 0;
    for (let high = tails.length; low < high;) {
      const middle = (low + high) >> 1;
      if (both[tails[middle]!]!.was < was) low = middle + 1;
      else high = middle;
    }
    behind[nth] = low === 0 ? -1 : tails[low - 1]!;
    tails[low] = nth;
  });
  const kept = new Set<number>();
  for (let nth = tails.at(-1) ?? -1; nth !== -1; nth = behind[nth]!) kept.add(nth);
  return both.filter((_, nth) => !kept.has(nth)).map(({ id }) => id);
}

function words(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
