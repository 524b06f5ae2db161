import type { CustomerJourney } from '../../../contract/journeys-positions.ts';
import { behindHim, nextNumber } from '../../../domain/journeys/passages.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { findCase } from '../cases/index.ts';
import { acceptIn, arrive, hear, type Heard } from './arriving.ts';
import { daysBetween } from './journeys.ts';
import { saveMarks } from './mark-queries.ts';
import {
  findCustomer,
  findDestination,
  findLastPassage,
  holdPositionsOf,
  listBeside,
  listCustomerDestinations,
  listPositions,
} from './position-queries.ts';

/** Of one stop so many arrivals are shown; how many there were is said beside them. */
const shownArrivals = 20;

/**
 * Says by hand that a customer reached a destination, and whether he accepts it. Saying it twice changes nothing; that he came
 * there once more is said by `again`, and begins another passage.
 */
export function notePosition(
  ctx: Context,
  input: {
    customerId: string;
    destinationId: string;
    reachedAt?: string | undefined;
    caseId?: string | undefined;
    accepted?: boolean | undefined;
    again?: boolean | undefined;
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
    await holdPositionsOf(ctx.trx, [input.customerId]);
    const passage = await noteArrival(
      ctx,
      {
        customer_id: input.customerId,
        destination_id: input.destinationId,
        journey_id: destination.journey_id,
        reached_at: reachedAt,
        case_id: input.caseId ?? null,
        marked_by: null,
      },
      input.again === true,
    );
    if (input.accepted !== undefined)
      await acceptIn(
        ctx,
        { customerId: input.customerId, destinationId: input.destinationId, passage },
        input.accepted,
      );
    const [journey] = await positionsOn(ctx, input.customerId, destination.journey_id);
    return journey!;
  });
}

/** @returns the passage in which he is, or was already, at the destination */
async function noteArrival(ctx: WritingContext, heard: Heard, again: boolean): Promise<number> {
  const known = await listPositions(ctx.trx, [heard.customer_id], [heard.journey_id]);
  const there = known.filter((each) => each.destination_id === heard.destination_id);
  // said twice, at the same instant: the same arrival
  const same = there.find((each) => each.reached_at.getTime() === heard.reached_at.getTime());
  if (same !== undefined) return same.passage;
  if (there.length > 0 && again) {
    const passage = nextNumber(known.map((each) => ({ nth: each.passage, reached: [] })));
    await arrive(ctx, [{ ...heard, accepted: null, accepted_at: null, passage }]);
    return passage;
  }
  // a first time, and the first of another case, is told by hand as by events; anything more only when it is said
  const isNew =
    there.length === 0 || (heard.case_id !== null && there.every(({ case_id }) => case_id !== heard.case_id));
  const [made] = isNew ? await hear(ctx, [heard]) : [];
  if (made !== undefined) return made.passage;
  // he is there already: should what brought him be taken back, this word stands
  await saveMarks(ctx.trx, [{ ...heard, marked_by: `hand:${heard.customer_id}`, gone: false }]);
  return (await findLastPassage(ctx.trx, heard.customer_id, heard.destination_id))!;
}

/** Where a customer is: reached when and how often, what is next, late by how much. */
export async function readPositions(ctx: Context, customerId: string): Promise<{ items: CustomerJourney[] }> {
  if ((await findCustomer(ctx.db, customerId)) === undefined)
    throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
  return { items: await positionsOn(ctx, customerId) };
}

async function positionsOn(ctx: Context, customerId: string, journeyId?: string): Promise<CustomerJourney[]> {
  const rows = await listCustomerDestinations(ctx.db, customerId, journeyId);
  const journeys = Map.groupBy(rows, (row) => row.journey_id);
  const positions = Map.groupBy(
    await listPositions(ctx.db, [customerId], [...journeys.keys()]),
    (each) => each.journey_id,
  );
  const beside = rows.length === 0 ? [] : await listBeside(ctx.db, customerId);
  return [...journeys].map(([id, destinations]): CustomerJourney => {
    const first = destinations[0]!;
    const arrivals = (positions.get(id) ?? []).map((each) => ({
      ...each,
      id: each.destination_id,
      at: each.reached_at,
    }));
    const been = behindHim(
      destinations.map((row) => row.id),
      arrivals,
      first.passage,
    );
    const next = destinations.find((row) => row.id === first.next_id);
    return {
      journeyId: id,
      name: first.journey_name,
      startedAt: first.started_at.toISOString(),
      passages: new Set(arrivals.map((each) => each.passage)).size,
      destinations: destinations.map((row) => {
        const { now, all } = been.get(row.id)!;
        return {
          id: row.id,
          position: row.position,
          name: row.name,
          customerWording: row.customer_wording,
          reachedAt: now?.reached_at.toISOString() ?? null,
          caseId: now?.case_id ?? null,
          accepted: now?.accepted ?? null,
          times: all.length,
          arrivals: all.slice(0, shownArrivals).map((each) => ({
            passage: each.passage,
            reachedAt: each.reached_at.toISOString(),
            caseId: each.case_id,
            accepted: each.accepted,
          })),
        };
      }),
      next: next === undefined ? null : nextOf(ctx, next.id, next.name, first.next_due_at),
      beside: beside
        .filter((each) => each.journey_id === id)
        .map((each) => ({
          passage: each.passage,
          startedAt: each.started_at.toISOString(),
          caseId: each.case_id,
          next: each.next_id === null ? null : nextOf(ctx, each.next_id, each.next_name!, each.next_due_at),
          waitedUntil: each.waited_until?.toISOString() ?? null,
        })),
    };
  });
}

function nextOf(ctx: Context, destinationId: string, name: string, due: Date | null) {
  const late = due !== null && due < ctx.now;
  return {
    destinationId,
    name,
    expectedAt: due?.toISOString() ?? null,
    lateDays: late ? daysBetween(due, ctx.now) : 0,
  };
}
