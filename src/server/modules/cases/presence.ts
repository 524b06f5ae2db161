import { sql } from 'kysely';
import { type Context, staffId } from '../../context.ts';
import { findCase } from './finding.ts';

const seenForSeconds = 60;

/**
 * Says that somebody has a case open, and whether he is typing; or that he goes elsewhere. Live screens are told only when that is news; nothing of it is
 * recorded: it means nothing a minute later.
 */
export async function bePresent(ctx: Context, ref: string, typing: boolean, leaving = false) {
  const found = await findCase(ctx, ref);
  const me = staffId(ctx.actor);
  const since = new Date(ctx.now.getTime() - seenForSeconds * 1000);
  const news = sql`pg_notify('kept_live', ${JSON.stringify({ type: 'cases.presence', id: found.id, caseId: found.id })})`;
  if (me !== null && leaving)
    await sql`
      with gone as (delete from presence where case_id = ${found.id} and user_id = ${me} returning 1) select ${news} from gone
    `.execute(ctx.db);
  else if (me !== null)
    await sql`
      with before as (select typing from presence where case_id = ${found.id} and user_id = ${me} and seen_at > ${since}),
      now_here as (
        insert into presence (case_id, user_id, typing, seen_at) values (${found.id}, ${me}, ${typing}, ${ctx.now})
        on conflict (case_id, user_id) do update set typing = excluded.typing, seen_at = excluded.seen_at returning 1)
      select ${news} from now_here where not exists (select from before where typing = ${typing})
    `.execute(ctx.db);
  const { rows } = await sql<{ id: string; name: string; typing: boolean }>`
    select u.id, u.name, p.typing from presence p join users u on u.id = p.user_id
    where p.case_id = ${found.id} and p.seen_at > ${since} order by u.name
  `.execute(ctx.db);
  return { present: rows };
}
