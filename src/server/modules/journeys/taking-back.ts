import type { CustomerJourney } from '../../../contract/journeys-positions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { changePositions } from './changing-positions.ts';
import { type Arrival, deletePosition, holdPositionsOf } from './position-queries.ts';
import { readPositions } from './positions.ts';

/**
 * He was not there, or not the last time: what was noted wrongly is taken back, with the counts and what is next for him. An
 * event that marks the destination brings him there again. @throws Refusal not_found when he is not there
 */
export function takeBackPosition(
  ctx: Context,
  customerId: string,
  destinationId: string,
  passage?: number,
): Promise<{ items: CustomerJourney[] }> {
  return transact(ctx, async (ctx) => {
    await holdPositionsOf(ctx.trx, [customerId]);
    const gone = await removePosition(ctx, customerId, destinationId, passage);
    if (gone === undefined)
      throw new Refusal('not_found', 'position-not-found', 'This customer has not reached that destination.');
    await record(ctx, 'journeys.taken-back', customerId, {
      customerId,
      destinationId,
      journeyId: gone.journey_id,
      passage: gone.passage,
    });
    return readPositions(ctx, customerId);
  });
}

/** Takes out the arrival of a passage, else the last one, and keeps the counts. @returns what it was */
export async function removePosition(
  ctx: WritingContext,
  customerId: string,
  destinationId: string,
  passage?: number,
): Promise<Arrival | undefined> {
  let gone: Arrival | undefined;
  await changePositions(ctx, [customerId], [destinationId], async () => {
    gone = await deletePosition(ctx.trx, customerId, destinationId, passage);
  });
  return gone;
}
