/** How quickly somebody answers when he is called: counts and medians, drills apart from what was real. */
import { sql } from 'kysely';
import { medianOf } from '../../../domain/promises/escalation.ts';
import type { Context } from '../../context.ts';

const usualDays = 30;
const mostRead = 20_000;

/**
 * Within a stretch of time, by when an escalation started. Times are seconds, of answers from when the first was told: a night that was
 * waited for is nobody's slowness. A median says of how many.
 */
export async function readFigures(ctx: Context, query: { from?: string | undefined; to?: string | undefined }) {
  const to = query.to === undefined ? ctx.now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - usualDays * 86_400_000) : new Date(query.from);
  const { rows } = await sql<{ seconds: number | null; unheard: boolean }>`
    select greatest(0, extract(epoch from acknowledged_at - coalesce(
        (select min(told_at) from escalation_alerts a where a.escalation_id = e.id), started_at)))::float8 as seconds,
      exists (select from escalation_facts f where f.escalation_id = e.id and f.fact = 'unheard') as unheard
    from escalations e where started_at >= ${from} and started_at <= ${to} and not drill order by started_at desc limit ${mostRead}
  `.execute(ctx.db);
  const { rows: tasks } = await sql<{ seconds: number; in_time: boolean }>`
    select extract(epoch from done_at - made_at)::float8 as seconds, done_at <= due_at as in_time from escalation_tasks
    where done_at >= ${from} and done_at <= ${to} order by done_at desc limit ${mostRead}
  `.execute(ctx.db);
  const { rows: drilled } = await sql<{ id: string; alert: string | null; seconds: number | null }>`
    select e.id, a.id as alert, extract(epoch from a.acknowledged_at - a.told_at)::float8 as seconds
    from escalations e left join escalation_alerts a on a.escalation_id = e.id and a.told_at is not null
    where e.drill and e.started_at >= ${from} and e.started_at <= ${to} order by e.started_at desc limit ${mostRead}
  `.execute(ctx.db);
  const answered = rows.flatMap(({ seconds }) => seconds ?? []);
  const heard = drilled.flatMap(({ seconds }) => seconds ?? []);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    started: rows.length,
    acknowledged: { n: answered.length, medianSeconds: medianOf(answered) },
    unheard: rows.filter(({ unheard }) => unheard).length,
    tasks: {
      done: tasks.length,
      inTime: tasks.filter(({ in_time }) => in_time).length,
      medianSeconds: medianOf(tasks.map(({ seconds }) => seconds)),
    },
    drills: {
      run: new Set(drilled.map(({ id }) => id)).size,
      alerts: drilled.filter(({ alert }) => alert !== null).length,
      answered: heard.length,
      medianSeconds: medianOf(heard),
    },
  };
}
