import type { CaseProcedures } from '../../../contract/procedures-running.ts';
import type { ProcedureContent } from '../../../contract/procedures.ts';
import { fitOf } from '../../../domain/procedures/proposing.ts';
import { standingsOf } from '../../../domain/procedures/steps.ts';
import type { Context } from '../../context.ts';
import { findCase } from '../cases/index.ts';
import { listLive, listMarks, listRunsOfCase, openingWords } from './queries.ts';
import { marksOf, showRun } from './running.ts';

const mostProposed = 5;

/** What runs or ran in a case, and what is proposed for it. */
export async function readCaseProcedures(ctx: Context, ref: string): Promise<CaseProcedures> {
  const found = await findCase(ctx, ref);
  const runs = await listRunsOfCase(ctx.db, found.id);
  const marks = await listMarks(
    ctx.db,
    runs.map((run) => run.id),
  );
  const known = new Set(runs.map((run) => run.procedure_id));
  const proposed = (await proposals(ctx, found)).filter((one) => !known.has(one.id));
  return {
    runs: runs.map((run) =>
      showRun(
        ctx,
        run,
        marks.filter((mark) => mark.run_id === run.id),
        found.assignee_id,
      ),
    ),
    proposed: proposed.slice(0, mostProposed),
  };
}

/**
 * The procedure that fits a case best by its kind, tags and words; the one that already runs in it comes first.
 * Undefined when none fits.
 */
export async function proposedProcedure(
  ctx: Context,
  caseId: string,
): Promise<{ id: string; name: string; purpose: string; steps: number; runId: string | null } | undefined> {
  const found = await findCase(ctx, caseId);
  const runs = await listRunsOfCase(ctx.db, found.id);
  const run = runs.find((one) => one.state === 'running');
  if (run !== undefined) {
    const { name, purpose, steps } = run.content as unknown as ProcedureContent;
    return { id: run.procedure_id, name, purpose, steps: steps.length, runId: run.id };
  }
  // what was done or stopped in it is not proposed again
  const best = (await proposals(ctx, found)).find(({ id }) => !runs.some((one) => one.procedure_id === id));
  return best === undefined ? undefined : { ...best, runId: null };
}

/** What the customer of a case is told of its steps that are done, oldest first; `at` is when each was done. */
export async function customerSteps(ctx: Context, caseId: string): Promise<{ at: Date; words: string }[]> {
  const found = await findCase(ctx, caseId);
  const runs = await listRunsOfCase(ctx.db, found.id);
  const marks = await listMarks(
    ctx.db,
    runs.map((run) => run.id),
  );
  const told = runs.flatMap((run) => {
    const { steps } = run.content as unknown as ProcedureContent;
    const own = marks.filter((mark) => mark.run_id === run.id);
    const { standings } = standingsOf(steps, marksOf(own));
    return steps.flatMap((step) => {
      const mark = own.find((one) => one.step_key === step.key);
      const words = step.customerWords.trim();
      if (mark === undefined || step.behindTheScenes || words === '' || standings.get(step.key) !== 'done') return [];
      return [{ at: mark.at, words }];
    });
  });
  return told.sort((one, other) => one.at.getTime() - other.at.getTime());
}

async function proposals(ctx: Context, found: { id: string; kind: string; tags: string[]; subject: string }) {
  const live = await listLive(ctx.db, found.kind);
  if (live.length === 0) return [];
  const text = `${found.subject}\n${await openingWords(ctx.db, found.id)}`;
  return live
    .map((row) => {
      const { name, purpose, steps } = row.content as unknown as ProcedureContent;
      return { id: row.id, name, purpose, steps: steps.length, fit: fitOf(row, { ...found, text }) };
    })
    .filter((one) => one.fit > 0)
    .sort((one, other) => other.fit - one.fit || one.name.localeCompare(other.name));
}
