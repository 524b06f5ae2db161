/**
 * Passages of one customer on one journey. A passage begins when he first arrives anywhere, and anew whenever he comes round
 * again: by a loop, or by setting out once more. Within one passage he is at each place at most once.
 */
export interface Reached {
  readonly id: string;
  readonly at: Date;
  /** The case it came about by, where it was one. */
  readonly caseId: string | null;
}

export interface Passage {
  readonly nth: number;
  readonly reached: readonly Reached[];
}

/** The places of a journey in order, with those one may go to from each; null: to the next in order, and never back. */
export interface Road {
  readonly places: readonly { readonly id: string; readonly nextIds: readonly string[] | null }[];
}

/**
 * The passage in which an arrival has to be entered: one he is on, or a new one when he came round again. Undefined when it
 * says nothing new: he was there already, and nothing tells that he came a second time. Saying the same again, in whatever
 * order, therefore never counts anything twice.
 *
 * He comes round again to a place when he was somewhere else since and a way that is drawn leads back from there, or when
 * the place is the first of the journey and he was somewhere else since. Where arrivals come about by cases, those of one
 * case belong together: another case that starts the journey starts a passage, also beside one that is not finished.
 */
export function passageFor(arrival: Reached, passages: readonly Passage[], road: Road): number | undefined {
  const held = heldBy(arrival, passages);
  if (held === undefined) return 1;
  const before = held.reached.find(({ id }) => id === arrival.id);
  const isStart = road.places[0]?.id === arrival.id;
  const cases = new Set(held.reached.flatMap(({ caseId }) => caseId ?? []));
  const ofAnotherCase = arrival.caseId !== null && cases.size > 0 && !cases.has(arrival.caseId);
  if (isStart && ofAnotherCase) return nextNumber(passages);
  if (before === undefined) {
    // who came in by a loop and sets out anew walks the whole way again
    return isStart && held.nth > 1 && held.reached.some(({ at }) => at < arrival.at) ? nextNumber(passages) : held.nth;
  }
  if (arrival.at <= before.at) return undefined;
  const since = held.reached.filter(({ id, at }) => id !== arrival.id && at >= before.at && at <= arrival.at);
  if (since.length === 0) return undefined;
  if (isStart && !(arrival.caseId !== null && cases.has(arrival.caseId))) return nextNumber(passages);
  return leadsTo(lastOf(since, road), arrival.id, road) ? nextNumber(passages) : undefined;
}

/** Passages in the order in which they began. */
export function inOrder<P extends Passage>(passages: readonly P[]): P[] {
  return passages.toSorted((one, two) => startOf(one) - startOf(two) || one.nth - two.nth);
}

/**
 * Of somebody known under two records: the passage of the other to which one of the first belongs. The one of the same case, else
 * the one he was on at that time under his other name, unless both came about by cases and by different ones; else a new one.
 */
export function passageOfOther(passage: Passage, others: readonly Passage[]): number {
  const cases = new Set(passage.reached.flatMap(({ caseId }) => caseId ?? []));
  const of = (each: Passage) => new Set(each.reached.flatMap(({ caseId }) => caseId ?? []));
  const ordered = inOrder(others);
  const same = ordered.findLast((each) => !of(each).isDisjointFrom(cases));
  if (same !== undefined) return same.nth;
  const held = ordered.findLast((each) => startOf(each) <= startOf(passage)) ?? ordered[0];
  const apart = held === undefined || (cases.size > 0 && of(held).size > 0);
  return apart ? nextNumber(others) : held.nth;
}

/** A number that no passage has. */
export function nextNumber(passages: readonly Passage[]): number {
  return Math.max(0, ...passages.map(({ nth }) => nth)) + 1;
}

/** Milliseconds since 1970 at which he came in. */
function startOf(passage: Passage): number {
  return Math.min(...passage.reached.map(({ at }) => at.getTime()));
}

/** The passage of the same case, else the one he was on at that time; what lies before all of them belongs to the first. */
function heldBy(arrival: Reached, passages: readonly Passage[]): Passage | undefined {
  const ordered = inOrder(passages);
  const ofCase =
    arrival.caseId === null
      ? undefined
      : ordered.findLast(({ reached }) => reached.some(({ caseId }) => caseId === arrival.caseId));
  return ofCase ?? ordered.findLast((each) => startOf(each) <= arrival.at.getTime()) ?? ordered[0];
}

function lastOf(reached: readonly Reached[], { places }: Road): string {
  const order = new Map(places.map(({ id }, nth) => [id, nth]));
  return reached
    .toSorted((one, two) => one.at.getTime() - two.at.getTime() || (order.get(one.id) ?? 0) - (order.get(two.id) ?? 0))
    .at(-1)!.id;
}

/** Whether drawn ways lead from one place to another, in any number of goes. */
function leadsTo(from: string, to: string, { places }: Road): boolean {
  const next = new Map(places.map(({ id, nextIds }) => [id, nextIds ?? []]));
  const seen = new Set([from]);
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const each of next.get(id) ?? []) {
      if (each === to) return true;
      if (!seen.has(each)) {
        seen.add(each);
        open.push(each);
      }
    }
  return false;
}

/**
 * What a customer has behind him at each place, given in order: when he was there in the passage he is on, and before the
 * place where he came into it the last time he was there; with every time he was there, the latest first.
 */
export function behindHim<A extends { readonly id: string; readonly at: Date; readonly passage: number }>(
  order: readonly string[],
  arrivals: readonly A[],
  passage: number,
): ReadonlyMap<string, { readonly now: A | undefined; readonly all: readonly A[] }> {
  const at = Map.groupBy(arrivals, ({ id }) => id);
  const entry = order.findIndex((id) => at.get(id)?.some((each) => each.passage === passage));
  return new Map(
    order.map((id, place) => {
      const all = (at.get(id) ?? []).toSorted((one, two) => two.at.getTime() - one.at.getTime());
      const now = all.find((each) => each.passage === passage) ?? (place < entry ? all[0] : undefined);
      return [id, { now, all }];
    }),
  );
}
