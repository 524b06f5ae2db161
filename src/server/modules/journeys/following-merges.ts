import { inOrder, type Passage, passageOfOther } from '../../../domain/journeys/passages.ts';
import type { WritingContext } from '../../context.ts';
import { changePositions } from './changing-positions.ts';
import { type Arrival, insertArrivals, listPositions } from './position-queries.ts';

/**
 * A record was merged into another: where he was, the other now is, in the passage the two walked as one, or in one of its own.
 * Where both were in one passage the other's arrival stays. What moved is kept apart, so that the merge can be taken back.
 */
export async function followMerge(ctx: WritingContext, from: string, into: string): Promise<void> {
  const moved = await listPositions(ctx.trx, [from]);
  if (moved.length === 0) return;
  const held = await listPositions(ctx.trx, [into]);
  const placed = moved.map((each) => ({ each, ...placeOf(each, moved, held) }));
  await changePositions(ctx, [from, into], destinationsOf(moved), async () => {
    await ctx.trx.deleteFrom('positions').where('customer_id', '=', from).execute();
    await insertArrivals(
      ctx.trx,
      placed.flatMap(({ each, passage, gave }) => (gave ? { ...each, customer_id: into, passage } : [])),
    );
  });
  await ctx.trx
    .insertInto('moved_positions')
    .values(
      placed.map(({ each: { customer_id, ...each }, passage, gave }) => ({
        ...each,
        from_id: customer_id,
        into_id: into,
        into_passage: passage,
        gave,
      })),
    )
    .onConflict((conflict) => conflict.columns(['from_id', 'destination_id', 'passage']).doNothing())
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
  const given = moved.filter(({ gave }) => gave);
  await changePositions(ctx, [from, into], destinationsOf(moved), async () => {
    if (given.length > 0)
      await ctx.trx
        .deleteFrom('positions')
        .where('customer_id', '=', into)
        .where((eb) =>
          eb.or(
            given.map((each) => eb('destination_id', '=', each.destination_id).and('passage', '=', each.into_passage)),
          ),
        )
        .execute();
    await insertArrivals(
      ctx.trx,
      moved.map((each): Arrival => ({
        customer_id: each.from_id,
        destination_id: each.destination_id,
        journey_id: each.journey_id,
        reached_at: each.reached_at,
        case_id: each.case_id,
        accepted: each.accepted,
        accepted_at: each.accepted_at,
        passage: each.passage,
        marked_by: each.marked_by,
      })),
    );
  });
}

/** In which passage of the other an arrival stands from now on, and whether it is new there. */
function placeOf(
  { journey_id, destination_id, passage }: Arrival,
  moved: readonly Arrival[],
  held: readonly Arrival[],
): { passage: number; gave: boolean } {
  const theirs = passagesOn(journey_id, held);
  let into = theirs;
  // the passages of the one who comes, in their order, as they find room among those of the other
  for (const each of inOrder(passagesOn(journey_id, moved))) {
    const nth = passageOfOther(each, into);
    if (each.nth === passage) {
      const there = theirs.find((other) => other.nth === nth)?.reached.some(({ id }) => id === destination_id);
      return { passage: nth, gave: there !== true };
    }
    if (!into.some((other) => other.nth === nth)) into = [...into, { nth, reached: each.reached }];
  }
  return { passage, gave: true };
}

function passagesOn(journeyId: string, arrivals: readonly Arrival[]): Passage[] {
  const ours = arrivals.filter(({ journey_id }) => journey_id === journeyId);
  return [...Map.groupBy(ours, ({ passage }) => passage)].map(([nth, reached]) => ({
    nth,
    reached: reached.map((each) => ({ id: each.destination_id, at: each.reached_at, caseId: each.case_id })),
  }));
}

function destinationsOf(arrivals: readonly { destination_id: string }[]): string[] {
  return [...new Set(arrivals.map(({ destination_id }) => destination_id))];
}
