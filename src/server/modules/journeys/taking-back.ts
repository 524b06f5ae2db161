import type { CustomerJourney } from '../../../contract/journeys-positions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { hear } from './arriving.ts';
import { changePositions } from './changing-positions.ts';
import { markOfJourney } from './marks.ts';
import { arrivalOf, dropOtherMarks, findPassageEnd, listMarkedArrivals, listOtherMarks } from './mark-queries.ts';
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
    await dropOtherMarks(ctx.trx, customerId, destinationId);
    if ((await takeOut(ctx, { customerId, destinationId, passage })) === undefined)
      throw new Refusal('not_found', 'position-not-found', 'This customer has not reached that destination.');
    return readPositions(ctx, customerId);
  });
}

/**
 * What marked a destination was corrected or taken back: whoever was there by it is there no more, unless something else says so, at
 * the time of that. Records `journeys.taken-back` with what it was because of; who had finished a journey by it has not.
 */
export async function takeBackMarked(ctx: WritingContext, markedBy: string, destinationId?: string): Promise<void> {
  for (const each of await listMarkedArrivals(ctx.trx, [markedBy], destinationId)) {
    const at = { customerId: each.customer_id, destinationId: each.destination_id, passage: each.passage };
    await takeOut(ctx, at, markedBy);
    const others = await listOtherMarks(ctx.trx, each.customer_id, each.destination_id);
    await hear(
      ctx,
      others.map((other) => ({ ...arrivalOf(other), customer_id: each.customer_id })),
    );
  }
}

/** Takes an arrival out and tells it, also where a journey stands within another that he has not finished then. */
async function takeOut(
  ctx: WritingContext,
  at: { customerId: string; destinationId: string; passage: number | undefined },
  because?: string,
): Promise<Arrival | undefined> {
  const gone = await removePosition(ctx, at.customerId, at.destinationId, at.passage);
  if (gone === undefined) return undefined;
  await record(ctx, 'journeys.taken-back', gone.customer_id, {
    customerId: gone.customer_id,
    destinationId: gone.destination_id,
    journeyId: gone.journey_id,
    passage: gone.passage,
    ...(because === undefined ? {} : { because }),
  });
  const { walked, ended } = await findPassageEnd(ctx.trx, gone);
  if (ended === false || !walked) await takeBackMarked(ctx, markOfJourney(gone));
  return gone;
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
