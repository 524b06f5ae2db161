import type { RecordsLink } from '../../../contract/measures.ts';
import type { Report, ReportReader } from '../../../contract/reports.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { cutPage, type Page, readCursor } from '../../store/pages.ts';
import { findReport, listReportsAfter } from './queries.ts';
import { readerOf } from './reader.ts';
import { showReader, showReports } from './showing.ts';
import { listReaders, noteVisit } from './visit-queries.ts';

/**
 * Somebody who is signed in followed a link of a mail with figures: notes it, and says where the records are. A program that opens
 * links by itself is signed in nowhere and notes nothing.
 */
export function visit(ctx: Context, id: string, figure: string | undefined): Promise<{ link: RecordsLink | null }> {
  const userId = readerOf(ctx);
  return transact(ctx, async (ctx) => {
    const report = await findReport(ctx.trx, id);
    if (report === undefined || report.state !== 'sent')
      throw new Refusal('not_found', 'report-not-found', 'There is no such mail with figures.');
    const first = await noteVisit(ctx.trx, id, userId, ctx.now);
    if (first) await record(ctx, 'reports.read', id, { reportId: id, userId, readerId: report.user_id });
    const links = report.links as Record<string, RecordsLink>;
    return { link: figure === undefined || !Object.hasOwn(links, figure) ? null : links[figure]! };
  });
}

/** Mails with figures, newest first. */
export async function listReports(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; readerId?: string | undefined },
): Promise<Page<Report>> {
  const limit = query.limit ?? 50;
  const rows = await listReportsAfter(ctx.db, {
    readerId: query.readerId,
    after: readCursor(query.cursor, 2),
    limit: limit + 1,
  });
  const page = cutPage(
    rows,
    limit,
    (row) => [row.due_at.toISOString(), row.id],
    (row) => row,
  );
  return { items: await showReports(ctx.db, page.items), next: page.next };
}

/** Who gets figures by mail, by name. */
export async function listReportReaders(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined },
): Promise<Page<ReportReader>> {
  const limit = query.limit ?? 50;
  const rows = await listReaders(ctx.db, { after: readCursor(query.cursor, 2), limit: limit + 1 });
  return cutPage(
    rows,
    limit,
    (row) => [row.name, row.user_id],
    (row) => showReader(row, ctx.now),
  );
}
