/** What went wrong while the house stood still is told once to each person it concerns, and asks one deed of whoever leads. */
import { sql } from 'kysely';
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { notify } from '../notifications/index.ts';
import { findLeads } from './reaching-queries.ts';
import { makeTask } from './tasks.ts';

const taskMinutes = 8 * 60;
const mostAtOnce = 5000;

/**
 * Tells of everything that was put aside, unless the tick of promises is still catching up: then it waits, so that one
 * standstill is one line. Records `escalations.caught-up` with how many.
 */
export async function tellMissed(ctx: WritingContext): Promise<boolean> {
  const { rows: behind } = await sql`
    select 1 from promises where state = 'open' and next_at <= ${new Date(ctx.now.getTime() - 60_000)} limit 1
  `.execute(ctx.trx);
  if (behind.length > 0) return false;
  const { rows } = await sql<{ id: string; keeper_id: string | null; case_id: string | null }>`
    with missed as (delete from escalation_missed where promise_id in (
      select promise_id from escalation_missed order by at limit ${mostAtOnce} for update skip locked) returning promise_id)
    select p.id, p.keeper_id, p.case_id from missed m join promises p on p.id = m.promise_id order by p.due_at, p.id
  `.execute(ctx.trx);
  if (rows.length === 0) return false;
  const perPerson = new Map<string, Set<string>>();
  const add = (userId: string, promiseId: string) =>
    perPerson.set(userId, (perPerson.get(userId) ?? new Set()).add(promiseId));
  const leadsOf = new Map<string, string[]>();
  for (const row of rows) {
    if (row.keeper_id !== null) add(row.keeper_id, row.id);
    const key = `${row.case_id ?? ''}:${row.keeper_id ?? ''}`;
    const leads = leadsOf.get(key) ?? (await findLeads(ctx.trx, row.case_id, row.keeper_id));
    leadsOf.set(key, leads);
    for (const lead of leads) add(lead, row.id);
  }
  const people = await ctx.trx
    .selectFrom('users')
    .select(['id', 'language'])
    .where('id', 'in', [...perPerson.keys(), '00000000-0000-0000-0000-000000000000'])
    .execute();
  for (const { id, language } of people) {
    const count = perPerson.get(id)?.size ?? 0;
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
    standsFor: rows.length,
  });
  await record(ctx, 'escalations.caught-up', null, { promises: rows.length, people: people.length });
  return true;
}
