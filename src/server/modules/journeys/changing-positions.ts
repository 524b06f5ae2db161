import type { WritingContext } from '../../context.ts';
import { countAnswers } from './arriving.ts';
import { placeAnew, tallyOf } from './placing.ts';
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
  for (const journeyId of [...journeys].toSorted()) await placeAnew(ctx, journeyId, customerIds.toSorted(), tallies);
  await addToTallies(ctx.trx, tallies);
}
