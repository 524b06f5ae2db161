import type { CustomerJourney } from '../../../contract/journeys-positions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { findCase } from '../cases/index.ts';
import { daysBetween } from './journeys.ts';
import {
  addToTallies,
  addTravellers,
  type Arrival,
  findCustomer,
  findDestination,
  holdTravellers,
  insertArrivals,
  listCustomerDestinations,
  listDestinationsWithin,
  placeTravellers,
  setAcceptance,
  type TallyChange,
} from './position-queries.ts';

/** Says by hand that a customer reached a destination, and whether he accepts it. Saying it twice changes nothing. */
export function notePosition(
  ctx: Context,
  input: {
    customerId: string;
    destinationId: string;
    reachedAt?: string | undefined;
    caseId?: string | undefined;
    accepted?: boolean | undefined;
  },
): Promise<CustomerJourney> {
  return transact(ctx, async (ctx) => {
    const destination = await findDestination(ctx.trx, input.destinationId);
    if (destination === undefined)
      throw new Refusal('invalid', 'destination-not-found', 'There is no such destination.', {
        field: 'destinationId',
      });
    if ((await findCustomer(ctx.trx, input.customerId)) === undefined)
      throw new Refusal('invalid', 'customer-not-found', 'There is no such customer.', { field: 'customerId' });
    if (input.caseId !== undefined) await findCase(ctx, input.caseId);
    const reachedAt = input.reachedAt === undefined ? ctx.now : new Date(input.reachedAt);
    if (reachedAt > ctx.now)
      throw new Refusal('invalid', 'not-yet', 'A destination cannot have been reached in the future.', {
        field: 'reachedAt',
      });
    await arrive(ctx, [
      {
        customer_id: input.customerId,
        destination_id: input.destinationId,
        journey_id: destination.journey_id,
        reached_at: reachedAt,
        case_id: input.caseId ?? null,
        accepted: null,
      },
    ]);
    if (input.accepted !== undefined) await accept(ctx, input.customerId, input.destinationId, input.accepted);
    const [journey] = await positionsOn(ctx, input.customerId, destination.journey_id);
    return journey!;
  });
}

/** Where a customer is: reached when, what is next, late by how much. */
export async function readPositions(ctx: Context, customerId: string): Promise<{ items: CustomerJourney[] }> {
  if ((await findCustomer(ctx.db, customerId)) === undefined)
    throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
  return { items: await positionsOn(ctx, customerId) };
}

/** Enters arrivals, moves what is next for these customers, keeps the counts, and tells who reached what. */
export async function arrive(ctx: WritingContext, arrivals: Arrival[]): Promise<void> {
  const made = await insertArrivals(ctx.trx, arrivals);
  const tallies = new Map<string, TallyChange>();
  for (const { destination_id } of made) tallyOf(tallies, destination_id).reached += 1;
  const ended: { customer_id: string; journey_id: string }[] = [];
  for (const [journeyId, reached] of Map.groupBy(made, (each) => each.journey_id)) {
    const customers = [...new Set(reached.map((each) => each.customer_id))].toSorted();
    const before = await holdTravellers(ctx.trx, journeyId, customers);
    const after = await placeTravellers(ctx.trx, journeyId, customers);
    for (const { next_id } of before) if (next_id !== null) tallyOf(tallies, next_id).waiting -= 1;
    for (const { next_id } of after) if (next_id !== null) tallyOf(tallies, next_id).waiting += 1;
    if (after.length > before.length) await addTravellers(ctx.trx, journeyId, after.length - before.length);
    for (const { customer_id, next_id } of after)
      if (next_id === null) ended.push({ customer_id, journey_id: journeyId });
  }
  await addToTallies(ctx.trx, tallies);
  const arrivalOf = new Map(arrivals.map((each) => [`${each.customer_id} ${each.destination_id}`, each]));
  for (const { customer_id, destination_id, journey_id } of made) {
    const at = arrivalOf.get(`${customer_id} ${destination_id}`)!.reached_at;
    await record(ctx, 'journeys.reached', customer_id, {
      customerId: customer_id,
      destinationId: destination_id,
      journeyId: journey_id,
      reachedAt: at.toISOString(),
    });
  }
  await arriveWithin(ctx, ended);
}

/** Whoever finished a journey has reached the destination that stands for it elsewhere. */
async function arriveWithin(
  ctx: WritingContext,
  ended: readonly { customer_id: string; journey_id: string }[],
): Promise<void> {
  if (ended.length === 0) return;
  const journeys = [...new Set(ended.map(({ journey_id }) => journey_id))];
  const places = Map.groupBy(await listDestinationsWithin(ctx.trx, journeys), (each) => each.sub_journey_id);
  const arrivals = ended.flatMap(({ customer_id, journey_id }) =>
    (places.get(journey_id) ?? []).map((place): Arrival => ({
      customer_id,
      destination_id: place.id,
      journey_id: place.journey_id,
      reached_at: ctx.now,
      case_id: null,
      accepted: null,
    })),
  );
  if (arrivals.length > 0) await arrive(ctx, arrivals);
}

/** Sets whether a customer accepts a destination he reached; nothing when he is not there or said so before. */
export async function accept(
  ctx: WritingContext,
  customerId: string,
  destinationId: string,
  accepted: boolean,
): Promise<void> {
  const before = await setAcceptance(ctx.trx, customerId, destinationId, accepted);
  if (before === undefined || before.accepted === accepted) return;
  const tallies = new Map<string, TallyChange>();
  const tally = tallyOf(tallies, destinationId);
  if (before.accepted !== null) tally[before.accepted ? 'accepted' : 'declined'] -= 1;
  tally[accepted ? 'accepted' : 'declined'] += 1;
  await addToTallies(ctx.trx, tallies);
  await record(ctx, 'journeys.accepted', customerId, {
    customerId,
    destinationId,
    accepted,
    reachedAt: before.reached_at.toISOString(),
    ...(before.case_id === null ? {} : { caseId: before.case_id }),
  });
}

async function positionsOn(ctx: Context, customerId: string, journeyId?: string): Promise<CustomerJourney[]> {
  const rows = await listCustomerDestinations(ctx.db, customerId, journeyId);
  return [...Map.groupBy(rows, (row) => row.journey_id).values()].map((destinations): CustomerJourney => {
    const first = destinations[0]!;
    const next = destinations.find((row) => row.id === first.next_id);
    const late = first.next_due_at !== null && first.next_due_at < ctx.now;
    return {
      journeyId: first.journey_id,
      name: first.journey_name,
      startedAt: first.started_at.toISOString(),
      destinations: destinations.map((row) => ({
        id: row.id,
        position: row.position,
        name: row.name,
        customerWording: row.customer_wording,
        reachedAt: row.reached_at?.toISOString() ?? null,
        caseId: row.case_id,
        accepted: row.accepted,
      })),
      next:
        next === undefined
          ? null
          : {
              destinationId: next.id,
              name: next.name,
              expectedAt: first.next_due_at?.toISOString() ?? null,
              lateDays: late ? daysBetween(first.next_due_at!, ctx.now) : 0,
            },
    };
  });
}

export function tallyOf(tallies: Map<string, TallyChange>, destinationId: string): TallyChange {
  const known = tallies.get(destinationId);
  if (known !== undefined) return known;
  const made = { reached: 0, waiting: 0, accepted: 0, declined: 0 };
  tallies.set(destinationId, made);
  return made;
}
