import type { LoggedEvent } from '../../../contract/audit.ts';
import type { Context } from '../../context.ts';
import { type Page, readCursor, writeCursor } from '../../store/pages.ts';
import * as queries from './queries.ts';

export interface LogQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  type?: string | undefined;
  actorId?: string | undefined;
  subjectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Rows of the log looked at for one page. */
export const STRETCH = 50_000;

/**
 * The log, the newest first. There is no index on types (it would cost at every write), so a page looks through a
 * stretch of the log at most: what it costs never grows with the log, and a page that found little still says where to
 * go on. A subject or an actor has an index, and the whole log is one stretch.
 */
export async function listEvents(ctx: Context, query: LogQuery): Promise<Page<LoggedEvent>> {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 1);
  const filter = {
    type: query.type,
    actorId: query.actorId,
    subjectId: query.subjectId,
    from: query.from === undefined ? undefined : new Date(query.from),
    to: query.to === undefined ? undefined : new Date(query.to),
  };
  const bounds = await queries.findIdsOfTime(ctx.db, filter.from, filter.to);
  const newest = after === undefined ? await queries.findLastId(ctx.db) : Number(after[0]) - 1;
  const last = Math.min(newest, bounds.last ?? newest);
  const least = Math.max(1, bounds.first ?? 1);
  const indexed = filter.subjectId !== undefined || filter.actorId !== undefined;
  const first = indexed ? least : Math.max(least, last - STRETCH + 1);
  if (last < least) return { items: [], next: null };
  const rows = await queries.listEvents(ctx.db, filter, { first, last }, limit + 1);
  const shown = rows.slice(0, limit);
  let next: string | null = null;
  if (rows.length > limit) next = writeCursor([shown.at(-1)!.id]);
  else if (first > least) next = writeCursor([first]);
  return { items: shown.map(show), next };
}

function show(row: queries.LogRow): LoggedEvent {
  return {
    id: row.id,
    at: row.at.toISOString(),
    type: row.type,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    subjectId: row.subjectId,
    data: row.data,
  };
}
