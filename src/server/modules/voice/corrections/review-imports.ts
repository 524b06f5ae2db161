import type { ReviewImport } from '../../../../contract/voice-corrections.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record, recordAll } from '../../../store/events.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { causeBack, causeRemoved } from '../recoveries/recovery-causes.ts';
import { listReviewsOf } from '../review-queries.ts';
import { regainFor } from '../review-telling.ts';
import { notTakenBack, putBackSince } from './changes.ts';
import { moveAside, moveBack } from './correction-queries.ts';
import { putBackFacts, removedFacts } from './correcting-reviews.ts';
import { holdReviewsOfImport, type ImportRow, listImportsAfter, updateImport } from './import-queries.ts';

/** So many rows are told to the log in one statement. */
const atOnce = 500;

/** What became of a table. */
export interface TakenBackImport {
  import: ReviewImport;
  reviews: number;
  recoveries: number;
  known: number;
}

/** Tables of reviews that were read, the latest first. */
export async function listReviewImports(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listImportsAfter(ctx.db, undefined, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => show(ctx, row),
  );
}

/**
 * Takes back what a table brought, also what was corrected since: a wrong file is the usual accident. Recoveries that its reviews had
 * opened stay and say so. Records `voice.review-removed` for each, and `voice.reviews-taken-back`.
 * @throws Refusal not_found · conflict import-empty when nothing of it is left
 */
export function removeReviewImport(ctx: Context, id: string): Promise<TakenBackImport> {
  return transact(ctx, async (ctx) => {
    const table = await theImport(ctx, id);
    const rows = await holdReviewsOfImport(ctx.trx, id);
    if (rows.length === 0)
      throw new Refusal('conflict', 'import-empty', 'Nothing of this table is left that could be taken back.');
    let recoveries = 0;
    for (let from = 0; from < rows.length; from += atOnce) {
      const some = rows.slice(from, from + atOnce);
      const ids = some.map((row) => row.id);
      await moveAside(ctx.trx, 'review', ids, { by: staffId(ctx.actor), at: ctx.now });
      await recordAll(
        ctx,
        some.map((row) => ({ type: 'voice.review-removed', subjectId: row.id, data: removedFacts(row) })),
      );
      recoveries += await causeRemoved(ctx, 'review', ids);
    }
    await updateImport(ctx.trx, id, { at: ctx.now, by: staffId(ctx.actor) });
    await record(ctx, 'voice.reviews-taken-back', id, { importId: id, source: table.source, n: rows.length });
    return { import: await showAgain(ctx, id), reviews: rows.length, recoveries, known: 0 };
  });
}

/**
 * Puts it back for a quarter of an hour, with the needs and themes that people had put its words under. What came in again meanwhile
 * stays as it came. @throws Refusal not_found not-taken-back
 */
export function putBackReviewImport(ctx: Context, id: string): Promise<TakenBackImport> {
  return transact(ctx, async (ctx) => {
    const table = await theImport(ctx, id);
    const { ids, known } = await moveBack(ctx.trx, 'review', { importId: id }, putBackSince(ctx));
    if (ids.length === 0 && known === 0) throw notTakenBack();
    let recoveries = 0;
    for (let from = 0; from < ids.length; from += atOnce) {
      const rows = await listReviewsOf(ctx.trx, ids.slice(from, from + atOnce));
      await recordAll(
        ctx,
        rows.map((row) => ({ type: 'voice.review-put-back', subjectId: row.id, data: putBackFacts(row) })),
      );
      recoveries += await causeBack(
        ctx,
        'review',
        rows.map((row) => row.id),
      );
      await regainFor(ctx, rows);
    }
    await updateImport(ctx.trx, id, null);
    await record(ctx, 'voice.reviews-put-back', id, { importId: id, source: table.source, n: ids.length });
    return { import: await showAgain(ctx, id), reviews: ids.length, recoveries, known };
  });
}

async function theImport(ctx: WritingContext, id: string): Promise<ImportRow> {
  await ctx.trx.selectFrom('review_imports').select('id').where('id', '=', id).forUpdate().execute();
  const [row] = await listImportsAfter(ctx.trx, id, undefined, 1);
  if (row === undefined) throw new Refusal('not_found', 'import-not-found', 'There is no such table of reviews.');
  return row;
}

async function showAgain(ctx: WritingContext, id: string): Promise<ReviewImport> {
  return show(ctx, (await listImportsAfter(ctx.trx, id, undefined, 1))[0]!);
}

function show(ctx: Context, row: ImportRow): ReviewImport {
  return {
    id: row.id,
    source: row.source,
    fileName: row.file_name,
    added: row.added,
    known: row.known,
    refused: row.refused,
    left: row.left,
    by: row.by_user === null ? null : { id: row.by_user, name: row.by_name ?? '' },
    at: row.at.toISOString(),
    takenBackAt: row.taken_back_at?.toISOString() ?? null,
    takenBackBy: row.taken_back_by === null ? null : { id: row.taken_back_by, name: row.taken_back_name ?? '' },
    mayBePutBack: row.taken_back_at !== null && row.taken_back_at >= putBackSince(ctx),
  };
}
