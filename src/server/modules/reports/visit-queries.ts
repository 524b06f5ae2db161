import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { WishRow } from './queries.ts';

export interface VisitRow {
  report_id: string;
  user_id: string;
  name: string;
  first_at: Date;
  times: number;
}

/** Who followed a link of these mails, the first of them first. */
export async function findVisits(db: Database, reportIds: readonly string[]): Promise<VisitRow[]> {
  if (reportIds.length === 0) return [];
  const { rows } = await sql<VisitRow>`
    select v.report_id, v.user_id, u.name, v.first_at, v.times from report_visits v join users u on u.id = v.user_id
    where v.report_id = any(${reportIds}::uuid[]) order by v.first_at, v.user_id
  `.execute(db);
  return rows;
}

/** Notes a visit; true when it is the first of this person. */
export async function noteVisit(trx: Transaction, reportId: string, userId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ times: number }>`
    insert into report_visits (report_id, user_id, first_at, last_at, times) values (${reportId}, ${userId}, ${at}, ${at}, 1)
    on conflict (report_id, user_id) do update set last_at = excluded.last_at, times = report_visits.times + 1
    returning times
  `.execute(trx);
  return rows[0]?.times === 1;
}

export interface ReaderRow extends Omit<WishRow, 'stopped_by' | 'withheld_at'> {
  name: string;
  sent: number;
  read: number;
  last_sent_at: Date | null;
  last_read_at: Date | null;
  unread_since: Date | null;
}

/** Who wished for mails, with what became of them: all, or one person. What is unread counts since he last followed a link. */
export async function listReaders(
  db: Database,
  filter: { userId?: string; after?: (string | number | null)[] | undefined; limit: number },
): Promise<ReaderRow[]> {
  const { rows } = await sql<ReaderRow>`
    select w.user_id, u.name, w.rhythm, w.weekday, w.hour, w.figures, w.next_at, w.stopped_at,
      coalesce(s.sent, 0) as sent, coalesce(s.read, 0) as read, s.last_sent_at, l.last_read_at,
      (select min(r.sent_at) from reports r where r.user_id = w.user_id and r.state = 'sent'
        and r.sent_at > coalesce(l.last_read_at, '-infinity'::timestamptz)) as unread_since
    from report_wishes w join users u on u.id = w.user_id
      left join lateral (select count(*)::int as sent, count(v.user_id)::int as read, max(r.sent_at) as last_sent_at
        from reports r left join report_visits v on v.report_id = r.id and v.user_id = r.user_id
        where r.user_id = w.user_id and r.state = 'sent') s on true
      left join lateral (select max(v.last_at) as last_read_at from report_visits v where v.user_id = w.user_id) l on true
    where u.active
      ${filter.userId === undefined ? sql`` : sql`and w.user_id = ${filter.userId}`}
      ${filter.after === undefined ? sql`` : sql`and (u.name, w.user_id) > (${filter.after[0]}, ${filter.after[1]}::uuid)`}
    order by u.name, w.user_id limit ${filter.limit}
  `.execute(db);
  return rows;
}
