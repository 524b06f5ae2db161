import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { franc } from 'franc-min';
import { shareFigure } from '../../../contract/figures.ts';
import type { Review } from '../../../contract/voice-reviews.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isBadReview, severityOf } from '../../../domain/voice/recovery.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  countReviews,
  findCustomerByMail,
  findReviewByKey,
  insertReview,
  listReviewsAfter,
  type ReviewRow,
  setReviewer,
} from './review-queries.ts';
import { findCustomer, findSettings } from './queries.ts';
import { startRecovery } from './recoveries/recovery-opening.ts';

/** An import brings years of reviews: what is older than so many milliseconds is history, nothing to put right by tomorrow. */
const freshFor = 180 * 86_400_000;

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
    const { id } = await enterReview(ctx, given);
    return showReview((await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0]!);
  });
}

/** Adds the rows of a CSV table; rows that cannot be read are named, the others are in. @throws Refusal invalid for no table */
export async function importReviews(
  ctx: Context,
  input: { source: string; csv: string; scaleFrom?: number | undefined; scaleTo?: number | undefined },
) {
  const rows = readTable(input.csv);
  return transact(ctx, async (ctx) => {
    const result = { added: 0, known: 0, refused: [] as { line: number; because: string }[] };
    for (const [place, row] of rows.entries()) {
      try {
        const { isNew } = await enterReview(ctx, { ...readRow(row), source: input.source, ...scaleIn(input) });
        if (isNew) result.added += 1;
        else result.known += 1;
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
        if (result.refused.length < 200) result.refused.push({ line: place + 2, because: problem.message });
      }
    }
    return result;
  });
}

/** Per source, how many reviews of a year stand in the upper quarter of their scale. */
export async function readReviewFigures(ctx: Context) {
  const rows = await countReviews(ctx.db, new Date(ctx.now.getTime() - 365 * 86_400_000));
  return { items: rows.map(({ source, good, rated }) => ({ source, good: shareFigure(good, rated) })) };
}

async function enterReview(ctx: WritingContext, given: GivenReview): Promise<{ id: string; isNew: boolean }> {
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
  const source = given.source.trim();
  const author = given.author?.trim() ?? '';
  const key = given.key?.trim() || fingerprint(author, given.at?.slice(0, 10) ?? '', words, String(rating ?? ''));
  const email = given.email?.trim().toLowerCase();
  const customerId = email === undefined || email === '' ? undefined : await findCustomerByMail(ctx.trx, email);
  const id = newId();
  const made = await insertReview(ctx.trx, {
    id,
    source,
    source_key: key,
    rating: rating ?? null,
    scale_from: rating === undefined ? null : scaleFrom,
    scale_to: rating === undefined ? null : scaleTo,
    score: rating === undefined ? null : (rating - scaleFrom) / (scaleTo - scaleFrom),
    language: languageOf(words),
    author,
    words,
    url: given.url ?? null,
    customer_id: customerId ?? null,
    at,
    added_by: staffId(ctx.actor),
    added_at: ctx.now,
  });
  if (made === undefined) return { id: (await findReviewByKey(ctx.trx, source, key))!.id, isNew: false };
  await tellReview(ctx, (await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0]!);
  return { id, isNew: true };
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
      await setReviewer(ctx.trx, id, customer.id, ctx.now);
      await tellReview(ctx, (await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0]!);
    }
    return showReview((await listReviewsAfter(ctx.trx, { id }, undefined, 1))[0]!);
  });
}

/** Tells the log, and begins the way back for a customer who was let down in public; once per review. */
async function tellReview(ctx: WritingContext, row: ReviewRow): Promise<void> {
  await record(ctx, 'voice.reviewed', row.id, {
    reviewId: row.id,
    source: row.source,
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    // on the scale of the moments, whatever the source counts in
    ...(row.score === null ? {} : { rating: Math.round(1 + 4 * row.score) }),
    ...(row.words === '' ? {} : { quote: row.words.slice(0, 280) }),
  });
  if (row.customer_id === null || !isBadReview(row.score)) return;
  if (ctx.now.getTime() - row.at.getTime() > freshFor) return;
  if (!(await findSettings(ctx.trx)).reviews_open_recovery) return;
  const vip = (await findCustomer(ctx.trx, row.customer_id))?.vip ?? false;
  await startRecovery(ctx, {
    customerId: row.customer_id,
    caseId: null,
    source: 'review',
    sourceId: row.id,
    severity: severityOf({ rating: Math.round(1 + 4 * row.score!) }, vip),
    words: row.words === '' ? null : row.words,
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

function readTable(csv: string): Record<string, string>[] {
  try {
    const rows = parse(csv, {
      bom: true,
      columns: (head: string[]) => head.map((name) => name.trim().toLowerCase()),
      delimiter: delimiterOf(csv),
      skip_empty_lines: true,
      relax_column_count: true,
      to: 20_000,
    }) as Record<string, string>[];
    const [first] = rows;
    if (first !== undefined && ('words' in first || 'rating' in first)) return rows;
  } catch {
    // said below: what is wrong with a table is the same to whoever pasted it
  }
  throw new Refusal(
    'invalid',
    'review-table',
    'This is no table with a first line that names “words” or “rating”; also read: author, at, key, email, url.',
    { field: 'csv' },
  );
}

/** What parts the columns of the first line: spreadsheets of many countries write semicolons. */
function delimiterOf(csv: string): string {
  const head = csv.slice(0, csv.search(/\r|\n|$/));
  const count = (mark: string) => head.split(mark).length;
  return [',', ';', '\t'].toSorted((one, two) => count(two) - count(one))[0]!;
}

function readRow(row: Record<string, string>): Omit<GivenReview, 'source'> {
  const text = (name: string) => row[name]?.trim() || undefined;
  const rating = text('rating');
  const number = rating === undefined ? undefined : Number(rating.replace(',', '.'));
  if (number !== undefined && Number.isNaN(number))
    throw new Refusal('invalid', 'review-rating', `“${rating}” is no number.`, { field: 'rating' });
  const url = text('url');
  return {
    rating: number,
    words: text('words')?.slice(0, 10_000),
    author: text('author')?.slice(0, 200),
    at: text('at'),
    key: text('key')?.slice(0, 200),
    email: text('email'),
    url: url !== undefined && /^https?:\/\//.test(url) ? url.slice(0, 2000) : undefined,
  };
}

function scaleIn({ scaleFrom, scaleTo }: { scaleFrom?: number | undefined; scaleTo?: number | undefined }) {
  return { scaleFrom, scaleTo };
}

function showReview(row: ReviewRow): Review {
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
  };
}
