import { sql } from 'kysely';
import type { BulkDeed } from '../../../contract/cases-hands.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Actor, asSystem, type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import {
  changeCase,
  closeCase,
  findCase,
  followCase,
  reopenCase,
  snoozeCase,
  unfollowCase,
  wakeCase,
} from '../cases/index.ts';
import { findColleague } from '../people/index.ts';
import { useMacro } from './using.ts';

/** So many cases are worked on before progress is told and others get their turn. */
const batch = 40;

type Staff = Extract<Actor, { kind: 'staff' }>;
/** Enough of a case to lead it back. */
interface Past {
  state: string;
  teamId: string | null;
  assigneeId: string | null;
  priority: string;
  kind: string;
  tags: string[];
  snoozedUntil: string | null;
  following: boolean;
}

/** Works on one batch of a run and asks for the next. A node that dies in between loses nothing: what is done is marked in its own transaction. */
export async function workOnBulkRun(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{ state: string; user_id: string; deed: BulkDeed }>`
    select state, user_id, deed from bulk_runs where id = ${id}::uuid
  `.execute(ctx.db);
  const run = rows[0];
  if (run === undefined || (run.state !== 'running' && run.state !== 'undoing')) return;
  const author = await findColleague(ctx.db, run.user_id);
  const undoing = run.state === 'undoing';
  const { rows: next } = await sql<{ place: number; case_id: string }>`
    select place, case_id from bulk_run_cases where run_id = ${id}::uuid and state = ${undoing ? 'done' : 'waiting'}
    order by place limit ${batch}
  `.execute(ctx.db);
  for (const one of next) {
    if (author === undefined) break;
    await (undoing ? undoOne(ctx, author, id, one) : doOne(ctx, author, id, one, run.deed));
  }
  await transact(ctx, async (ctx) => {
    const goesOn = author !== undefined && next.length === batch;
    await sql`
      update bulk_runs r set done = c.done, refused = c.refused,
        state = case when r.state not in ('running', 'undoing') or ${goesOn} then r.state when r.state = 'undoing' then 'undone' else 'done' end,
        ended_at = case when ${goesOn} then r.ended_at else coalesce(r.ended_at, ${ctx.now}) end
      from (select count(*) filter (where state in ('done', 'undone'))::int as done, count(*) filter (where state = 'refused')::int as refused
        from bulk_run_cases where run_id = ${id}::uuid) c
      where r.id = ${id}::uuid
    `.execute(ctx.trx);
    await record(ctx, goesOn ? 'macros.bulk-moved' : 'macros.bulk-ended', id, {});
    if (goesOn) await addJob(ctx, 'run-bulk', { id }, { key: `run-bulk:${id}` });
  });
}

async function doOne(
  ctx: Context,
  author: Staff,
  runId: string,
  one: { place: number; case_id: string },
  deed: BulkDeed,
): Promise<void> {
  try {
    await transact(ctx, async (ctx) => {
      // cancelling waits for the case that is worked on, and none is begun after it
      const { rows } = await sql<{
        state: string;
      }>`select state from bulk_runs where id = ${runId}::uuid for share`.execute(ctx.trx);
      if (rows[0]?.state !== 'running') return;
      const acting = { ...ctx, actor: author };
      const before = await pastOf(acting, one.case_id, author.id);
      await doDeed(acting, one.case_id, deed);
      const after = await pastOf({ ...ctx, actor: asSystem(ctx, 'bulk').actor }, one.case_id, author.id);
      await mark(ctx, runId, one.place, 'done', { before: JSON.stringify({ before, after }) });
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await transact(ctx, (ctx) => mark(ctx, runId, one.place, 'refused', { code: error.code, detail: error.message }));
  }
}

async function doDeed(ctx: WritingContext, caseId: string, deed: BulkDeed): Promise<void> {
  if (deed.follow === true) await followCase(ctx, caseId, 'me');
  if (deed.unfollow === true) await unfollowCase(ctx, caseId, 'me');
  if (deed.reopen === true) await reopenCase(ctx, caseId);
  if (deed.wake === true) await wakeCase(ctx, caseId);
  if (deed.macroId !== undefined) await useMacro(ctx, caseId, deed.macroId, {});
  const removed = new Set(deed.removeTags ?? []);
  const retagged = deed.addTags !== undefined || deed.removeTags !== undefined;
  const tags = retagged
    ? [...(await findCase(ctx, caseId)).tags, ...(deed.addTags ?? [])].filter((tag) => !removed.has(tag))
    : undefined;
  const { state, teamId, assigneeId, priority, kind } = deed;
  const change = { state, teamId, assigneeId, priority, kind, tags };
  if (Object.values(change).some((value) => value !== undefined)) await changeCase(ctx, caseId, change);
  // whoever hands a case to a private team may not see it afterwards; what else he asked for still holds
  const later = deed.teamId === undefined ? ctx : { ...ctx, actor: { kind: 'system' as const, name: 'bulk' } };
  if (deed.snoozeUntil !== undefined) await snoozeCase(later, caseId, deed.snoozeUntil);
  if (deed.close === true) await closeCase(later, caseId, {});
}

async function undoOne(
  ctx: Context,
  author: Staff,
  runId: string,
  one: { place: number; case_id: string },
): Promise<void> {
  try {
    await transact(ctx, async (ctx) => {
      const { rows } = await sql<{ before: { before: Past; after: Past } | null }>`
        select before from bulk_run_cases where run_id = ${runId}::uuid and place = ${one.place} for update
      `.execute(ctx.trx);
      const past = rows[0]?.before;
      if (past) await leadBack({ ...ctx, actor: author }, one.case_id, past);
      await mark(ctx, runId, one.place, 'undone', {});
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await transact(ctx, (ctx) => mark(ctx, runId, one.place, 'refused', { code: error.code, detail: error.message }));
  }
}

/** Sets back whatever still stands as the run left it; what somebody else changed since is his. */
async function leadBack(
  ctx: WritingContext,
  caseId: string,
  { before, after }: { before: Past; after: Past },
): Promise<void> {
  const asDone = { ...ctx, actor: { kind: 'system' as const, name: 'bulk' } };
  // the case may stand in a private team now; its author may lead back what he himself did
  const now = await pastOf(asDone, caseId, ctx.actor.kind === 'staff' ? ctx.actor.id : '');
  const was = (key: keyof Past) =>
    JSON.stringify(before[key]) !== JSON.stringify(after[key]) &&
    JSON.stringify(now[key]) === JSON.stringify(after[key]);
  if (was('state') && now.state === 'closed') await reopenCase(asDone, caseId, '', staffId(ctx.actor) ?? undefined);
  if (was('state') && now.state === 'snoozed' && before.state !== 'snoozed' && before.state !== 'closed')
    await wakeCase(asDone, caseId);
  await changeCase(asDone, caseId, {
    ...(was('teamId') ? { teamId: before.teamId } : {}),
    ...(was('assigneeId') ? { assigneeId: before.assigneeId } : {}),
    ...(was('priority') ? { priority: before.priority as 'low' } : {}),
    ...(was('kind') ? { kind: before.kind as 'question' } : {}),
    ...(was('tags') ? { tags: before.tags } : {}),
    ...(was('state') && (before.state === 'waiting' || before.state === 'open') ? { state: before.state } : {}),
  });
  if (
    was('state') &&
    before.state === 'snoozed' &&
    before.snoozedUntil !== null &&
    Date.parse(before.snoozedUntil) > ctx.now.getTime()
  )
    await snoozeCase(asDone, caseId, before.snoozedUntil);
  if (was('state') && before.state === 'closed') await closeCase(asDone, caseId, {});
  if (was('following')) await (before.following ? followCase(ctx, caseId, 'me') : unfollowCase(ctx, caseId, 'me'));
}

async function pastOf(ctx: WritingContext, caseId: string, userId: string): Promise<Past> {
  const found = await findCase(ctx, caseId);
  const follows = await ctx.trx
    .selectFrom('case_followers')
    .select('since')
    .where('case_id', '=', caseId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return {
    state: found.state,
    teamId: found.team_id,
    assigneeId: found.assignee_id,
    priority: found.priority,
    kind: found.kind,
    tags: found.tags,
    snoozedUntil: found.snoozed_until?.toISOString() ?? null,
    following: follows !== undefined,
  };
}

async function mark(
  ctx: WritingContext,
  runId: string,
  place: number,
  state: 'done' | 'refused' | 'undone',
  more: { before?: string; code?: string; detail?: string },
): Promise<void> {
  await ctx.trx
    .updateTable('bulk_run_cases')
    .set({ state, ...more })
    .where('run_id', '=', runId)
    .where('place', '=', place)
    .execute();
}

export const runBulkJob: Job = {
  name: 'run-bulk',
  work: (ctx, payload) => workOnBulkRun(ctx, String(payload['id'])),
};
