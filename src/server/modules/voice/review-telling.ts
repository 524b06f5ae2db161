import { isBadReview, severityOf } from '../../../domain/voice/recovery.ts';
import type { WritingContext } from '../../context.ts';
import { recordAll } from '../../store/events.ts';
import { findCustomer, findSettings } from './queries.ts';
import { startRecovery } from './recoveries/recovery-opening.ts';
import type { NewReview } from './review-queries.ts';

/** An import brings years of reviews: what is older than so many milliseconds is history, nothing to put right by tomorrow. */
const freshFor = 180 * 86_400_000;

/** Tells the log, and begins the way back for a customer who was let down in public; once per review. */
export async function tellReviews(ctx: WritingContext, rows: readonly NewReview[]): Promise<void> {
  const happened = rows.map((row) => ({ type: 'voice.reviewed', subjectId: row.id, data: factsOfReview(row) }));
  if (happened.length > 0) await recordAll(ctx, happened);
  await regainFor(ctx, rows);
}

/** What the log tells of a review: whoever counts needs no more. */
export function factsOfReview(
  row: Pick<NewReview, 'id' | 'source' | 'customer_id' | 'score' | 'words' | 'at'>,
): Record<string, unknown> {
  return {
    reviewId: row.id,
    source: row.source,
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    // on the scale of the moments, whatever the source counts in
    ...(row.score === null ? {} : { rating: Math.round(1 + 4 * row.score) }),
    ...(row.words === '' ? {} : { quote: row.words.slice(0, 280) }),
    saidAt: row.at.toISOString(),
  };
}

/** Begins the way back for those whose review is bad and no history yet; once per review. */
export async function regainFor(
  ctx: WritingContext,
  rows: readonly Pick<NewReview, 'id' | 'customer_id' | 'score' | 'words' | 'at'>[],
): Promise<void> {
  const bad = rows.filter(
    ({ customer_id, score, at }) =>
      customer_id !== null && isBadReview(score) && ctx.now.getTime() - at.getTime() <= freshFor,
  );
  if (bad.length === 0 || !(await findSettings(ctx.trx)).reviews_open_recovery) return;
  for (const row of bad) {
    const vip = (await findCustomer(ctx.trx, row.customer_id!))?.vip ?? false;
    await startRecovery(ctx, {
      customerId: row.customer_id!,
      caseId: null,
      source: 'review',
      sourceId: row.id,
      severity: severityOf({ rating: Math.round(1 + 4 * row.score!) }, vip),
      words: row.words === '' ? null : row.words,
    });
  }
}
