import { type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { listDue } from './decisions/decision-queries.ts';
import { findImprovement, listUnfinished, updateImprovement } from './improvement-queries.ts';
import { judgeImprovement } from './judging.ts';
import { placeOf } from './place.ts';
import { rankOf, weeksBefore } from './planning.ts';
import { countAffected } from './problems.ts';
import { listUnsolvedProblems } from './problem-queries.ts';
import { measuredOf } from './registering.ts';
import { scoreByFigures } from './scoring.ts';

const BATCH = 100;

/**
 * Every night: judges changes whose weeks may be over, ranks what waits anew, counts whom problems concern, and scores
 * decisions after ninety days. Each record in a transaction of its own, so that a broken one holds up no other; running
 * it twice changes nothing.
 */
export const improvementNight: Job = {
  name: 'improvement.night',
  work: async (ctx) => {
    await forEach(listUnfinished, ctx, async ({ id, state, verdict }) => {
      if (state === 'running' && verdict === null) await judgeImprovement(ctx, id);
      else if (state === 'proposed') await rankAnew(ctx, id);
    });
    await forEach(listUnsolvedProblems, ctx, ({ id }) => transact(ctx, (ctx) => countAffected(ctx, id)));
    const { today } = await placeOf(ctx);
    await forEach(
      (db, after: string | undefined, limit) => listDue(db, today, after, limit),
      ctx,
      ({ id }) => scoreByFigures(ctx, id),
    );
  },
};

function rankAnew(ctx: Context, id: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const row = await findImprovement(ctx.trx, id);
    if (row === undefined) return;
    const measured = measuredOf(row);
    const rank = await rankOf(ctx, { ...measured, budget: row.budget }, await weeksBefore(ctx, measured));
    await updateImprovement(ctx.trx, id, rank);
  });
}

/** Walks a table by id, a batch at a time; what failed is told at the end, so that the job is tried again and seen. */
async function forEach<Row extends { id: string }>(
  list: (db: Context['db'], after: string | undefined, limit: number) => Promise<Row[]>,
  ctx: Context,
  work: (row: Row) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (let after: string | undefined, full = true; full;) {
    const rows = await list(ctx.db, after, BATCH);
    for (const row of rows) await work(row).catch((error: unknown) => failures.push(error));
    after = rows.at(-1)?.id;
    full = rows.length === BATCH;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} records could not be worked on`);
}
