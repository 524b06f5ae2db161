import { sql } from 'kysely';
import type { ProcedureIdea } from '../../../contract/procedures-running.ts';
import type { ProcedureContent } from '../../../contract/procedures.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { hiddenTeams } from '../cases/index.ts';
import { openProblem } from '../improvement/index.ts';
import { notify } from '../notifications/index.ts';
import { languageOf } from '../people/index.ts';
import { findProcedure } from './queries.ts';
import { readRun } from './running.ts';
import { noProcedure } from './writing.ts';

type State = ProcedureIdea['state'];

/** Notes that a run was done otherwise, and why: an idea for the procedure, told to whoever keeps it. Records `procedures.deviated`. */
export function sayOtherwise(
  ctx: Context,
  runId: string,
  input: { text: string; stepKey?: string | undefined },
): Promise<ProcedureIdea> {
  return transact(ctx, async (ctx) => {
    const run = await readRun(ctx, runId);
    if (input.stepKey !== undefined && !run.steps.some((step) => step.key === input.stepKey))
      throw new Refusal('invalid', 'step-not-found', 'This version has no such step.', { field: 'stepKey' });
    const id = newId();
    const text = input.text.trim();
    await ctx.trx
      .insertInto('procedure_ideas')
      .values({
        id,
        procedure_id: run.procedure.id,
        version: run.version,
        run_id: runId,
        case_id: run.caseId,
        step_key: input.stepKey ?? null,
        text,
        said_by: staffId(ctx.actor),
        said_at: ctx.now,
      })
      .execute();
    await record(ctx, 'procedures.deviated', run.caseId, {
      ideaId: id,
      runId,
      procedureId: run.procedure.id,
      version: run.version,
      stepKey: input.stepKey ?? null,
      caseId: run.caseId,
      text,
    });
    const keeper = (await findProcedure(ctx.trx, run.procedure.id))?.owner_id;
    if (keeper != null && keeper !== staffId(ctx.actor))
      await notify(ctx, {
        userId: keeper,
        kind: 'alert',
        subject: say(await languageOf(ctx.trx, keeper), 'procedures', 'told.deviated', { name: run.procedure.name }),
        text,
        link: '/settings/procedures',
      });
    return theIdea({ ...ctx, db: ctx.trx }, id);
  });
}

/** Ideas for a procedure, newest first. The number of a case is left out where the reader does not see it. */
export async function listIdeas(
  ctx: Context,
  procedureId: string,
  query: { state?: State | undefined; limit?: number | undefined; cursor?: string | undefined },
) {
  if ((await findProcedure(ctx.db, procedureId)) === undefined) throw noProcedure();
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  let rows = selectIdeas(ctx)
    .where('i.procedure_id', '=', procedureId)
    .orderBy('i.said_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1);
  if (query.state !== undefined) rows = rows.where('i.state', '=', query.state);
  if (after !== undefined)
    rows = rows.where(sql<boolean>`(i.said_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return cutPage(await rows.execute(), limit, (row) => [row.said_at.toISOString(), row.id], show);
}

/** Takes an idea up, also as a problem to be looked into, or says why not. Whoever had it is told. Records `procedures.idea-answered`. */
export function answerIdea(
  ctx: Context,
  id: string,
  input: { state: 'taken-up' | 'declined'; answer: string; asProblem?: boolean | undefined },
): Promise<ProcedureIdea> {
  return transact(ctx, async (ctx) => {
    const row = await ctx.trx
      .selectFrom('procedure_ideas')
      .select(['id', 'state', 'said_by', 'text', 'case_id', 'procedure_id'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('not_found', 'idea-not-found', 'There is no such idea.');
    if (row.state !== 'open') throw new Refusal('conflict', 'idea-answered', 'This idea was answered already.');
    const idea = await theIdea({ ...ctx, db: ctx.trx }, id);
    const problem =
      input.state === 'taken-up' && input.asProblem === true
        ? await openProblem(ctx, {
            title: `${idea.procedure.name}: ${row.text}`.slice(0, 300),
            description: row.text,
            ...(idea.caseNumber === null || row.case_id === null ? {} : { caseIds: [row.case_id] }),
          })
        : undefined;
    await ctx.trx
      .updateTable('procedure_ideas')
      .set({
        state: input.state,
        answer: input.answer.trim(),
        problem_id: problem?.id ?? null,
        answered_at: ctx.now,
        answered_by: staffId(ctx.actor),
      })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'procedures.idea-answered', row.procedure_id, {
      ideaId: id,
      procedureId: row.procedure_id,
      state: input.state,
      problemId: problem?.id ?? null,
    });
    if (row.said_by !== null && row.said_by !== staffId(ctx.actor))
      await notify(ctx, {
        userId: row.said_by,
        kind: 'alert',
        subject: say(await languageOf(ctx.trx, row.said_by), 'procedures', `told.${input.state}`, {
          name: idea.procedure.name,
        }),
        text: input.answer.trim(),
        link: '/settings/procedures',
      });
    return theIdea({ ...ctx, db: ctx.trx }, id);
  });
}

async function theIdea(ctx: Context, id: string): Promise<ProcedureIdea> {
  return show(await selectIdeas(ctx).where('i.id', '=', id).executeTakeFirstOrThrow());
}

function selectIdeas(ctx: Context) {
  return ctx.db
    .selectFrom('procedure_ideas as i')
    .innerJoin('procedures as p', 'p.id', 'i.procedure_id')
    .leftJoin('procedure_versions as v', (join) =>
      join.onRef('v.procedure_id', '=', 'i.procedure_id').onRef('v.version', '=', 'i.version'),
    )
    .leftJoin('users as u', 'u.id', 'i.said_by')
    .leftJoin('cases as k', (join) =>
      join
        .onRef('k.id', '=', 'i.case_id')
        .on(sql<boolean>`(k.team_id is null or k.team_id not in (${hiddenTeams(ctx.actor)}))`),
    )
    .select([
      'i.id',
      'i.procedure_id',
      'p.name as procedure_name',
      'i.version',
      'i.step_key',
      'i.text',
      'i.said_by',
      'u.name as sayer',
      'i.said_at',
      'i.state',
      'i.answer',
      'i.problem_id',
      'i.answered_at',
      'k.number as case_number',
      'v.content',
    ]);
}

function show(row: Awaited<ReturnType<ReturnType<typeof selectIdeas>['executeTakeFirstOrThrow']>>): ProcedureIdea {
  const content = row.content as unknown as ProcedureContent | null;
  return {
    id: row.id,
    procedure: { id: row.procedure_id, name: row.procedure_name },
    version: row.version,
    stepKey: row.step_key,
    stepTitle: content?.steps.find((step) => step.key === row.step_key)?.title ?? null,
    caseNumber: row.case_number,
    text: row.text,
    saidBy: row.said_by === null ? null : { id: row.said_by, name: row.sayer ?? '' },
    saidAt: row.said_at.toISOString(),
    state: row.state as State,
    answer: row.answer,
    problemId: row.problem_id,
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}
