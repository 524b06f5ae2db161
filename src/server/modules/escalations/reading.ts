/** Escalations as they are read: lists, one with its log, and the day of whoever is called or leads. */
import { type RawBuilder, sql } from 'kysely';
import type { Escalation, EscalationDetail } from '../../../contract/escalations.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { visibleCases } from '../cases/index.ts';
import { readGaps } from './gaps.ts';
import { columns } from './queries.ts';
import type { Because, EscalationRow } from './rows.ts';
import { countOverdue, findTasksOf, listTasksAfter } from './task-queries.ts';
import { showTask } from './tasks.ts';

const mostOfDay = 50;
const nobody = '00000000-0000-0000-0000-000000000000';

interface ShownRow extends EscalationRow {
  number: number | null;
  subject: string | null;
  customer_id: string | null;
  customer_name: string | null;
  what: string | null;
  clock: string | null;
  due_at: Date | null;
  started_by: string | null;
  started_name: string | null;
  acknowledged_name: string | null;
  handed_name: string | null;
  end_reason: string | null;
  calls_me: boolean;
}

const shown = (
  ctx: Context,
) => sql`${columns}, k.number, k.subject, c.id as customer_id, c.name as customer_name, p.what, p.clock, p.due_at,
  e.started_by, sb.name as started_name, ab.name as acknowledged_name, hb.name as handed_name, e.end_reason,
  e.ended_at is null and (e.drill or e.state <> 'acknowledged') and exists (select from escalation_alerts a where a.escalation_id = e.id and a.user_id = ${staffId(ctx.actor) ?? nobody}::uuid
    and a.told_at is not null and a.acknowledged_at is null) as calls_me
  from escalations e left join cases k on k.id = e.case_id left join promises p on p.id = e.promise_id
  left join customers c on c.id = coalesce(k.customer_id, p.customer_id)
  left join users sb on sb.id = e.started_by left join users ab on ab.id = e.acknowledged_by left join users hb on hb.id = e.handed_to`;

/** Without a case everybody who works here sees it; with one, whoever sees the case. */
const visible = (ctx: Context) => sql`(e.case_id is null or ${visibleCases(ctx.actor)})`;

export interface EscalationQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  state?: 'open' | 'ended' | 'all' | undefined;
  drill?: boolean | undefined;
  case?: string | undefined;
  protocol?: string | undefined;
}

export async function listEscalations(ctx: Context, query: EscalationQuery) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const wanted: RawBuilder<unknown>[] = [visible(ctx)];
  if (query.state === 'open') wanted.push(sql`e.ended_at is null`);
  if (query.state === 'ended') wanted.push(sql`e.ended_at is not null`);
  if (query.drill !== undefined) wanted.push(sql`e.drill = ${query.drill}`);
  if (query.case !== undefined) wanted.push(sql`e.case_id = ${query.case}::uuid`);
  if (query.protocol !== undefined) wanted.push(sql`e.protocol_id = ${query.protocol}::uuid`);
  if (after !== undefined) wanted.push(sql`(e.started_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await find(ctx, wanted, limit + 1);
  return cutPage(rows, limit, (row) => [row.started_at.toISOString(), row.id], show);
}

/** What calls me; where I lead also what runs, what breaches ask, and which steps would reach nobody. */
export async function readToday(ctx: Context) {
  const me = staffId(ctx.actor) ?? nobody;
  const leads = 'role' in ctx.actor && mayRole(ctx.actor.role, 'cases.manage');
  const mine = sql`e.id in (select a.escalation_id from escalation_alerts a where a.user_id = ${me}::uuid and a.told_at is not null and a.acknowledged_at is null)`;
  const called = await find(
    ctx,
    [visible(ctx), sql`e.ended_at is null`, mine, sql`(e.drill or e.state <> 'acknowledged')`],
    mostOfDay,
  );
  const own = sql`e.ended_at is null and ${me}::uuid in (e.acknowledged_by, e.handed_to)`;
  const running = await find(ctx, [visible(ctx), leads ? sql`e.ended_at is null` : own], mostOfDay);
  const tasks = leads ? await listTasksAfter(ctx, 'open', undefined, mostOfDay) : [];
  return {
    mine: called.map(show),
    running: running.filter((row) => !called.some(({ id }) => id === row.id)).map(show),
    tasks: tasks.slice(0, mostOfDay).map((row) => showTask(row, ctx.now)),
    overdueTasks: leads ? await countOverdue(ctx) : 0,
    gaps: leads ? await readGaps(ctx) : [],
  };
}

/** @throws Refusal not_found, also when the case is not for these eyes: whoever was called and is no longer in its team is not asked. */
export async function readEscalation(ctx: Context, id: string): Promise<EscalationDetail> {
  const [row] = await find(ctx, [sql`e.id = ${id}::uuid`, visible(ctx)], 1);
  if (row === undefined) throw new Refusal('not_found', 'escalation-not-found', 'There is no such escalation.');
  const db = ctx.trx ?? ctx.db;
  const tasks = await findTasksOf(ctx, id);
  return {
    ...show(row),
    definition: row.definition,
    alerts: await alertsOf(db, id),
    tasks: tasks.map((task) => showTask(task, ctx.now)),
    log: await logOf(db, id),
  };
}

/** One alert, for the page that its mail leads to. */
export async function findAlert(db: Database, id: string) {
  const { rows } = await sql<{
    escalation_id: string;
    user_id: string;
    case_id: string | null;
    acknowledged_at: Date | null;
    ended_at: Date | null;
    name: string;
    drill: boolean;
    number: number | null;
    language: string;
    taken_by: string | null;
  }>`
    select a.escalation_id, a.user_id, e.case_id, a.acknowledged_at, e.ended_at, e.name, e.drill, k.number, u.language, t.name as taken_by
    from escalation_alerts a join escalations e on e.id = a.escalation_id join users u on u.id = a.user_id
      left join cases k on k.id = e.case_id left join users t on t.id = e.acknowledged_by and t.id <> a.user_id
    where a.id = ${id}::uuid and u.active
  `.execute(db);
  return rows[0];
}

async function find(ctx: Context, wanted: readonly RawBuilder<unknown>[], limit: number): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`
    select ${shown(ctx)} where ${sql.join([...wanted], sql` and `)} order by e.started_at desc, e.id desc limit ${limit}
  `.execute(ctx.trx ?? ctx.db);
  return rows;
}

async function alertsOf(db: Database, id: string): Promise<EscalationDetail['alerts']> {
  const { rows } = await sql<{
    id: string;
    step: number;
    user_id: string;
    name: string;
    on_call: boolean;
    due_at: Date;
    told_at: Date | null;
    how: string[];
    acknowledged_at: Date | null;
  }>`
    select a.id, a.step, a.user_id, u.name, a.on_call, a.due_at, a.told_at, a.how, a.acknowledged_at from escalation_alerts a
    join users u on u.id = a.user_id where a.escalation_id = ${id}::uuid order by a.step, u.name, a.id limit 500
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    step: row.step,
    person: { id: row.user_id, name: row.name },
    onCall: row.on_call,
    dueAt: row.due_at.toISOString(),
    toldAt: row.told_at?.toISOString() ?? null,
    mailed: row.how.includes('mail'),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    tookSeconds:
      row.told_at === null || row.acknowledged_at === null ? null : (+row.acknowledged_at - +row.told_at) / 1000,
  }));
}

async function logOf(db: Database, id: string): Promise<EscalationDetail['log']> {
  const { rows } = await sql<{ at: Date; fact: string; data: Because; actor_id: string | null; name: string | null }>`
    select f.at, f.fact, f.data, f.actor_id, u.name from escalation_facts f left join users u on u.id = f.actor_id
    where f.escalation_id = ${id}::uuid order by f.id limit 500
  `.execute(db);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    fact: row.fact,
    by: row.actor_id === null ? null : { id: row.actor_id, name: row.name ?? '' },
    values: row.data,
  }));
}

function show(row: ShownRow): Escalation {
  const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: row.id,
    protocol: { id: row.protocol_id, name: row.name, version: row.protocol_version },
    way: row.definition.way,
    drill: row.drill,
    state: row.state,
    step: row.step,
    steps: row.definition.steps.length,
    nextAt: row.next_at?.toISOString() ?? null,
    because: row.because,
    case: row.case_id === null ? null : { id: row.case_id, number: row.number ?? 0, subject: row.subject ?? '' },
    customer: person(row.customer_id, row.customer_name),
    promise:
      row.promise_id === null
        ? null
        : {
            id: row.promise_id,
            what: row.what ?? '',
            clock: row.clock,
            dueAt: row.due_at?.toISOString() ?? null,
          },
    startedAt: row.started_at.toISOString(),
    startedBy: person(row.started_by, row.started_name),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: person(row.acknowledged_by, row.acknowledged_name),
    handedTo: person(row.handed_to, row.handed_name),
    note: row.note,
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
    callsMe: row.calls_me,
  };
}
