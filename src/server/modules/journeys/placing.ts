import { transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import {
  addTravellers,
  customersIn,
  holdTravellers,
  listEnding,
  listTurned,
  type Placed,
  placeTravellers,
} from './placing-queries.ts';
import { addToTallies, holdPositionsOf, type TallyChange } from './position-queries.ts';

/** Works out anew where customers are heading on a journey. @param tallies the counts that change with it */
export async function placeAnew(
  { trx, now }: WritingContext,
  journeyId: string,
  customerIds: readonly string[],
  tallies: Map<string, TallyChange>,
): Promise<{ before: Placed[]; after: Placed[] }> {
  const before = await holdTravellers(trx, journeyId, customerIds);
  const after = await placeTravellers(trx, journeyId, now, customerIds);
  for (const { next_id } of before) if (next_id !== null) tallyOf(tallies, next_id).waiting -= 1;
  for (const { next_id } of after) if (next_id !== null) tallyOf(tallies, next_id).waiting += 1;
  const more = customersIn(after) - customersIn(before);
  if (more !== 0) await addTravellers(trx, journeyId, more);
  return { before, after };
}

/** A case was closed or opened again: how long a passage beside another is waited for depends on it. */
export async function followCases(ctx: WritingContext, turned: Awaited<ReturnType<typeof listTurned>>): Promise<void> {
  await placeAgain(ctx, turned);
}

/** So many passages end in one transaction. */
const atOnce = 500;

/** Passages of closed cases that have been waited for long enough are over; nothing is told of it, and nobody is late in them any more. */
export const endPassagesJob: Job = {
  name: 'journeys.end-passages',
  work: async (ctx) => {
    for (let more = true; more;)
      more = await transact(ctx, async (ctx) => {
        const found = await listEnding(ctx.trx, ctx.now, atOnce);
        await holdPositionsOf(
          ctx.trx,
          found.map(({ customer_id }) => customer_id),
        );
        await placeAgain(ctx, found);
        return found.length === atOnce;
      });
  },
};

async function placeAgain(
  ctx: WritingContext,
  turned: readonly { journey_id: string; customer_id: string }[],
): Promise<void> {
  const tallies = new Map<string, TallyChange>();
  for (const [journeyId, found] of Map.groupBy(turned, (each) => each.journey_id))
    await placeAnew(ctx, journeyId, [...new Set(found.map(({ customer_id }) => customer_id))].toSorted(), tallies);
  await addToTallies(ctx.trx, tallies);
}

/** The counts of a destination that change; made when there are none yet. */
export function tallyOf(tallies: Map<string, TallyChange>, destinationId: string): TallyChange {
  const known = tallies.get(destinationId);
  if (known !== undefined) return known;
  const made = { reached: 0, waiting: 0, accepted: 0, declined: 0 };
  tallies.set(destinationId, made);
  return made;
}
