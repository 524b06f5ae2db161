import type { Problem } from '../../../contract/improvement-problems.ts';
import { shiftDay, startOfDayIn } from '../../../domain/measures/days.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { mustExist } from './known-records.ts';
import { named, type Place, placeOf } from './place.ts';
import * as queries from './problem-queries.ts';

export interface ProblemInput {
  title?: string | undefined;
  description?: string | undefined;
  whys?: string[] | undefined;
  cause?: string | undefined;
  workaround?: string | undefined;
  touchpointId?: string | null | undefined;
  since?: string | null | undefined;
  until?: string | null | undefined;
  ownerId?: string | null | undefined;
  state?: 'open' | 'known-error' | 'solved' | undefined;
  solution?: string | undefined;
}

/** Without a beginning, a problem means the moments of so many days before it was opened. */
const DAYS_MEANT = 90;

/** Problems, the newest first. */
export async function listProblems(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    state?: string | undefined;
    caseId?: string | undefined;
    touchpointId?: string | undefined;
    q?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  // what a case shows is told to whoever sees the case
  if (query.caseId !== undefined && (await queries.findSeenCases(ctx.db, ctx.actor, [query.caseId])).length === 0)
    throw new Refusal('not_found', 'case-not-found', 'There is no such case.');
  const place = await placeOf(ctx);
  const rows = await queries.listProblemsAfter(ctx.db, query, readCursor(query.cursor, 1), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => show(row, place),
  );
}

export async function readProblem(ctx: Context, id: string): Promise<Problem> {
  return show(await theProblem(ctx, id), await placeOf(ctx));
}

/** Opens a problem with the cases that show it. Cases that do not exist for the actor are refused. */
export function openProblem(
  ctx: Context,
  input: ProblemInput & { title: string; caseIds?: string[] | undefined },
): Promise<Problem> {
  return transact(ctx, async (ctx) => {
    await mustExist(ctx, { touchpointId: input.touchpointId, ownerId: input.ownerId });
    const caseIds = await mustSeeCases(ctx, input.caseIds ?? []);
    const id = newId();
    await queries.insertProblem(ctx.trx, {
      ...columnsOf(input),
      id,
      title: input.title.trim(),
      opened_at: ctx.now,
      counted_at: ctx.now,
      opened_by: staffId(ctx.actor),
    });
    await queries.insertLinks(ctx.trx, id, caseIds, staffId(ctx.actor), ctx.now);
    await countAffected(ctx, id);
    await record(ctx, 'improvement.problem-opened', id, { problemId: id, title: input.title.trim(), caseIds });
    return readProblem({ ...ctx, db: ctx.trx }, id);
  });
}

/** Changes a problem. A known error needs its cause and a workaround; a solved one says how. */
export function changeProblem(ctx: Context, id: string, input: ProblemInput): Promise<Problem> {
  return transact(ctx, async (ctx) => {
    await queries.holdProblem(ctx.trx, id);
    const before = await theProblem({ ...ctx, db: ctx.trx }, id);
    await mustExist(ctx, { touchpointId: input.touchpointId, ownerId: input.ownerId });
    const change = columnsOf(input);
    const after = { ...before, ...change };
    mustBeComplete(after);
    await queries.updateProblem(ctx.trx, id, {
      ...change,
      ...(after.state === before.state ? {} : { solved_at: after.state === 'solved' ? ctx.now : null }),
    });
    await countAffected(ctx, id);
    await record(ctx, 'improvement.problem-changed', id, {
      problemId: id,
      state: after.state,
      changed: Object.keys(change),
    });
    return readProblem({ ...ctx, db: ctx.trx }, id);
  });
}

/** The cases linked to a problem that exist for the actor. */
export async function listProblemCases(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  await theProblem(ctx, id);
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const rows = await queries.listLinkedCasesAfter(ctx.db, ctx.actor, id, after, limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.linked_at.toISOString(), row.id],
    (row) => ({
      id: row.id,
      number: row.number,
      subject: row.subject,
      state: row.state,
      customer: { id: row.customer_id, name: row.customer_name },
      linkedAt: row.linked_at.toISOString(),
    }),
  );
}

/** Links a case to a problem; linking twice is linking once. */
export function linkCase(ctx: Context, id: string, caseId: string): Promise<Problem> {
  return transact(ctx, async (ctx) => {
    await theProblem({ ...ctx, db: ctx.trx }, id);
    await mustSeeCases(ctx, [caseId]);
    if ((await queries.insertLinks(ctx.trx, id, [caseId], staffId(ctx.actor), ctx.now)) > 0) {
      await countAffected(ctx, id);
      await record(ctx, 'improvement.case-linked', id, { problemId: id, caseId });
    }
    return readProblem({ ...ctx, db: ctx.trx }, id);
  });
}

export function unlinkCase(ctx: Context, id: string, caseId: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    await theProblem({ ...ctx, db: ctx.trx }, id);
    await mustSeeCases(ctx, [caseId]);
    if (!(await queries.deleteLink(ctx.trx, id, caseId)))
      throw new Refusal('not_found', 'case-not-linked', 'This case is not linked to the problem.');
    await countAffected(ctx, id);
    await record(ctx, 'improvement.case-unlinked', id, { problemId: id, caseId });
    return null;
  });
}

/** Counts anew whom a problem concerns. */
export async function countAffected(ctx: WritingContext, id: string): Promise<void> {
  const problem = await theProblem({ ...ctx, db: ctx.trx }, id);
  const { zone, today } = await placeOf(ctx);
  const from = problem.since ?? shiftDay(problem.opened_at.toISOString().slice(0, 10), -DAYS_MEANT);
  const window = {
    id,
    touchpointId: problem.touchpoint_id,
    from: startOfDayIn(zone, from),
    to: startOfDayIn(zone, shiftDay(problem.until ?? today, 1)),
  };
  await queries.countAffected(ctx.trx, window, ctx.now);
}

/** The problem's row; refused when there is none. */
export async function theProblem(ctx: Context, id: string): Promise<queries.ProblemRow> {
  const found = await queries.findProblem(ctx.db, id);
  if (found === undefined) throw new Refusal('not_found', 'problem-not-found', 'There is no such problem.');
  return found;
}

async function mustSeeCases(ctx: WritingContext, caseIds: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(caseIds)];
  const seen = await queries.findSeenCases(ctx.trx, ctx.actor, wanted);
  if (seen.length < wanted.length) throw new Refusal('not_found', 'case-not-found', 'There is no such case.');
  return seen;
}

function mustBeComplete(problem: {
  state: string;
  cause: string;
  workaround: string;
  solution: string;
  since: string | null;
  until: string | null;
}): void {
  if (problem.state === 'known-error' && (problem.cause.trim() === '' || problem.workaround.trim() === ''))
    throw new Refusal('invalid', 'known-error-incomplete', 'A known error has its cause and a workaround.', {
      field: problem.cause.trim() === '' ? 'cause' : 'workaround',
    });
  if (problem.state === 'solved' && problem.solution.trim() === '')
    throw new Refusal('invalid', 'solution-missing', 'Say how the problem was solved.', { field: 'solution' });
  if (problem.since !== null && problem.until !== null && problem.since > problem.until)
    throw new Refusal('invalid', 'period', 'The problem ends before it begins.', { field: 'until' });
}

function columnsOf(input: ProblemInput): queries.ProblemChange {
  const { touchpointId, ownerId, title, ...rest } = input;
  const same = Object.fromEntries(
    (['description', 'state', 'whys', 'cause', 'workaround', 'solution', 'since', 'until'] as const)
      .filter((name) => rest[name] !== undefined)
      .map((name) => [name, rest[name]]),
  );
  return {
    ...same,
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(touchpointId === undefined ? {} : { touchpoint_id: touchpointId }),
    ...(ownerId === undefined ? {} : { owner_id: ownerId }),
  };
}

function show(row: queries.ProblemRow, place: Place): Problem {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    description: row.description,
    state: row.state as Problem['state'],
    whys: row.whys,
    cause: row.cause,
    workaround: row.workaround,
    touchpoint: named(row.touchpoint_id, row.touchpoint_name),
    since: row.since,
    until: row.until,
    owner: named(row.owner_id, row.owner_name),
    affected: {
      customers: row.affected_customers,
      moments: row.affected_moments,
      cases: row.affected_cases,
      value: row.value,
      currency: place.currency,
      countedAt: row.counted_at.toISOString(),
    },
    openedAt: row.opened_at.toISOString(),
    solvedAt: row.solved_at?.toISOString() ?? null,
    solution: row.solution,
  };
}
