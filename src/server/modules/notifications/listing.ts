import { sql } from 'kysely';
import type { Notification } from '../../../contract/notifications.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { oneself } from './choosing.ts';

const columns = ['id', 'kind', 'subject', 'text', 'link', 'case_id', 'at', 'read_at'] as const;
const mostCounted = 100;

/** What one was told, newest first. */
export async function listNotifications(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; unread?: boolean | undefined },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  let rows = ctx.db
    .selectFrom('notifications')
    .select(columns)
    .where('user_id', '=', oneself(ctx))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (query.unread === true) rows = rows.where('read_at', 'is', null);
  if (after !== undefined) rows = rows.where(sql<boolean>`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return cutPage(await rows.execute(), limit, (row) => [row.at.toISOString(), row.id], show);
}

/** How much one has not read; never more than a hundred rows are looked at. */
export async function countUnread(ctx: Context): Promise<{ unread: number; more: boolean }> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from notifications where user_id = ${oneself(ctx)} and read_at is null limit ${mostCounted}) unread
  `.execute(ctx.db);
  const n = rows[0]?.n ?? 0;
  return { unread: Math.min(n, mostCounted - 1), more: n >= mostCounted };
}

/** Marks one as read, or as unread again. */
export function markRead(ctx: Context, id: string, read: boolean): Promise<Notification> {
  const user = oneself(ctx);
  return transact(ctx, async (ctx) => {
    const row = await ctx.trx
      .updateTable('notifications')
      .set({ read_at: read ? sql<Date>`coalesce(read_at, ${ctx.now})` : null })
      .where('id', '=', id)
      .where('user_id', '=', user)
      .returning(columns)
      .executeTakeFirst();
    if (row === undefined)
      throw new Refusal('not_found', 'notification-not-found', 'You were told nothing of that kind.');
    await record(ctx, 'notifications.read', user, { notificationId: id });
    return show(row);
  });
}

export function markAllRead(ctx: Context) {
  const user = oneself(ctx);
  return transact(ctx, async (ctx) => {
    await ctx.trx
      .updateTable('notifications')
      .set({ read_at: ctx.now })
      .where('user_id', '=', user)
      .where('read_at', 'is', null)
      .execute();
    await record(ctx, 'notifications.read', user, {});
    return countUnread(ctx);
  });
}

function show(row: {
  id: string;
  kind: string;
  subject: string;
  text: string;
  link: string | null;
  case_id: string | null;
  at: Date;
  read_at: Date | null;
}): Notification {
  return {
    id: row.id,
    kind: row.kind as Notification['kind'],
    subject: row.subject,
    text: row.text,
    link: row.link,
    caseId: row.case_id,
    at: row.at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
}
