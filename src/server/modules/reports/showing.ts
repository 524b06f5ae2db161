import type { Report, ReportReader } from '../../../contract/reports.ts';
import type { Database } from '../../store/database.ts';
import type { ReportRow, WishRow } from './queries.ts';
import { findVisits, type ReaderRow } from './visit-queries.ts';

/** So long without a visit, in milliseconds, and it is better to stop. */
const longUnread = 60 * 86_400_000;

/** Mails as they travel, each with who read it. */
export async function showReports(db: Database, rows: readonly ReportRow[]): Promise<Report[]> {
  const visits = Map.groupBy(
    await findVisits(
      db,
      rows.map(({ id }) => id),
    ),
    ({ report_id }) => report_id,
  );
  return rows.map((row) => ({
    id: row.id,
    reader: { id: row.user_id, name: row.name },
    rhythm: row.rhythm,
    from: row.from_day,
    to: row.to_day,
    figures: row.figures,
    state: row.state,
    dueAt: row.due_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    visits: (visits.get(row.id) ?? []).map(({ user_id, name, first_at, times }) => ({
      reader: { id: user_id, name },
      at: first_at.toISOString(),
      times,
    })),
  }));
}

/** What somebody wished for, as it stands. */
export function showWish(row: Omit<WishRow, 'stopped_by' | 'withheld_at'>) {
  return {
    rhythm: row.rhythm,
    weekday: row.weekday,
    hour: row.hour,
    figures: row.figures,
    nextAt: row.next_at?.toISOString() ?? null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
  };
}

/** A reader as he travels. */
export function showReader(row: ReaderRow, now: Date): ReportReader {
  return {
    reader: { id: row.user_id, name: row.name },
    ...showWish(row),
    sent: row.sent,
    read: row.read,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    lastReadAt: row.last_read_at?.toISOString() ?? null,
    unreadSince: row.unread_since?.toISOString() ?? null,
    proposeStop: row.next_at !== null && isLongUnread(row, now),
  };
}

/** Whether the oldest mail since he last read one is sixty days old. */
export function isLongUnread(row: Pick<ReaderRow, 'unread_since'>, now: Date): boolean {
  return row.unread_since !== null && now.getTime() - row.unread_since.getTime() >= longUnread;
}
