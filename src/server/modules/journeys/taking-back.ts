import type { CustomerJourney } from '../../../contract/journeys-positions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { replacePositions } from './following-merges.ts';
import { deletePosition } from './position-queries.ts';
import { readPositions } from './positions.ts';

/**
 * He was never there: what was noted wrongly is taken back, with the counts and what is next for him. An event that marks
 * the destination brings him there again. @throws Refusal not_found when he is not there
 */
export function takeBackPosition(
  ctx: Context,
  customerId: string,
  destinationId: string,
): Promise<{ items: CustomerJourney[] }> {
  return transact(ctx, async (ctx) => {
    const gone = await deletePosition(ctx.trx, customerId, destinationId);
    if (gone === undefined)
      throw new Refusal('not_found', 'position-not-found', 'This customer has not reached that destination.');
    await replacePositions(ctx, [customerId], [gone], () => Promise.resolve(), []);
    await record(ctx, 'journeys.taken-back', customerId, {
      customerId,
      destinationId,
      journeyId: gone.journey_id,
    });
    return readPositions(ctx, customerId);
  });
}
