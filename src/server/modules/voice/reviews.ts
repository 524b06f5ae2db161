import { createHash } from 'node:crypto';
import { franc } from 'franc-min';
import { shareFigure } from '../../../contract/figures.ts';
import type { Review } from '../../../contract/voice-reviews.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DayOrder } from '../../../domain/voice/written-days.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  countReviews,
  findCustomersByMail,
  findReviewByKey,
  insertReviews,
  listReviewsAfter,
  type NewReview,
  type ReviewRow,
  updateReview,
} from './review-queries.ts';
import { endImport, insertImport } from './corrections/import-queries.ts';
import { findCustomer } from './queries.ts';
import { readReviewTable } from './review-table.ts';
import { tellReviews } from './review-telling.ts';

/** So many rows of a table go into the database together. */
const atOnce = 500;
/** So many refused rows are told one by one; the others are counted. */
const mostTold = 200;

/** What is given of a review. */
export interface GivenReview {
  source: string;
  key?: string | undefined;
  rating?: number | undefined;
  scaleFrom?: number | undefined;
  scaleTo?: number | undefined;
  author?: string | undefined;
  words?: string | undefined;
  url?: string | undefined;
  email?: string | undefined;
  at?: string | undefined;
}

/** Reviews from elsewhere, newest first. */
export async function listReviews(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    source?: string | undefined;
    customerId?: string | undefined;
    bad?: boolean | undefined;
    named?: boolean | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listReviewsAfter(ctx.db, query, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], showReview);
}

/** Adds one review; the same one twice is one. @throws Refusal invalid for a rating off its scale or nothing said */
export function addReview(ctx: Context, given: GivenReview): Promise<Review> {
  return transact(ctx, async (ctx) => {
    const row = rowOf(ctx, given);
    const [made] = await enterReviews(ctx, [{ row, email: given.email }]);
    const id = made ?? (await findReviewByKey(ctx.trx, row.source, row.source_key))!.id;
    return showReview((await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0]!);
  });
}

/** Adds the rows of a CSV table; rows that cannot be read are named, the others are in. @throws Refusal invalid for no table */
export async function importReviews(
  ctx: Context,
  input: {
    source: string;
    csv: string;
    fileName?: string | undefined;
    scaleFrom?: number | undefined;
    scaleTo?: number | undefined;
    days?: DayOrder | undefined;
  },
) {
  const rows = readReviewTable(input.csv, input.days);
  return transact(ctx, async (ctx) => {
    const refused: { line: number; because: string }[] = [];
    const nameless = new Map<string, number>();
    const readable = rows.flatMap(({ line, given, because = '' }) => {
      try {
        if (given === undefined) throw new Refusal('invalid', 'review-row', because);
        const named = { ...given, key: given.key ?? keyInTable(given, nameless) };
        return [{ row: rowOf(ctx, { ...named, source: input.source, ...scaleIn(input) }), email: given.email }];
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
        refused.push({ line, because: problem.message });
        return [];
      }
    });
    const importId = newId();
    const taken = { by_user: staffId(ctx.actor), at: ctx.now, file_name: input.fileName?.trim() ?? '' };
    const table = { id: importId, source: input.source.trim(), refused: refused.length, ...taken };
    if (readable.length > 0) await insertImport(ctx.trx, { ...table, added: 0, known: 0 });
    let added = 0;
    for (let from = 0; from < readable.length; from += atOnce) {
      const some = readable.slice(from, from + atOnce);
      const named = some.map(({ row, email }) => ({ row: { ...row, import_id: importId }, email }));
      added += (await enterReviews(ctx, named)).length;
    }
    await endImport(ctx.trx, importId, { added, known: readable.length - added });
    return {
      importId: added === 0 ? null : importId,
      added,
      known: readable.length - added,
      refusedCount: refused.length,
      refused: refused.slice(0, mostTold),
    };
  });
}

/**
 * The same row of the same author is the same review. Without an author two rows alike are two people who said the same: each is
 * named by its place among those alike, so that the same table twice still adds nothing.
 */
function keyInTable(given: Omit<GivenReview, 'source'>, nameless: Map<string, number>): string | undefined {
  if ((given.author?.trim() ?? '') !== '') return undefined;
  if (given.email !== undefined) return fingerprint(keyOf(given), given.email.toLowerCase());
  const key = keyOf(given);
  const before = nameless.get(key) ?? 0;
  nameless.set(key, before + 1);
  return before === 0 ? key : fingerprint(key, String(before));
}

function keyOf(given: Omit<GivenReview, 'source'>): string {
  const { author = '', at, words = '', rating } = given;
  return fingerprint(author.trim(), at?.slice(0, 10) ?? '', words.trim(), String(rating ?? ''));
}

/** Per source, how many reviews of a year stand in the upper quarter of their scale. */
export async function readReviewFigures(ctx: Context) {
  const rows = await countReviews(ctx.db, new Date(ctx.now.getTime() - 365 * 86_400_000));
  return { items: rows.map(({ source, good, rated }) => ({ source, good: shareFigure(good, rated) })) };
}

/** What is kept of a review, before anybody knows whose it is. @throws Refusal invalid */
function rowOf(ctx: WritingContext, given: GivenReview): NewReview {
  return {
    id: newId(),
    source: given.source.trim(),
    source_key: given.key?.trim() || keyOf(given),
    ...saidIn(ctx, given),
    author: given.author?.trim() ?? '',
    url: given.url ?? null,
    customer_id: null,
    added_by: staffId(ctx.actor),
    added_at: ctx.now,
    changed_at: null,
    changed_by: null,
    import_id: null,
  };
}

/** What a review says, put on the one scale of all. @throws Refusal invalid review-empty · review-off-scale · review-day */
export function saidIn(ctx: Context, given: Pick<GivenReview, 'words' | 'rating' | 'scaleFrom' | 'scaleTo' | 'at'>) {
  const words = given.words?.trim() ?? '';
  const { rating, scaleFrom = 1, scaleTo = 5 } = given;
  if (words === '' && rating === undefined)
    throw new Refusal('invalid', 'review-empty', 'A review needs words or a rating.', { field: 'words' });
  if (rating !== undefined && (scaleTo <= scaleFrom || rating < scaleFrom || rating > scaleTo))
    throw new Refusal('invalid', 'review-off-scale', `The rating is not on the scale ${scaleFrom} to ${scaleTo}.`, {
      field: 'rating',
    });
  const at = given.at === undefined ? ctx.now : new Date(given.at);
  if (Number.isNaN(at.getTime()) || at.getTime() > ctx.now.getTime() + 86_400_000)
    throw new Refusal('invalid', 'review-day', 'The day of this review cannot be read, or is still to come.', {
      field: 'at',
    });
  return {
    rating: rating ?? null,
    scale_from: rating === undefined ? null : scaleFrom,
    scale_to: rating === undefined ? null : scaleTo,
    score: rating === undefined ? null : (rating - scaleFrom) / (scaleTo - scaleFrom),
    language: languageOf(words),
    words,
    at,
  };
}

/** Keeps reviews with whoever has the address, and tells of them. @returns the new ones' ids; the others were known */
async function enterReviews(
  ctx: WritingContext,
  given: readonly { row: NewReview; email: string | undefined }[],
): Promise<string[]> {
  const addressOf = (email: string | undefined) => email?.trim().toLowerCase() ?? '';
  const authors = await findCustomersByMail(
    ctx.trx,
    given.map(({ email }) => addressOf(email)).filter((email) => email !== ''),
  );
  const rows = given.map(({ row, email }) => ({ ...row, customer_id: authors.get(addressOf(email)) ?? null }));
  if (rows.length === 0) return [];
  const made = new Set((await insertReviews(ctx.trx, rows)).map(({ id }) => id));
  const kept = rows.filter(({ id }) => made.has(id));
  await tellReviews(ctx, kept);
  return kept.map(({ id }) => id);
}

/**
 * Says whose review it is, where nobody knew when it came: his words then count as his, and a bad one opens a recovery.
 * @throws Refusal not_found · conflict review-has-author when it is another's
 */
export function nameReviewer(ctx: Context, id: string, customerId: string): Promise<Review> {
  return transact(ctx, async (ctx) => {
    const review = (await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0];
    if (review === undefined) throw new Refusal('not_found', 'review-not-found', 'There is no such review.');
    const customer = await findCustomer(ctx.trx, customerId);
    if (customer === undefined)
      throw new Refusal('invalid', 'customer-not-found', 'There is no such customer.', { field: 'customerId' });
    if (review.customer_id !== null && review.customer_id !== customer.id)
      throw new Refusal('conflict', 'review-has-author', `This review is ${review.customer_name ?? 'another'}’s.`);
    if (review.customer_id === null) {
      await updateReview(ctx.trx, id, {
        customer_id: customer.id,
        changed_at: ctx.now,
        changed_by: staffId(ctx.actor),
      });
      await tellReviews(ctx, [{ ...review, customer_id: customer.id }]);
    }
    return showReview((await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0]!);
  });
}

function fingerprint(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 40);
}

/** The language of a text as a two-letter code; null when it is too short to tell. */
function languageOf(words: string): string | null {
  const codes: Record<string, string> = { eng: 'en', deu: 'de', spa: 'es', fra: 'fr', por: 'pt' };
  return codes[franc(words, { minLength: 30, only: Object.keys(codes) })] ?? null;
}

function scaleIn({ scaleFrom, scaleTo }: { scaleFrom?: number | undefined; scaleTo?: number | undefined }) {
  return { scaleFrom, scaleTo };
}

/** A review as the wire shows it. */
export function showReview(row: ReviewRow): Review {
  const number = (value: string | number | null) => (value === null ? null : Number(value));
  return {
    id: row.id,
    source: row.source,
    rating: number(row.rating),
    scaleFrom: number(row.scale_from),
    scaleTo: number(row.scale_to),
    score: row.score,
    language: row.language,
    author: row.author,
    words: row.words,
    url: row.url,
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
    recoveryId: row.recovery_id,
    at: row.at.toISOString(),
    changedAt: row.changed_at?.toISOString() ?? null,
    changedBy: row.changed_by === null ? null : { id: row.changed_by, name: row.changed_by_name ?? '' },
    importId: row.import_id,
  };
}
