import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findCase } from './finding.ts';

/** Who did what to a case and when, newest first, from the log itself. */
export async function readHistory(
  ctx: Context,
  ref: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const found = await findCase(ctx, ref);
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 1);
  const { rows } = await sql<{
    id: number;
    at: Date;
    type: string;
    actor_kind: 'staff' | 'customer' | 'key' | 'system';
    actor_id: string | null;
    name: string | null;
    data: Record<string, unknown>;
  }>`
    select e.id, e.at, e.type, e.actor_kind, e.actor_id, e.data,
      case e.actor_kind when 'staff' then (select name from users where id = e.actor_id)
        when 'customer' then (select name from customers where id = e.actor_id)
        when 'key' then (select name from api_keys where id = e.actor_id) else e.data->>'by' end as name
    from events e where e.subject_id = ${found.id} and ${after === undefined ? sql`true` : sql`e.id < ${after[0]}::bigint`}
    order by e.id desc limit ${limit + 1}
  `.execute(ctx.db);
  return cutPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      type: row.type,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.name },
      data: row.data,
    }),
  );
}
