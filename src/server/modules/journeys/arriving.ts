import { passageFor, type Passage, type Road } from '../../../domain/journeys/passages.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { markOfJourney } from './marks.ts';
import { placeAnew, tallyOf } from './placing.ts';
import { listDestinationsWithin, listEnds } from './placing-queries.ts';
import {
  addToTallies,
  type Arrival,
  insertArrivals,
  listLastAnswers,
  listPositions,
  listRoads,
  setAcceptance,
  type TallyChange,
} from './position-queries.ts';

/** An arrival of which it is not said yet to which passage it belongs. */
export type Heard = Pick<
  Arrival,
  'customer_id' | 'destination_id' | 'journey_id' | 'reached_at' | 'case_id' | 'marked_by'
>;

/** Who is at the end of a journey, in which passage and since when. */
interface Ended {
  readonly customer_id: string;
  readonly journey_id: string;
  readonly passage: number;
  readonly at: Date;
}

/** Entered is entered: `told` where the log tells of it already, and when it is only read again. */
interface Entering {
  readonly told: boolean;
}

/**
 * Enters what is heard, in the order given, each in the passage it belongs to: the one the customer is on, or a new one when
 * he came round again. What says nothing new is passed over. @returns those that are new
 */
export async function hear(ctx: WritingContext, heard: readonly Heard[]): Promise<Arrival[]> {
  if (heard.length === 0) return [];
  const apart = await walkingWithin(ctx, heard);
  const made = await hearAtOnce(
    ctx,
    heard.filter(({ customer_id }) => !apart.has(customer_id)),
  );
  for (const each of heard) if (apart.has(each.customer_id)) made.push(...(await hearAtOnce(ctx, [each])));
  return made;
}

/** Who is heard of on a journey that stands within another, and on others: what one brings about must be known to the next. */
async function walkingWithin(ctx: WritingContext, heard: readonly Heard[]): Promise<ReadonlySet<string>> {
  const journeys = [...new Set(heard.map((each) => each.journey_id))];
  if (journeys.length < 2) return new Set();
  const within = new Set((await listDestinationsWithin(ctx.trx, journeys)).map((each) => each.sub_journey_id));
  return new Set(heard.flatMap((each) => (within.has(each.journey_id) ? [each.customer_id] : [])));
}

async function hearAtOnce(ctx: WritingContext, heard: readonly Heard[]): Promise<Arrival[]> {
  if (heard.length === 0) return [];
  const journeys = [...new Set(heard.map((each) => each.journey_id))];
  const roads = await listRoads(ctx.trx, journeys);
  const known = await listPositions(ctx.trx, [...new Set(heard.map((each) => each.customer_id))], journeys);
  const walked = new Map<string, Passage[]>();
  const walkedBy = (each: { customer_id: string; journey_id: string }) => {
    const key = `${each.customer_id} ${each.journey_id}`;
    const passages = walked.get(key) ?? [];
    walked.set(key, passages);
    return passages;
  };
  for (const each of known) enter(walkedBy(each), each.passage, each);
  const arrivals: Arrival[] = [];
  for (const each of heard) {
    const passages = walkedBy(each);
    const road: Road = roads.get(each.journey_id) ?? { places: [] };
    const passage = passageFor({ id: each.destination_id, at: each.reached_at, caseId: each.case_id }, passages, road);
    if (passage === undefined) continue;
    enter(passages, passage, each);
    arrivals.push({ ...each, accepted: null, accepted_at: null, passage });
  }
  return arrive(ctx, arrivals);
}

function enter(passages: Passage[], nth: number, { destination_id, reached_at, case_id }: Heard): void {
  const reached = { id: destination_id, at: reached_at, caseId: case_id };
  const place = passages.findIndex((each) => each.nth === nth);
  if (place === -1) passages.push({ nth, reached: [reached] });
  else passages[place] = { nth, reached: [...passages[place]!.reached, reached] };
}

/**
 * Enters arrivals, moves what is next for these customers, keeps the counts, and tells who reached what. Where one customer comes
 * round within them, what lies before is entered first: whoever finished a journey has, however much is entered at once.
 */
export async function arrive(
  ctx: WritingContext,
  arrivals: readonly Arrival[],
  entering: Entering = { told: false },
): Promise<Arrival[]> {
  const made: Arrival[] = [];
  let round: Arrival[] = [];
  const passages = new Map<string, number>();
  for (const each of arrivals) {
    const key = `${each.customer_id} ${each.journey_id}`;
    if ((passages.get(key) ?? each.passage) !== each.passage) {
      made.push(...(await arriveAtOnce(ctx, round, entering)));
      round = [];
      passages.clear();
    }
    passages.set(key, each.passage);
    round.push(each);
  }
  made.push(...(await arriveAtOnce(ctx, round, entering)));
  return made;
}

async function arriveAtOnce(ctx: WritingContext, arrivals: readonly Arrival[], { told }: Entering): Promise<Arrival[]> {
  const made = await insertArrivals(ctx.trx, arrivals);
  if (made.length === 0) return made;
  const tallies = new Map<string, TallyChange>();
  for (const { destination_id } of made) tallyOf(tallies, destination_id).reached += 1;
  const ended: Ended[] = [];
  for (const [journeyId, reached] of Map.groupBy(made, (each) => each.journey_id)) {
    const customers = [...new Set(reached.map((each) => each.customer_id))].toSorted();
    const { before, after } = await placeAnew(ctx, journeyId, customers, tallies);
    const key = (each: { customer_id: string; passage: number }) => `${each.customer_id} ${each.passage}`;
    const moved = new Set(reached.map(key));
    const was = new Map(before.map((each) => [key(each), each]));
    for (const each of after)
      if (each.next_id === null && moved.has(key(each)) && was.get(key(each))?.next_id !== null)
        ended.push({ customer_id: each.customer_id, journey_id: journeyId, passage: each.passage, at: each.since });
    // who comes to the end in an earlier passage whose case is closed is waited for nowhere, and has finished it all the same
    const placed = new Set(after.map(key));
    const elsewhere = new Map(reached.filter((each) => !placed.has(key(each))).map((each) => [key(each), each]));
    for (const each of await listEnds(ctx.trx, journeyId, [...elsewhere.values()]))
      if (reached.some((one) => key(one) === key(each) && one.destination_id === each.destination_id))
        ended.push({ customer_id: each.customer_id, journey_id: journeyId, passage: each.passage, at: each.since });
  }
  await addToTallies(ctx.trx, tallies);
  if (!told) for (const each of made) await tell(ctx, each);
  // what follows from it was told with it
  if (!told) await arriveWithin(ctx, ended);
  return made;
}

function tell(ctx: WritingContext, each: Arrival): Promise<void> {
  return record(ctx, 'journeys.reached', each.customer_id, {
    customerId: each.customer_id,
    destinationId: each.destination_id,
    journeyId: each.journey_id,
    reachedAt: each.reached_at.toISOString(),
    passage: each.passage,
    ...(each.case_id === null ? {} : { caseId: each.case_id }),
    ...(each.marked_by === null ? {} : { markedBy: each.marked_by }),
  });
}

/** Whoever finished a journey has reached the destination that stands for it elsewhere, then. */
async function arriveWithin(ctx: WritingContext, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const journeys = [...new Set(ended.map(({ journey_id }) => journey_id))];
  const places = Map.groupBy(await listDestinationsWithin(ctx.trx, journeys), (each) => each.sub_journey_id);
  await hear(
    ctx,
    ended.flatMap((each) =>
      (places.get(each.journey_id) ?? []).map((place): Heard => ({
        customer_id: each.customer_id,
        destination_id: place.id,
        journey_id: place.journey_id,
        reached_at: each.at,
        case_id: null,
        marked_by: markOfJourney(each),
      })),
    ),
  );
}

/**
 * Sets whether a customer accepts a destination he reached in a passage; nothing when he is not there or said so before. The
 * share of a destination counts every customer once, by what he said last.
 */
export async function acceptIn(
  ctx: WritingContext,
  at: { customerId: string; destinationId: string; passage: number },
  accepted: boolean,
  entering: Entering = { told: false },
): Promise<void> {
  const { customerId, destinationId, passage } = at;
  const last = () => listLastAnswers(ctx.trx, [customerId], [destinationId]);
  const said = await last();
  const before = await setAcceptance(ctx.trx, at, accepted, ctx.now);
  if (before === undefined || before.accepted === accepted) return;
  const tallies = new Map<string, TallyChange>();
  countAnswers(tallies, said, -1);
  countAnswers(tallies, await last(), 1);
  await addToTallies(ctx.trx, tallies);
  if (entering.told) return;
  await record(ctx, 'journeys.accepted', customerId, {
    customerId,
    destinationId,
    accepted,
    passage,
    reachedAt: before.reached_at.toISOString(),
    ...(before.case_id === null ? {} : { caseId: before.case_id }),
  });
}

/** Adds what customers said last, or takes it off. */
export function countAnswers(
  tallies: Map<string, TallyChange>,
  answers: ReadonlyMap<string, boolean>,
  by: 1 | -1,
): void {
  for (const [key, accepted] of answers)
    tallyOf(tallies, key.slice(key.indexOf(' ') + 1))[accepted ? 'accepted' : 'declined'] += by;
}
