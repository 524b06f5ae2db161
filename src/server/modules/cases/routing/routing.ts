import { isOpenAt } from '../../../../domain/promises/business-time.ts';
import {
  type Candidate,
  routeCase as decideRouting,
  type Routing,
  traitsOf,
  weightOf,
} from '../../../../domain/rules/routing.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../../context.ts';
import { addJob } from '../../../jobs/adding.ts';
import type { Job } from '../../../jobs/running.ts';
import { record } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { changeCase } from '../changing.ts';
import { findCase } from '../finding.ts';
import {
  dropQueued,
  findQueued,
  findTeamOfTheTeamless,
  findTeamRouting,
  holdRoutedCase,
  holdRouting,
  listMembers,
  type MemberRow,
  noteTried,
  noteTurn,
  queueCases,
  type RoutedCase,
  takeQueued,
} from './routing-queries.ts';

const jobName = 'cases.route';
/** Looks per turn of the job; the next turn goes on where this one stopped. */
const mostPerTurn = 300;
/** A case that nobody could take is looked at again after this, in milliseconds. */
const lookAgainAfter = 55_000;

/** What became of a look for somebody. */
export interface Routed {
  assignee: { id: string; name: string } | null;
  because: string;
}

/** Lets the team decide who gets a case, now. A case that somebody has keeps him. */
export async function routeCase(ctx: Context, ref: string): Promise<Routed> {
  const { id } = await findCase(ctx, ref);
  return transact(ctx, async (ctx) => {
    // the lock first and the row second, everywhere: two that do it the other way round would wait for each other
    await holdRouting(ctx.trx);
    return lookFor(ctx, id);
  });
}

/** Asks for somebody for these cases; a job looks at once, and again every minute until there is one. */
export function askForSomebody(ctx: Context, caseIds: readonly string[]): Promise<void> {
  return transact(ctx, async (ctx) => {
    if (caseIds.length === 0) return;
    await queueCases(ctx.trx, caseIds, ctx.now);
    await addJob(ctx, jobName, {}, { key: jobName });
  });
}

/**
 * Looks for somebody for every case that waits, each in a transaction of its own under the lock of routing: any number of
 * nodes may do so at once, and none gives a case that another gave.
 */
export async function routeWaiting(ctx: Context): Promise<number> {
  const system = asSystem(ctx, 'routing');
  const before = new Date(ctx.now.getTime() - lookAgainAfter);
  let given = 0;
  for (let turn = 0; turn < mostPerTurn; turn++) {
    const found = await transact(system, async (ctx) => {
      await holdRouting(ctx.trx);
      const id = await takeQueued(ctx.trx, before);
      return id === undefined ? undefined : lookFor(ctx, id);
    });
    if (found === undefined) break;
    if (found.assignee !== null) given++;
  }
  return given;
}

export const routeWaitingJob: Job = {
  name: jobName,
  work: async (ctx) => {
    await routeWaiting(ctx);
  },
};

/** New cases, and cases that came to a team, look for somebody by themselves where the team wants that. */
export const routeNewCases: Subscription = {
  name: 'cases.routing',
  types: ['cases.opened', 'cases.changed'],
  handle: async (ctx, events) => {
    const asking: string[] = [];
    for (const { type, subjectId, data } of events) {
      if (subjectId === null) continue;
      const after = (type === 'cases.opened' ? data : data['after']) as Record<string, unknown>;
      const teamless = type === 'cases.opened' && (data['teamId'] ?? null) === null;
      const hasTeam = typeof after['teamId'] === 'string';
      if ((teamless || hasTeam) && (after['assigneeId'] ?? null) === null) asking.push(subjectId);
    }
    if (asking.length === 0 || !(await isAnyTeamRouted(ctx))) return;
    await askForSomebody(ctx, asking);
  },
};

async function isAnyTeamRouted(ctx: Context): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('team_routing')
    .select('team_id')
    .where('method', '<>', 'manual')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The lock of routing is held. */
async function lookFor(ctx: WritingContext, id: string): Promise<Routed> {
  const found = await holdRoutedCase(ctx.trx, id);
  if (found === undefined || found.state === 'closed' || found.assignee_id !== null) {
    await dropQueued(ctx.trx, id);
    return { assignee: null, because: 'Somebody has this case already, or it is closed.' };
  }
  const teamId = found.team_id ?? (await findTeamOfTheTeamless(ctx.trx));
  const team = teamId === undefined ? undefined : await findTeamRouting(ctx.trx, teamId);
  if (team === undefined) {
    await dropQueued(ctx.trx, id);
    return { assignee: null, because: 'The case belongs to no team, and no team takes cases without one.' };
  }
  const members = await listMembers(ctx.trx, team.id);
  const people = members.map((row) => candidateOf(row, team.most_load, ctx.now));
  const wanted = { traits: traitsOf(found), weight: weightOf(found.priority, found.state) };
  const decided = decideRouting(team.method, wanted, people, team.in_hours_only);
  if (decided.to === null) return leaveWaiting(ctx, found, decided);
  await changeCase(asSystem(ctx, 'routing'), id, {
    assigneeId: decided.to.id,
    ...(found.team_id === null ? { teamId: team.id } : {}),
  });
  await noteTurn(ctx.trx, team.id, decided.to.id, ctx.now);
  await dropQueued(ctx.trx, id);
  const { id: assigneeId, name } = decided.to;
  const told = {
    caseId: id,
    assigneeId,
    teamId: team.id,
    method: team.method,
    because: decided.because,
    needs: decided.needs,
  };
  await record(ctx, 'cases.routed', id, told);
  return { assignee: { id: assigneeId, name }, because: decided.because };
}

/** Nobody can take it now: it stays with the reason, which is told once and again only when it is another. */
async function leaveWaiting(
  ctx: WritingContext,
  found: RoutedCase,
  decided: Extract<Routing, { to: null }>,
): Promise<Routed> {
  const { because, reason, needs } = decided;
  const before = await findQueued(ctx.trx, found.id);
  if (reason === 'manual') await dropQueued(ctx.trx, found.id);
  else {
    if (before === undefined) await queueCases(ctx.trx, [found.id], ctx.now);
    await noteTried(ctx.trx, found.id, because, ctx.now);
    if (before?.reason !== because)
      await record(ctx, 'cases.nobody-free', found.id, { caseId: found.id, because, reason, needs });
  }
  return { assignee: null, because };
}

function candidateOf(row: MemberRow, usualLimit: number | null, now: Date): Candidate {
  const calendar =
    row.zone === null || row.week === null
      ? null
      : { zone: row.zone, week: row.week, exceptions: row.exceptions ?? [] };
  return {
    id: row.id,
    name: row.name,
    skills: row.skills,
    load: row.load,
    mostLoad: row.own_limit ?? usualLimit,
    takesCases: row.takes_cases,
    absent: row.absent,
    inHours: isOpenAt(calendar, now),
    lastGivenAt: row.last_given_at?.getTime() ?? null,
  };
}
