import { sql } from 'kysely';
import type { Database } from '../../store/database.ts';
import type { KeptEvent } from '../../store/events.ts';

/** Which events are meant. `first` and `last` bound the ids looked at, both included. */
export interface LogFilter {
  type: string | undefined;
  actorId: string | undefined;
  subjectId: string | undefined;
  from: Date | undefined;
  to: Date | undefined;
}

export type LogRow = Omit<KeptEvent, 'xid'> & { actorName: string | null };

/** The newest events of a stretch of ids that pass the filter. */
export async function listEvents(
  db: Database,
  filter: LogFilter,
  stretch: { first: number; last: number },
  limit: number,
): Promise<LogRow[]> {
  const { type, actorId, subjectId, from, to } = filter;
  const { rows } = await sql<LogRow>`
    select e.id, e.at, e.actor_kind as "actorKind", e.actor_id as "actorId", e.type, e.subject_id as "subjectId", e.data,
      coalesce(u.name, c.name, k.name, case e.actor_kind when 'system' then e.data->>'by' end) as "actorName"
    from (
      select * from events where id >= ${stretch.first} and id <= ${stretch.last}
        ${type === undefined ? sql`` : sql`and starts_with(type, ${type})`}
        ${actorId === undefined ? sql`` : sql`and actor_id = ${actorId}`}
        ${subjectId === undefined ? sql`` : sql`and subject_id = ${subjectId}`}
        ${from === undefined ? sql`` : sql`and at >= ${from}`}
        ${to === undefined ? sql`` : sql`and at <= ${to}`}
      order by id desc limit ${limit}
    ) e
    left join users u on e.actor_kind = 'staff' and u.id = e.actor_id
    left join customers c on e.actor_kind = 'customer' and c.id = e.actor_id
    left join api_keys k on e.actor_kind = 'key' and k.id = e.actor_id
    order by e.id desc`.execute(db);
  return rows;
}

/** The last id of the log; 0 when nothing has happened. */
export async function findLastId(db: Database): Promise<number> {
  const row = await db.selectFrom('events').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? 0;
}

/**
 * The ids between which events of a stretch of time lie. Ids follow time but for transactions that overlapped, so a few
 * hundred neighbours on each end are looked at; the time itself is still compared row by row.
 */
export async function findIdsOfTime(
  db: Database,
  from: Date | undefined,
  to: Date | undefined,
): Promise<{ first: number | null; last: number | null }> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select
      ${from === undefined ? sql`null` : sql`coalesce((select min(id) from (select id from events where at >= ${from} order by at, id limit 300) e), 9e15::bigint)`} as first,
      ${to === undefined ? sql`null` : sql`coalesce((select max(id) from (select id from events where at <= ${to} order by at desc, id desc limit 300) e), 0)`} as last
  `.execute(db);
  return rows[0]!;
}
