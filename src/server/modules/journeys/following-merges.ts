import type { WritingContext } from '../../context.ts';
import {
  addToTallies,
  addTravellers,
  type Arrival,
  findPositionsOf,
  holdTravellers,
  insertArrivals,
  placeTravellers,
  type TallyChange,
} from './position-queries.ts';
import { tallyOf } from './positions.ts';

/**
 * A record was merged into another: where he was, the other now is, if he was not there himself. What moved is kept
 * apart, so that the merge can be taken back.
 */
export async function followMerge(ctx: WritingContext, from: string, into: string): Promise<void> {
  const moved = await takePositions(ctx, from);
  if (moved.length === 0) return;
  const there = new Set((await findPositionsOf(ctx.trx, [into])).map(({ destination_id }) => destination_id));
  await replacePositions(
    ctx,
    [from, into],
    moved,
    async () => {
      await insertArrivals(
        ctx.trx,
        moved.map((each) => ({ ...each, customer_id: into })),
      );
    },
    moved.filter(({ destination_id }) => !there.has(destination_id)),
  );
  await ctx.trx
    .insertInto('moved_positions')
    .values(
      moved.map(({ customer_id, ...each }) => ({
        ...each,
        from_id: customer_id,
        into_id: into,
        gave: !there.has(each.destination_id),
      })),
    )
    .onConflict((conflict) => conflict.columns(['from_id', 'destination_id']).doNothing())
    .execute();
}

/** The merge was taken back: what came with the record goes with it. */
export async function followUnmerge(ctx: WritingContext, from: string, into: string): Promise<void> {
  const moved = await ctx.trx
    .deleteFrom('moved_positions')
    .where('from_id', '=', from)
    .where('into_id', '=', into)
    .returningAll()
    .execute();
  if (moved.length === 0) return;
  const given = moved.filter(({ gave }) => gave).map(({ destination_id }) => destination_id);
  const lost =
    given.length === 0
      ? []
      : await ctx.trx
          .deleteFrom('positions')
          .where('customer_id', '=', into)
          .where('destination_id', 'in', given)
          .returning(['customer_id', 'destination_id', 'journey_id', 'reached_at', 'case_id', 'accepted'])
          .execute();
  const back = moved.map((each): Arrival => ({
    customer_id: from,
    destination_id: each.destination_id,
    journey_id: each.journey_id,
    reached_at: each.reached_at,
    case_id: each.case_id,
    accepted: each.accepted,
  }));
  await replacePositions(ctx, [from, into], lost, async () => void (await insertArrivals(ctx.trx, back)), back);
}

function takePositions(ctx: WritingContext, customerId: string): Promise<Arrival[]> {
  return ctx.trx
    .deleteFrom('positions')
    .where('customer_id', '=', customerId)
    .returning(['customer_id', 'destination_id', 'journey_id', 'reached_at', 'case_id', 'accepted'])
    .execute();
}

/** Changes positions and keeps the counts: `gone` are those taken away, `come` those that are new. */
export async function replacePositions(
  ctx: WritingContext,
  customers: string[],
  gone: readonly Arrival[],
  change: () => Promise<void>,
  come: readonly Arrival[],
): Promise<void> {
  const tallies = new Map<string, TallyChange>();
  const count = (positions: readonly Arrival[], by: 1 | -1) => {
    for (const { destination_id, accepted } of positions) {
      const tally = tallyOf(tallies, destination_id);
      tally.reached += by;
      if (accepted !== null) tally[accepted ? 'accepted' : 'declined'] += by;
    }
  };
  count(gone, -1);
  count(come, 1);
  await change();
  const inOrder = customers.toSorted();
  for (const journeyId of [...new Set([...gone, ...come].map(({ journey_id }) => journey_id))].toSorted()) {
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
