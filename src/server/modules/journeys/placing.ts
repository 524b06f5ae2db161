import type { WritingContext } from '../../context.ts';
import {
  addTravellers,
  customersIn,
  holdTravellers,
  listTurned,
  type Placed,
  placeTravellers,
} from './placing-queries.ts';
import { addToTallies, type TallyChange } from './position-queries.ts';

/** Works out anew where customers are heading on a journey. @param tallies the counts that change with it */
export async function placeAnew(
  { trx }: WritingContext,
  journeyId: string,
  customerIds: readonly string[],
  tallies: Map<string, TallyChange>,
): Promise<{ before: Placed[]; after: Placed[] }> {
  const before = await holdTravellers(trx, journeyId, customerIds);
  const after = await placeTravellers(trx, journeyId, customerIds);
  for (const { next_id } of before) if (next_id !== null) tallyOf(tallies, next_id).waiting -= 1;
  for (const { next_id } of after) if (next_id !== null) tallyOf(tallies, next_id).waiting += 1;
  const more = customersIn(after) - customersIn(before);
  if (more !== 0) await addTravellers(trx, journeyId, more);
  return { before, after };
}

/** A case was closed or opened again: a passage beside another is waited for as long as a case of it is open. */
export async function followCases(ctx: WritingContext, turned: Awaited<ReturnType<typeof listTurned>>): Promise<void> {
  const tallies = new Map<string, TallyChange>();
  for (const [journeyId, found] of Map.groupBy(turned, (each) => each.journey_id))
    await placeAnew(ctx, journeyId, found.map(({ customer_id }) => customer_id).toSorted(), tallies);
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
