import { sql } from 'kysely';
import type { EscalationTask } from '../../../contract/escalations.ts';
import type { Calendar, OpenHours } from '../../../domain/promises/calendar.ts';
import type { Context } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { visibleCases } from '../cases/index.ts';

export interface TaskRow {
  id: string;
  escalation_id: string | null;
  case_id: string | null;
  number: number | null;
  subject: string | null;
  customer_id: string | null;
  customer_name: string | null;
  promise_id: string | null;
  action: EscalationTask['action'];
  keeper_id: string | null;
  keeper_name: string | null;
  stands_for: number;
  made_at: Date;
  due_at: Date;
  done_at: Date | null;
  done_by: string | null;
  done_by_name: string | null;
  word: string | null;
}

const shown = sql`t.id, t.escalation_id, t.case_id, k.number, k.subject, c.id as customer_id, c.name as customer_name, t.promise_id, t.action,
  t.keeper_id, u.name as keeper_name, t.stands_for, t.made_at, t.due_at, t.done_at, t.done_by, d.name as done_by_name, t.word
  from escalation_tasks t left join cases k on k.id = t.case_id left join promises p on p.id = t.promise_id
  left join customers c on c.id = coalesce(k.customer_id, p.customer_id)
  left join users u on u.id = t.keeper_id left join users d on d.id = t.done_by`;

export async function findTask(ctx: Context, id: string, lock = false): Promise<TaskRow | undefined> {
  if (lock) await sql`select 1 from escalation_tasks where id = ${id}::uuid for update`.execute(ctx.trx ?? ctx.db);
  const { rows } = await sql<TaskRow>`
    select ${shown} where t.id = ${id}::uuid and (t.case_id is null or ${visibleCases(ctx.actor)})
  `.execute(ctx.trx ?? ctx.db);
  return rows[0];
}

export async function listTasksAfter(
  ctx: Context,
  state: 'open' | 'done',
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<TaskRow[]> {
  const open = state === 'open';
  const beyond = open
    ? sql`(t.due_at, t.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`
    : sql`(t.done_at, t.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`;
  const { rows } = await sql<TaskRow>`
    select ${shown} where (t.case_id is null or ${visibleCases(ctx.actor)})
      and ${open ? sql`t.done_at is null` : sql`t.done_at is not null`} and ${after === undefined ? sql`true` : beyond}
    order by ${open ? sql`t.due_at, t.id` : sql`t.done_at desc, t.id desc`} limit ${limit + 1}
  `.execute(ctx.db);
  return rows;
}

export async function findTasksOf(ctx: Context, escalationId: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${shown} where t.escalation_id = ${escalationId}::uuid order by t.made_at, t.id limit 50
  `.execute(ctx.trx ?? ctx.db);
  return rows;
}

export async function countOverdue(ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from escalation_tasks t left join cases k on k.id = t.case_id
      where t.done_at is null and t.due_at < ${ctx.now} and (t.case_id is null or ${visibleCases(ctx.actor)}) limit 1000) x
  `.execute(ctx.db);
  return rows[0]?.n ?? 0;
}

/** The next task that is overdue and has not been looked at, held; skipped where another node has it. */
export async function takeOverdue(trx: Transaction, now: Date) {
  const { rows } = await sql<{ id: string; case_id: string | null; promise_id: string | null; action: string }>`
    update escalation_tasks set next_at = null where id = (
      select id from escalation_tasks where next_at <= ${now} order by next_at, id limit 1 for update skip locked)
    returning id, case_id, promise_id, action
  `.execute(trx);
  return rows[0];
}

/** The hours of a case's team, else of the company; round the clock where there are none. */
export async function findHoursOf(db: Database, caseId: string | null): Promise<OpenHours> {
  const { rows } = await sql<Calendar>`
    select c.zone, c.week, c.exceptions from calendars c where c.id = coalesce(
      (select t.calendar_id from cases k join teams t on t.id = k.team_id where k.id = ${caseId}::uuid),
      (select id from calendars where is_default))
  `.execute(db);
  return rows[0] ?? null;
}
