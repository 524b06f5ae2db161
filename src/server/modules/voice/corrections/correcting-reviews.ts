import type { Review } from '../../../../contract/voice-reviews.ts';
import { isBadReview } from '../../../../domain/voice/recovery.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { findCustomer } from '../queries.ts';
import { causeBack, causeRemoved } from '../recoveries/recovery-causes.ts';
import { holdReview, listReviewsAfter, type ReviewRow, updateReview } from '../review-queries.ts';
import { factsOfReview, regainFor } from '../review-telling.ts';
import { saidIn, showReview } from '../reviews.ts';
import { differences, notTakenBack, putBackSince } from './changes.ts';
import { moveAside, moveBack } from './correction-queries.ts';

/** What may be corrected; what is left out stays, null empties. */
export interface ReviewCorrection {
  source?: string | undefined;
  rating?: number | null | undefined;
  scaleFrom?: number | undefined;
  scaleTo?: number | undefined;
  author?: string | undefined;
  words?: string | undefined;
  url?: string | null | undefined;
  customerId?: string | null | undefined;
  at?: string | undefined;
}

type Corrected = Pick<
  ReviewRow,
  'id' | 'source' | 'customer_id' | 'rating' | 'scale_from' | 'scale_to' | 'score' | 'author' | 'words' | 'url' | 'at'
>;

/**
 * Corrects a review. Records `voice.review-corrected` with the fields before and after; moments, words and figures follow from it. A
 * recovery it had opened for the wrong customer, or for a rating that was not bad, says that its cause is gone; one that is due now opens.
 * @throws Refusal not_found · invalid customer-not-found, review-empty, review-off-scale, review-day · conflict review-known
 */
export function correctReview(ctx: Context, id: string, input: ReviewCorrection): Promise<Review> {
  return transact(ctx, async (ctx) => {
    const row = await theReview(ctx, id);
    if (typeof input.customerId === 'string' && (await findCustomer(ctx.trx, input.customerId)) === undefined)
      throw new Refusal('invalid', 'customer-not-found', 'There is no such customer.', { field: 'customerId' });
    const after = await correctedOf(ctx, row, input);
    const change = differences(fieldsOf(row), fieldsOf(after));
    if (Object.keys(change.after).length === 0) return showReview(row);
    await updateReview(ctx.trx, id, { ...after, changed_at: ctx.now, changed_by: staffId(ctx.actor) });
    await record(ctx, 'voice.review-corrected', id, {
      ...factsOfReview(after),
      ...change,
      byProgram: row.added_by === null,
      ...(row.customer_id === null || row.customer_id === after.customer_id ? {} : { from: row.customer_id }),
    });
    const stillHis = row.customer_id === after.customer_id && isBadReview(after.score);
    if (!stillHis) await causeRemoved(ctx, 'review', [id]);
    if (after.customer_id !== null && isBadReview(after.score)) {
      if (!stillHis || !isBadReview(row.score)) await causeBack(ctx, 'review', [id]);
      await regainFor(ctx, [after]);
    }
    return showAgain(ctx, id);
  });
}

/** Takes back a review. Records `voice.review-removed` with what it was. @throws Refusal not_found */
export function removeReview(ctx: Context, id: string): Promise<Review> {
  return transact(ctx, async (ctx) => {
    const row = await theReview(ctx, id);
    await moveAside(ctx.trx, 'review', [id], { by: staffId(ctx.actor), at: ctx.now });
    await record(ctx, 'voice.review-removed', id, removedFacts(row));
    await causeRemoved(ctx, 'review', [id]);
    return showReview(row);
  });
}

/** Puts it back for a quarter of an hour. Records `voice.review-put-back`. @throws Refusal not_found not-taken-back · conflict review-known */
export function putBackReview(ctx: Context, id: string): Promise<Review> {
  return transact(ctx, async (ctx) => {
    const { ids, known } = await moveBack(ctx.trx, 'review', { id }, putBackSince(ctx));
    if (known > 0) throw knownReview();
    if (ids.length === 0) throw notTakenBack();
    const row = (await holdReview(ctx.trx, id))!;
    await record(ctx, 'voice.review-put-back', id, putBackFacts(row));
    await causeBack(ctx, 'review', [id]);
    await regainFor(ctx, [row]);
    return showAgain(ctx, id);
  });
}

/** What the log tells when a review is taken back, with what it said. */
export function removedFacts(row: Corrected): Record<string, unknown> {
  const { at, ...fields } = fieldsOf(row);
  return { ...factsOfReview(row), before: { ...fields, at: at.toISOString() } };
}

/** What the log tells when it is there again; whether a program had brought it says if it may speak for a win. */
export function putBackFacts(row: Corrected & Pick<ReviewRow, 'added_by'>): Record<string, unknown> {
  return { ...factsOfReview(row), byProgram: row.added_by === null };
}

async function correctedOf(ctx: WritingContext, row: ReviewRow, input: ReviewCorrection): Promise<Corrected> {
  const rating = input.rating === undefined ? row.rating : input.rating;
  const said = saidIn(ctx, {
    words: input.words ?? row.words,
    rating: rating === null ? undefined : Number(rating),
    scaleFrom: input.scaleFrom ?? numberOf(row.scale_from),
    scaleTo: input.scaleTo ?? numberOf(row.scale_to),
    at: input.at ?? row.at.toISOString(),
  });
  const source = input.source?.trim() ?? row.source;
  if (source !== row.source) await refuseKnown(ctx, source, row.source_key);
  return {
    id: row.id,
    ...said,
    source,
    author: input.author?.trim() ?? row.author,
    url: input.url === undefined ? row.url : input.url,
    customer_id: input.customerId === undefined ? row.customer_id : input.customerId,
  };
}

async function refuseKnown(ctx: WritingContext, source: string, key: string): Promise<void> {
  const known = await ctx.trx
    .selectFrom('reviews')
    .select('id')
    .where('source', '=', source)
    .where('source_key', '=', key)
    .executeTakeFirst();
  if (known !== undefined) throw knownReview();
}

async function theReview(ctx: WritingContext, id: string): Promise<ReviewRow> {
  const row = await holdReview(ctx.trx, id);
  if (row === undefined) throw new Refusal('not_found', 'review-not-found', 'There is no such review.');
  return row;
}

async function showAgain(ctx: WritingContext, id: string): Promise<Review> {
  return showReview((await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0]!);
}

function fieldsOf(row: Corrected) {
  return {
    source: row.source,
    rating: numberOf(row.rating) ?? null,
    scaleFrom: numberOf(row.scale_from) ?? null,
    scaleTo: numberOf(row.scale_to) ?? null,
    author: row.author,
    words: row.words,
    url: row.url,
    customerId: row.customer_id,
    at: row.at,
  };
}

function numberOf(value: string | number | null): number | undefined {
  return value === null ? undefined : Number(value);
}

function knownReview(): Refusal {
  return new Refusal('conflict', 'review-known', 'The same review of this source stands there already.');
}
