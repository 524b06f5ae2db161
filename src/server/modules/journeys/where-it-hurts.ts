import type { Perception } from '../../../contract/journeys-discovery.ts';
import { shareFigure } from '../../../contract/figures.ts';
import { perceivedAgainstMeasured } from '../../../domain/journeys/perceived-time.ts';
import { designEffect, problemSpots, type Spot } from '../../../domain/measures/multiple-comparisons.ts';
import { shareOf } from '../../../domain/measures/proportions.ts';
import type { Context } from '../../context.ts';
import { findElsewhere, findPerception, listMomentsByCustomer, listMomentSums } from './discovery-queries.ts';
import { healthDays } from './queries.ts';
import { readTouchpoint } from './touchpoints.ts';

const mostContacts = 2000;
/** Moments of a suspected touchpoint that are looked at for whose they are. */
const mostMoments = 5000;

/**
 * Touchpoints that lose more than the others, by evidence that many comparisons cannot fake, nor a few customers who are
 * never pleased; an empty list is an answer.
 */
export async function listProblemSpots(ctx: Context) {
  const since = new Date(ctx.now.getTime() - healthDays * 86_400_000);
  const sums = await listMomentSums(ctx.db, since.toISOString().slice(0, 10));
  const names = new Map(sums.map(({ id, name }) => [id, name]));
  const seen = sums.filter(({ n }) => n > 0).map(({ id, lost, n }): Spot => ({ id, lost: { hits: lost, trials: n } }));
  const suspected = problemSpots(seen).map(({ id }) => id);
  const alike = suspected.length === 0 ? new Map<string, number>() : await alikeAt(ctx, suspected, since);
  return {
    days: healthDays,
    compared: seen.length,
    items: problemSpots(seen.map((spot) => ({ ...spot, alike: alike.get(spot.id) ?? 1 }))).map((spot) => ({
      touchpoint: { id: spot.id, name: names.get(spot.id) ?? '' },
      lost: shareFigure(spot.lost.hits, spot.lost.trials),
      excessMoments: spot.excessMoments,
      pValue: spot.pValue,
      adjusted: spot.adjusted,
    })),
  };
}

/** How many moments count as one at these touchpoints, because customers come back. */
async function alikeAt(ctx: Context, ids: readonly string[], since: Date): Promise<Map<string, number>> {
  const rows = await listMomentsByCustomer(ctx.db, ids, since, mostMoments);
  return new Map(
    [...Map.groupBy(rows, (row) => row.touchpoint_id)].map(([id, clusters]) => [id, designEffect(clusters)]),
  );
}

/** What customers say about the time it takes here, beside the clock. @throws Refusal not_found */
export async function readPerception(ctx: Context, touchpointId: string): Promise<Perception> {
  await readTouchpoint(ctx, touchpointId);
  const since = new Date(ctx.now.getTime() - healthDays * 86_400_000);
  const here = await findPerception(ctx.db, touchpointId, since, mostContacts);
  const elsewhere = await findElsewhere(ctx.db, touchpointId, since, mostContacts);
  return {
    days: healthDays,
    slow: shareFigure(here.slow, here.n),
    answered: here.answered,
    halfHours: here.half,
    ninetyHours: here.ninety,
    elsewhereHalfHours: elsewhere,
    verdict: perceivedAgainstMeasured(
      { n: here.n, interval: shareOf(here.slow, here.n)?.interval },
      { answered: here.answered, half: here.half, elsewhere },
    ),
    examples: here.examples ?? [],
  };
}
