import type { Design } from './design.ts';

/** What is drawn, with the name of the journey. */
export interface NamedDesign {
  readonly name: string;
  readonly design: Design;
}

/**
 * Two people drew at once, both from `base`: what each of them changed, added and took out, together. Undefined when they said
 * different things about the same (one word of one stop, the order, a stop that one took out and the other changed): then a
 * person has to choose.
 */
export function mergeDesigns(base: NamedDesign, mine: NamedDesign, theirs: NamedDesign): NamedDesign | undefined {
  // what they disagree about, while the rest is put together
  const clash: string[] = [];
  const byId = ({ id }: { id: string }) => id;
  const stages = merged(base.design.stages, mine.design.stages, theirs.design.stages, byId, clash);
  const stops = merged(base.design.stops, mine.design.stops, theirs.design.stops, byId, clash);
  const byEnds = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  const ways = [...together(base.design.ways, mine.design.ways, theirs.design.ways, byEnds, clash).values()];
  const name = chosen('', base.name, mine.name, theirs.name, clash);
  if (clash.length > 0) return undefined;
  const there = new Set(stops.map(byId));
  const known = new Set(stages.map(byId));
  return {
    name,
    design: {
      stages,
      // a stage that one took out while the other put a stop into it is gone
      stops: stops.map((stop) => (stop.stage === null || known.has(stop.stage) ? stop : { ...stop, stage: null })),
      ways: ways.filter(({ from, to }) => there.has(from) && there.has(to)),
    },
  };
}

type IdOf<T> = (one: T) => string;

/** What both have of it in the end, in order. */
function merged<T extends object>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  idOf: IdOf<T>,
  clash: string[],
): T[] {
  const found = together(base, mine, theirs, idOf, clash);
  const order = inOrder(base.map(idOf), mine.map(idOf), theirs.map(idOf), (id) => found.has(id), clash);
  return order.map((id) => found.get(id)!);
}

function together<T extends object>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  idOf: IdOf<T>,
  clash: string[],
): Map<string, T> {
  const keyed = (all: readonly T[]) => new Map(all.map((one) => [idOf(one), one]));
  const [was, my, their] = [keyed(base), keyed(mine), keyed(theirs)];
  const found = new Map<string, T>();
  for (const id of new Set([...their.keys(), ...my.keys()])) {
    const [before, one, two] = [was.get(id), my.get(id), their.get(id)];
    if (one !== undefined && two !== undefined) found.set(id, mergedOne(id, before, one, two, clash));
    else if (before === undefined) found.set(id, (one ?? two)!);
    // taken out by one of them: only if the other left it as it was
    else if (!isSame(before, (one ?? two)!)) clash.push(id);
  }
  return found;
}

function mergedOne<T extends object>(id: string, before: T | undefined, mine: T, theirs: T, clash: string[]): T {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs)]) as Set<keyof T>;
  return Object.fromEntries(
    [...fields].map((field) => [field, chosen(id, before?.[field], mine[field], theirs[field], clash)]),
  ) as T;
}

function chosen<V>(id: string, before: V | undefined, mine: V, theirs: V, clash: string[]): V {
  if (isSame(mine, theirs) || isSame(before, mine)) return theirs;
  if (!isSame(before, theirs)) clash.push(id);
  return mine;
}

/** The order of whoever moved something; what the other added stands behind what it stood behind there. */
function inOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  isLeft: (id: string) => boolean,
  clash: string[],
): string[] {
  const known = new Set(base);
  const among = (all: readonly string[]) => all.filter((id) => isLeft(id) && known.has(id));
  const [was, my, their] = [among(base), among(mine), among(theirs)];
  const iMoved = !isSame(was, my);
  if (iMoved && !isSame(was, their) && !isSame(my, their)) clash.push('order');
  const [first, second] = iMoved ? [mine, theirs] : [theirs, mine];
  const order = first.filter(isLeft);
  const there = new Set(order);
  for (const [place, id] of second.entries()) {
    if (there.has(id) || !isLeft(id)) continue;
    const behind = second.slice(0, place).findLast((each) => there.has(each));
    order.splice(behind === undefined ? 0 : order.indexOf(behind) + 1, 0, id);
    there.add(id);
  }
  return order;
}

/** The same whatever the order of its fields, which a database does not keep. */
function isSame(one: unknown, two: unknown): boolean {
  if (one === two) return true;
  if (typeof one !== 'object' || typeof two !== 'object' || one === null || two === null) return false;
  const [keys, others] = [Object.entries(one), Object.entries(two)];
  const of = new Map(others);
  return keys.length === others.length && keys.every(([key, value]) => of.has(key) && isSame(value, of.get(key)));
}
