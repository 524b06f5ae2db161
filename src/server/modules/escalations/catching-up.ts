/** What went wrong while the house stood still is told once to each person it concerns, and asks one deed of whoever leads. */
import { sql } from 'kysely';
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { notify } from '../notifications/index.ts';
import { findLeads } from './reaching-queries.ts';
import { makeTask } from './tasks.ts';

const taskMinutes = 8 * 60;
/** One line is better than two, but not than none: what cannot be caught up on holds the others no longer than this. Milliseconds. */
const waitAtMost = 30 * 60_000;
/** The reader that puts aside what the tick found in a standstill. */
export const escalationReader = 'escalations';

/**
 * Tells of everything that was put aside, unless it is still being caught up on, by whichever node, or what was found is still
 * being read: then it waits, so that one standstill is one line. Records `escalations.caught-up` with how many.
 */
export async function tellMissed(ctx: WritingContext): Promise<boolean> {
  if (await isCatchingUp(ctx)) return false;
  const { rows } = await sql<{ keeper_id: string | null; case_id: string | null; n: number }>`
    with missed as (delete from escalation_missed returning promise_id)
    select p.keeper_id, (array_agg(p.case_id))[1] as case_id, count(*)::int as n
    from missed m join promises p on p.id = m.promise_id left join cases k on k.id = p.case_id
    group by p.keeper_id, k.team_id, p.case_id is null
  `.execute(ctx.trx);
  if (rows.length === 0) return false;
  const perPerson = new Map<string, number>();
  const total = rows.reduce((sum, { n }) => sum + n, 0);
  for (const { keeper_id, case_id, n } of rows) {
    const leads = await findLeads(ctx.trx, case_id, keeper_id);
    for (const userId of new Set(keeper_id === null ? leads : [keeper_id, ...leads]))
      perPerson.set(userId, (perPerson.get(userId) ?? 0) + n);
  }
  const people = await ctx.trx
    .selectFrom('users')
    .select(['id', 'language'])
    .where('id', 'in', [...perPerson.keys(), '00000000-0000-0000-0000-000000000000'])
    .execute();
  for (const { id, language } of people) {
    const count = perPerson.get(id) ?? 0;
    await notify(ctx, {
      userId: id,
      kind: 'alert',
      subject: say(language, 'escalations', 'mail.missed', { count }),
      text: say(language, 'escalations', 'mail.missedWhy'),
      link: '/',
      once: `missed:${ctx.now.toISOString()}`,
    });
  }
  await makeTask(ctx, {
    escalationId: null,
    caseId: null,
    promiseId: null,
    action: 'note-cause',
    minutes: taskMinutes,
    standsFor: total,
  });
  await record(ctx, 'escalations.caught-up', null, { promises: total, people: people.length });
  return true;
}

/** The tick of promises is behind, a node is in the middle of it, or the reader has not come to what the tick found. */
async function isCatchingUp(ctx: WritingContext): Promise<boolean> {
  const { rows } = await sql`
    select 1 where exists (select from catch_ups where ended_at is null and until_at > ${new Date(ctx.now.getTime() - waitAtMost)})
      or exists (select from promises where state = 'open' and next_at <= ${new Date(ctx.now.getTime() - 60_000)})
      or exists (select from subscriptions s, events e where s.name = ${escalationReader} and (e.xid, e.id) > (s.xid, s.event_id)
        and e.type = 'promises.broken' and e.data ->> 'quiet' = 'true')
  `.execute(ctx.trx);
  return rows.length > 0;
}
