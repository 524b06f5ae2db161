import { ratingOf } from '../../../domain/moving/ratings.ts';
import type { WritingContext } from '../../context.ts';
import type { ImportedCase } from '../cases/index.ts';
import { importRatings } from '../voice/index.ts';
import { type Item, listOfCases } from './import-queries.ts';
import type { CaseRecord, Rating, RatingRecord } from './records.ts';
import type { Running } from './running-import.ts';

/** What customers said of these cases, by the case's id there: with the case itself, or the last of those kept apart. */
export async function ratingsOf(
  ctx: WritingContext,
  running: Running,
  cases: readonly Item<CaseRecord>[],
): Promise<Map<string, Rating>> {
  const apart = await listOfCases<RatingRecord>(
    ctx.trx,
    running.id,
    'rating',
    cases.map(({ external_id }) => external_id),
  );
  return new Map([
    ...apart.map((rating) => [rating.caseId, rating] as const),
    ...cases.flatMap(({ external_id, data }) => (data.rating ? [[external_id, data.rating] as const] : [])),
  ]);
}

/** Ratings that can be read as one to five become answers; whoever had the case is taken for whom they were meant for. */
export async function placeRatings(
  ctx: WritingContext,
  running: Running,
  cases: readonly ImportedCase[],
  ratings: ReadonlyMap<string, Rating>,
  ids: readonly { external_id: string; own_id: string }[],
): Promise<void> {
  const written = new Map(cases.map((one) => [one.id, one]));
  await importRatings(
    ctx,
    running.origin,
    ids.flatMap(({ external_id, own_id }) => {
      const said = ratings.get(external_id);
      const one = written.get(own_id);
      const rating = said === undefined ? null : ratingOf(said.score);
      if (said === undefined || one === undefined || rating === null) return [];
      const at = said.at ? new Date(said.at) : (one.closedAt ?? one.updatedAt);
      return {
        caseId: own_id,
        customerId: one.customerId,
        rating,
        why: said.comment,
        at: at > ctx.now ? ctx.now : at,
        servedBy: one.assigneeId,
      };
    }),
  );
}
