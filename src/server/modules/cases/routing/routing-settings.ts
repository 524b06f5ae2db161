import { sql } from 'kysely';
import { usualLateDays } from '../../../../domain/cases/customer-words.ts';
import type { Impact, PriorityMatrix, Urgency } from '../../../../domain/rules/priority-matrix.ts';
import { priorityOf, usualMatrix } from '../../../../domain/rules/priority-matrix.ts';
import type { RoutingMethod } from '../../../../domain/rules/routing.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { changeCase } from '../changing.ts';
import { findCase } from '../finding.ts';
import { selectCaseRows } from '../queries.ts';
import { askForSomebody } from './routing.ts';
import {
  clearTeamless,
  findPerson,
  findQueued,
  findTeamRouting,
  listPeopleAfter,
  listQueueAfter,
  listTeamRoutingAfter,
  type PersonRow,
  savePerson,
  saveTeamRouting,
  type TeamRoutingRow,
} from './routing-queries.ts';
import { showCaseRow } from '../showing.ts';
import { visibleCases } from '../visibility.ts';

interface PageAsked {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export async function listTeamRouting(ctx: Context, query: PageAsked) {
  const limit = query.limit ?? 50;
  const rows = await listTeamRoutingAfter(ctx.db, visibleCases(ctx.actor), readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], showTeam);
}

/** Says how a team gives out its cases. What waits for somebody is looked at anew. */
export function changeTeamRouting(
  ctx: Context,
  teamId: string,
  input: { method: RoutingMethod; mostLoad: number | null; inHoursOnly: boolean; takesTeamless?: boolean | undefined },
) {
  return transact(ctx, async (ctx) => {
    const before = await theTeam(ctx, teamId);
    const takesTeamless = input.takesTeamless ?? before.takes_teamless;
    if (takesTeamless) await clearTeamless(ctx.trx, teamId);
    await saveTeamRouting(ctx.trx, {
      team_id: teamId,
      method: input.method,
      most_load: input.mostLoad,
      in_hours_only: input.inHoursOnly,
      takes_teamless: takesTeamless,
      changed_at: ctx.now,
    });
    await record(ctx, 'people.team-routing-changed', teamId, { teamId, ...input });
    if (input.method !== 'manual') await askForSomebody(ctx, await listUnassigned(ctx, teamId, takesTeamless));
    return showTeam(await theTeam(ctx, teamId));
  });
}

/** What a team (and nobody) has lying without a person; the oldest few hundred, the rest comes with the next change. */
async function listUnassigned(ctx: Context, teamId: string, teamless: boolean): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select k.id from cases k where k.state <> 'closed' and k.assignee_id is null
      and (k.team_id = ${teamId} ${teamless ? sql`or k.team_id is null` : sql``})
    order by coalesce(k.next_promise_at, 'infinity'::timestamptz), k.id limit 1000
  `.execute(ctx.db);
  return rows.map((row) => row.id);
}

export async function listPeopleRouting(ctx: Context, query: PageAsked & { teamId?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listPeopleAfter(ctx.db, query.teamId, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], showPerson);
}

/** Says what a person can and carries at most. */
export function changePersonRouting(
  ctx: Context,
  userId: string,
  input: { skills: string[]; mostLoad: number | null; takesCases: boolean },
) {
  return transact(ctx, async (ctx) => {
    if ((await findPerson(ctx.trx, userId)) === undefined)
      throw new Refusal('not_found', 'user-not-found', 'There is no such colleague who works on cases.');
    const skills = [...new Set(input.skills.map((skill) => skill.trim().toLowerCase()))].sort();
    await savePerson(ctx.trx, {
      user_id: userId,
      skills,
      most_load: input.mostLoad,
      takes_cases: input.takesCases,
      changed_at: ctx.now,
    });
    await record(ctx, 'people.skills-changed', userId, { userId, ...input, skills });
    return showPerson((await findPerson(ctx.trx, userId))!);
  });
}

/** Cases that wait for somebody, the longest first. */
export async function listRoutingQueue(ctx: Context, query: PageAsked) {
  const limit = query.limit ?? 50;
  const rows = await listQueueAfter(ctx.db, visibleCases(ctx.actor), readCursor(query.cursor, 2), limit);
  const ids = rows.map((row) => row.case_id);
  const cases = await selectCaseRows(ctx.db, {
    where: sql`k.id = any(${ids}::uuid[])`,
    order: sql`k.id`,
    limit: limit + 1,
    now: ctx.now,
  });
  const byId = new Map(cases.map((row) => [row.id, showCaseRow(row)]));
  return cutPage(
    rows.filter((row) => byId.has(row.case_id)),
    limit,
    (row) => [row.asked_at.toISOString(), row.case_id],
    (row) => ({ case: byId.get(row.case_id)!, askedAt: row.asked_at.toISOString(), reason: row.reason }),
  );
}

/** Impact and urgency of a case, and what routing last said about it. */
export async function readRoutingOfCase(ctx: Context, ref: string) {
  const { id } = await findCase(ctx, ref);
  const found = await ctx.db.selectFrom('cases').select(['impact', 'urgency']).where('id', '=', id).executeTakeFirst();
  const queued = await findQueued(ctx.db, id);
  const { rows } = await sql<{ because: string | null }>`
    select data->>'because' as because from events where subject_id = ${id} and type in ('cases.routed', 'cases.nobody-free', 'cases.pulled')
    order by id desc limit 1
  `.execute(ctx.db);
  return {
    impact: (found?.impact ?? null) as Impact | null,
    urgency: (found?.urgency ?? null) as Urgency | null,
    waiting: queued !== undefined,
    because: queued?.reason ?? rows[0]?.because ?? null,
  };
}

/** Says how many are hit and how long it can wait; the priority follows from both. */
export function setImpact(ctx: Context, ref: string, input: { impact: Impact; urgency: Urgency }): Promise<string> {
  return transact(ctx, async (ctx) => {
    const { id } = await findCase(ctx, ref);
    const { matrix } = await readDeskSettings(ctx);
    await changeCase(ctx, id, { priority: priorityOf(input.impact, input.urgency, matrix) });
    await ctx.trx.updateTable('cases').set(input).where('id', '=', id).execute();
    await record(ctx, 'cases.weighed', id, { caseId: id, ...input });
    return id;
  });
}

/** How much of the desk is shown. `plain` is what `auto` comes to: one team at most. */
export async function readDeskSettings(ctx: Context) {
  const row = await ctx.db
    .selectFrom('desk_settings')
    .select(['simple', 'impact_urgency', 'matrix', 'late_reply_days'])
    .executeTakeFirst();
  const simple = (row?.simple ?? 'auto') as 'auto' | 'on' | 'off';
  const teams = await ctx.db.selectFrom('teams').select('id').limit(2).execute();
  return {
    simple,
    plain: simple === 'auto' ? teams.length < 2 : simple === 'on',
    impactUrgency: row?.impact_urgency ?? false,
    matrix: (row?.matrix ?? usualMatrix) as unknown as PriorityMatrix,
    lateReplyDays: row === undefined ? usualLateDays : row.late_reply_days,
  };
}

/** What is not named stays. Records `people.desk-settings-changed` with what it was before. */
export function changeDeskSettings(
  ctx: Context,
  input: {
    simple: 'auto' | 'on' | 'off';
    impactUrgency: boolean;
    matrix?: PriorityMatrix | undefined;
    lateReplyDays?: number | null | undefined;
  },
) {
  return transact(ctx, async (ctx) => {
    const { plain: _, ...before } = await readDeskSettings({ ...ctx, db: ctx.trx });
    const change = {
      simple: input.simple,
      impact_urgency: input.impactUrgency,
      ...(input.matrix === undefined ? {} : { matrix: JSON.stringify(input.matrix) }),
      ...(input.lateReplyDays === undefined ? {} : { late_reply_days: input.lateReplyDays }),
      changed_at: ctx.now,
    };
    await ctx.trx
      .insertInto('desk_settings')
      .values({ one: true, ...change })
      .onConflict((conflict) => conflict.column('one').doUpdateSet(change))
      .execute();
    await record(ctx, 'people.desk-settings-changed', null, { ...input, before });
    return readDeskSettings({ ...ctx, db: ctx.trx });
  });
}

async function theTeam(ctx: Context, id: string): Promise<TeamRoutingRow> {
  const team = await findTeamRouting(ctx.db, id);
  if (team === undefined) throw new Refusal('not_found', 'team-not-found', 'There is no such team.');
  return team;
}

function showTeam(row: TeamRoutingRow) {
  return {
    team: { id: row.id, name: row.name },
    method: row.method,
    mostLoad: row.most_load,
    inHoursOnly: row.in_hours_only,
    takesTeamless: row.takes_teamless,
    waiting: row.waiting,
  };
}

function showPerson(row: PersonRow) {
  return {
    person: { id: row.id, name: row.name },
    skills: row.skills,
    mostLoad: row.own_limit,
    takesCases: row.takes_cases,
    load: Math.round(row.load * 10) / 10,
    absent: row.absent,
  };
}
