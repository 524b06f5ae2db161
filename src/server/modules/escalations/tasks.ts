/** What a breach asks of whoever leads: a deed with a clock of its own, done with a word. */
import type { EscalationTask } from '../../../contract/escalations.ts';
import { addBusinessTime } from '../../../domain/promises/business-time.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../domain/promises/calendar.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { addFact } from './queries.ts';
import { findNamed } from './protocol-queries.ts';
import type { About } from './rows.ts';
import { whoSees } from './seeing.ts';
import { findHoursOf, findTask, listTasksAfter, type TaskRow } from './task-queries.ts';

/** Makes one; due after so many open minutes of the team's calendar, else the company's. Records `escalations.task-made`. */
export async function makeTask(
  ctx: WritingContext,
  task: About & {
    escalationId: string | null;
    action: EscalationTask['action'];
    minutes: number;
    standsFor?: number;
    keeperId?: string | null;
  },
): Promise<string> {
  const id = newId();
  const hours = await findHoursOf(ctx.trx, task.caseId);
  const due = addBusinessTime(hours, ctx.now, task.minutes * MILLISECONDS_PER_MINUTE);
  await ctx.trx
    .insertInto('escalation_tasks')
    .values({
      id,
      escalation_id: task.escalationId,
      case_id: task.caseId,
      promise_id: task.promiseId,
      action: task.action,
      keeper_id: task.keeperId ?? null,
      stands_for: task.standsFor ?? 1,
      made_at: ctx.now,
      due_at: due,
      next_at: due,
    })
    .execute();
  await record(ctx, 'escalations.task-made', id, {
    taskId: id,
    escalationId: task.escalationId,
    caseId: task.caseId,
    action: task.action,
    dueAt: due.toISOString(),
  });
  return id;
}

/** Done, in a word. Records `escalations.task-done`. */
export function finishTask(ctx: Context, id: string, word: string): Promise<EscalationTask> {
  return transact(ctx, async (ctx) => {
    const task = await theTask(ctx, id);
    if (task.done_at !== null) throw new Refusal('conflict', 'task-done', 'This is done already.');
    const by = staffId(ctx.actor);
    await ctx.trx
      .updateTable('escalation_tasks')
      .set({ done_at: ctx.now, done_by: by, word: word.trim(), next_at: null })
      .where('id', '=', id)
      .execute();
    if (task.escalation_id !== null)
      await addFact(ctx, task.escalation_id, 'task-done', { action: task.action, word: word.trim() }, by);
    await record(ctx, 'escalations.task-done', id, {
      taskId: id,
      caseId: task.case_id,
      action: task.action,
      inTime: ctx.now <= task.due_at,
    });
    return showTask((await findTask(ctx, id))!, ctx.now);
  });
}

/** Whoever leads takes it, or gives it to another one who leads. Records `escalations.task-taken`. */
export function takeTask(ctx: Context, id: string, userId: string): Promise<EscalationTask> {
  return transact(ctx, async (ctx) => {
    const task = await theTask(ctx, id);
    if (!(await findNamed(ctx.trx, [userId])).has(userId))
      throw new Refusal('invalid', 'colleague-not-found', 'There is no such colleague.', { field: 'userId' });
    if (!(await whoSees(ctx, task.case_id, [userId])).has(userId))
      throw new Refusal('invalid', 'colleague-outside-team', 'This colleague may not see the case it is about.', {
        field: 'userId',
      });
    await ctx.trx.updateTable('escalation_tasks').set({ keeper_id: userId }).where('id', '=', id).execute();
    await record(ctx, 'escalations.task-taken', id, { taskId: id, keeperId: userId });
    return showTask((await findTask(ctx, id))!, ctx.now);
  });
}

export async function listTasks(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; state?: 'open' | 'done' | undefined },
) {
  const limit = query.limit ?? 50;
  const state = query.state ?? 'open';
  const rows = await listTasksAfter(ctx, state, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [(state === 'open' ? row.due_at : (row.done_at ?? row.due_at)).toISOString(), row.id],
    (row) => showTask(row, ctx.now),
  );
}

export function showTask(row: TaskRow, now: Date): EscalationTask {
  const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: row.id,
    escalationId: row.escalation_id,
    action: row.action,
    case: row.case_id === null ? null : { id: row.case_id, number: row.number ?? 0, subject: row.subject ?? '' },
    customer: person(row.customer_id, row.customer_name),
    promiseId: row.promise_id,
    keeper: person(row.keeper_id, row.keeper_name),
    standsFor: row.stands_for,
    madeAt: row.made_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    overdue: row.done_at === null ? row.due_at < now : row.done_at > row.due_at,
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: person(row.done_by, row.done_by_name),
    word: row.word,
  };
}

async function theTask(ctx: WritingContext, id: string): Promise<TaskRow> {
  const task = await findTask(ctx, id, true);
  if (task === undefined) throw new Refusal('not_found', 'task-not-found', 'There is no such task.');
  return task;
}
