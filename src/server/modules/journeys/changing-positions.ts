import type { WritingContext } from '../../context.ts';
import { countAnswers, tallyOf } from './arriving.ts';
import { addTravellers, holdTravellers, placeTravellers } from './placing-queries.ts';
import { addToTallies, countArrivals, listLastAnswers, type TallyChange } from './position-queries.ts';

/**
 * Changes where customers were, other than by arriving, and keeps the counts of these destinations and what is next for these
 * customers.
 */
export async function changePositions(
  ctx: WritingContext,
  customerIds: readonly string[],
  destinationIds: readonly string[],
  change: () => Promise<void>,
): Promise<void> {
  const tallies = new Map<string, TallyChange>();
  const journeys = new Set<string>();
  const count = async (by: 1 | -1) => {
    for (const { destination_id, journey_id, n } of await countArrivals(ctx.trx, customerIds, destinationIds)) {
      tallyOf(tallies, destination_id).reached += by * n;
      journeys.add(journey_id);
    }
    countAnswers(tallies, await listLastAnswers(ctx.trx, customerIds, destinationIds), by);
  };
  await count(-1);
  await change();
  await count(1);
  const inOrder = customerIds.toSorted();
  for (const journeyId of [...journeys].toSorted()) {
    const before = await holdTravellers(ctx.trx, journeyId, inOrder);
    await ctx.trx
      .deleteFrom('travellers')
      .where('journey_id', '=', journeyId)
      .where('customer_id', 'in', inOrder)
      .execute();
    const after = await placeTravellers(ctx.trx, journeyId, inOrder);
    for (const { next_id } of before) if (next_id !== null) tallyOf(tallies, next_id).waiting -= 1;
    for (const { next_id } of after) if (next_id !== null) tallyOf(tallies, next_id).waiting += 1;
    if (after.length !== before.length) await addTravellers(ctx.trx, journeyId, after.length - before.length);
  }
  await addToTallies(ctx.trx, tallies);
}
