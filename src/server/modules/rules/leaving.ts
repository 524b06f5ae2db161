/**
 * When somebody leaves for good, his open cases and tasks go to whoever takes over, or look for somebody in their team; what he
 * promised goes the same way in the room of promises. A case of his that comes back later looks for somebody, too: with nobody at
 * the desk, its customer would wait for ever.
 */
import { sql } from 'kysely';
import type { Leaving } from '../../../contract/people-leaving.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { escapeHtml } from '../../mail/plain-text.ts';
import type { Database } from '../../store/database.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { changeTask, maySeeCase, noteOnCase } from '../cases/index.ts';
import { findColleague, findCompany } from '../people/index.ts';
import { giveOrAsk } from './giving.ts';

const jobName = 'rules.hand-over-of-leaver';
const perStep = 25;

/** Leaving is a job: somebody may have hundreds of cases. */
export const handOverLeavers: Subscription = {
  name: 'rules.leavers',
  types: ['people.user-left', 'cases.reopened'],
  handle: async (ctx, events) => {
    for (const { type, subjectId, data } of events) {
      if (subjectId === null) continue;
      const userId = type === 'people.user-left' ? subjectId : await findGoneAssignee(ctx.trx, subjectId);
      if (userId === undefined) continue;
      const toId = type === 'people.user-left' ? (data['handOverTo'] ?? null) : null;
      await addJob(ctx, jobName, { userId, toId }, { key: `${jobName}:${userId}:${subjectId}` });
    }
  },
};

export const handOverOfLeaverJob: Job = {
  name: jobName,
  work: (ctx, { userId, toId }) => handOverOfLeaver(ctx, String(userId), typeof toId === 'string' ? toId : null),
};

/** Hands on what somebody left behind, unless he is back meanwhile. May be asked again: what is done stays done. */
export async function handOverOfLeaver(ctx: Context, userId: string, toId: string | null): Promise<void> {
  const leaver = await findLeaver(ctx.db, userId);
  if (leaver === undefined || leaver.active) return;
  const system = asSystem(ctx, 'leaving');
  const to = toId === null ? undefined : await findColleague(ctx.db, toId);
  const language = (await findCompany(ctx.db))?.language ?? 'en';
  while (await transact(system, (ctx) => passCasesOn(ctx, leaver, to, language)));
  while (await transact(system, (ctx) => passTasksOn(ctx, leaver.id, to)));
}

/** What a colleague would leave behind. @throws Refusal not_found */
export async function readLeaving(ctx: Context, userId: string): Promise<Leaving> {
  if ((await findLeaver(ctx.db, userId)) === undefined)
    throw new Refusal('not_found', 'user-not-found', 'There is no such colleague.');
  const { rows } = await sql<Leaving>`select
    (select count(*)::int from cases where assignee_id = ${userId} and state <> 'closed') as cases,
    (select count(*)::int from promises where keeper_id = ${userId} and state = 'open') as promises,
    (select count(*)::int from case_tasks where assignee_id = ${userId} and done_at is null) as tasks,
    (select count(*)::int from api_keys where created_by = ${userId} and revoked_at is null
      and (expires_at is null or expires_at > ${ctx.now})) as keys`.execute(ctx.db);
  return rows[0]!;
}

type Colleague = NonNullable<Awaited<ReturnType<typeof findColleague>>>;

interface Leaver {
  id: string;
  name: string;
  active: boolean;
}

async function passCasesOn(
  ctx: WritingContext,
  leaver: Leaver,
  to: Colleague | undefined,
  language: string,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from cases where assignee_id = ${leaver.id} and state <> 'closed' order by id limit ${perStep}`.execute(
    ctx.trx,
  );
  for (const { id } of rows) {
    const taken = await giveOrAsk(ctx, id, to?.id ?? null);
    const names = { name: leaver.name, colleague: to?.name ?? '' };
    const text = say(language, 'rules', taken ? 'leaving.toColleague' : 'leaving.toQueue', names);
    await noteOnCase(ctx, id, { html: `<p>${escapeHtml(text)}</p>` });
  }
  return rows.length === perStep;
}

/** A task goes to whoever takes over, where he sees its case; else to whoever has the case; else it stays there for anybody. */
async function passTasksOn(ctx: WritingContext, leaverId: string, to: Colleague | undefined): Promise<boolean> {
  const { rows } = await sql<{ id: string; case_id: string; case_of: string | null }>`
    select t.id, t.case_id, u.id as case_of from case_tasks t join cases k on k.id = t.case_id
      left join users u on u.id = k.assignee_id and u.active
    where t.assignee_id = ${leaverId} and t.done_at is null order by t.id limit ${perStep}`.execute(ctx.trx);
  for (const { id, case_id, case_of } of rows) {
    const sees = to !== undefined && (await maySeeCase({ ...ctx, actor: to }, case_id));
    await changeTask(ctx, case_id, id, { assigneeId: sees ? to.id : case_of });
  }
  return rows.length === perStep;
}

async function findLeaver(db: Database, id: string): Promise<Leaver | undefined> {
  return db.selectFrom('users').select(['id', 'name', 'active']).where('id', '=', id).executeTakeFirst();
}

/** Who has an open case although he has left. */
async function findGoneAssignee(db: Database, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select u.id from cases k join users u on u.id = k.assignee_id
    where k.id = ${caseId} and k.state <> 'closed' and not u.active`.execute(db);
  return rows[0]?.id;
}
