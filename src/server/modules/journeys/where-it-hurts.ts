import type { Perception } from '../../../contract/journeys-discovery.ts';
import { shareFigure } from '../../../contract/figures.ts';
import { perceivedAgainstMeasured } from '../../../domain/journeys/perceived-time.ts';
import { problemSpots } from '../../../domain/measures/multiple-comparisons.ts';
import { shareOf } from '../../../domain/measures/proportions.ts';
import type { Context } from '../../context.ts';
import { findElsewhere, findPerception, listMomentSums } from './discovery-queries.ts';
import { healthDays } from './queries.ts';
import { readTouchpoint } from './touchpoints.ts';

const mostContacts = 2000;

/** Touchpoints that lose more than the others, by evidence that many comparisons cannot fake; an empty list is an answer. */
export async function listProblemSpots(ctx: Context) {
  const since = new Date(ctx.now.getTime() - healthDays * 86_400_000).toISOString().slice(0, 10);
  const sums = await listMomentSums(ctx.db, since);
  const names = new Map(sums.map(({ id, name }) => [id, name]));
  const seen = sums.filter(({ n }) => n > 0);
  return {
    days: healthDays,
    compared: seen.length,
    items: problemSpots(seen.map(({ id, lost, n }) => ({ id, lost: { hits: lost, trials: n } }))).map((spot) => ({
      touchpoint: { id: spot.id, name: names.get(spot.id) ?? '' },
      lost: shareFigure(spot.lost.hits, spot.lost.trials),
      excessMoments: spot.excessMoments,
      pValue: spot.pValue,
      adjusted: spot.adjusted,
    })),
  };
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
