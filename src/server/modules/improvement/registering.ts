import type { Improvement } from '../../../contract/improvement.ts';
import { FEWEST_POINTS_AFTER } from '../../../domain/measures/verdict.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import * as queries from './improvement-queries.ts';
import { mustExist } from './known-records.ts';
import { placeOf } from './place.ts';
import { type MeasuredWhere, mustMakeSense, powerOf, rankOf, weeksBefore } from './planning.ts';
import { showImprovement } from './showing.ts';

/** A plan as somebody writes it; without `weeks`, as many as its power says. */
export interface PlanInput extends MeasuredWhere {
  hypothesis: string;
  weeks?: number | undefined;
  untouchedId?: string | null | undefined;
}

export interface ImprovementInput {
  title?: string | undefined;
  description?: string | undefined;
  problemId?: string | null | undefined;
  ownerId?: string | null | undefined;
  budget?: number | null | undefined;
}

/** Weeks watched when nothing is known yet of how much the share moves by itself. */
const WEEKS_WITHOUT_BASELINE = 12;

/** The register, the most worth first. */
export async function listImprovements(
  ctx: Context,
  query: queries.ImprovementFilter & { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const place = await placeOf(ctx);
  const rows = await queries.listImprovementsAfter(ctx.db, query, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.worth, row.id],
    (row) => showImprovement(row, place),
  );
}

/** Registers an improvement with its plan. What it will be measured by is said before it starts, or not at all. */
export function registerImprovement(
  ctx: Context,
  input: ImprovementInput & PlanInput & { title: string },
): Promise<Improvement> {
  return transact(ctx, async (ctx) => {
    await mustExist(ctx, { problemId: input.problemId, ownerId: input.ownerId });
    const id = newId();
    const { plan, rank } = await planColumns(ctx, input, input.budget ?? null);
    await queries.insertImprovement(ctx.trx, {
      ...plan,
      ...rank,
      ...columnsOf(input),
      id,
      title: input.title.trim(),
      registered_at: ctx.now,
      registered_by: staffId(ctx.actor),
    });
    await record(ctx, 'improvement.improvement-registered', id, {
      improvementId: id,
      title: input.title.trim(),
      metric: input.metric,
      touchpointId: input.touchpointId,
      expectedEffect: input.expectedEffect,
      weeks: plan.weeks,
      problemId: input.problemId ?? null,
    });
    return theShown(ctx, id);
  });
}

/** Changes an improvement; its plan only while it has not started. */
export function changeImprovement(
  ctx: Context,
  id: string,
  input: ImprovementInput & { plan?: PlanInput | undefined },
): Promise<Improvement> {
  return transact(ctx, async (ctx) => {
    await queries.holdImprovement(ctx.trx, id);
    const before = await theImprovement(ctx, id);
    if (input.plan !== undefined && before.started_on !== null)
      throw new Refusal(
        'conflict',
        'plan-fixed',
        `The change started on ${before.started_on}; what it is measured by stands since then.`,
        { field: 'plan' },
      );
    await mustExist(ctx, { problemId: input.problemId, ownerId: input.ownerId });
    const budget = input.budget === undefined ? before.budget : input.budget;
    const change = columnsOf(input);
    if (input.plan !== undefined) {
      const { plan, rank } = await planColumns(ctx, input.plan, budget);
      await queries.updateImprovement(ctx.trx, id, { ...change, ...plan, ...rank });
    } else {
      await queries.updateImprovement(ctx.trx, id, {
        ...change,
        ...(input.budget === undefined ? {} : { worth: (before.expected_value ?? 0) - (budget ?? 0) }),
      });
    }
    await record(ctx, 'improvement.improvement-changed', id, {
      improvementId: id,
      changed: [...Object.keys(change), ...(input.plan === undefined ? [] : ['plan'])],
    });
    return theShown(ctx, id);
  });
}

/** The improvement's row; refused when there is none. */
export async function theImprovement(ctx: Context, id: string): Promise<queries.ImprovementRow> {
  const found = await queries.findImprovement(ctx.trx ?? ctx.db, id);
  if (found === undefined) throw new Refusal('not_found', 'improvement-not-found', 'There is no such improvement.');
  return found;
}

/** The improvement as the wire shows it, inside a transaction. */
export async function theShown(ctx: WritingContext, id: string): Promise<Improvement> {
  return showImprovement(await theImprovement(ctx, id), await placeOf(ctx));
}

/** What a plan's row says of where to look. */
export function measuredOf(row: queries.ImprovementRow): MeasuredWhere {
  return {
    metric: row.metric as MeasuredWhere['metric'],
    touchpointId: row.touchpoint_id,
    channel: row.channel,
    expectedEffect: row.expected_effect,
    promptedOn: row.prompted_on,
  };
}

async function planColumns(
  ctx: WritingContext,
  input: PlanInput,
  budget: number | null,
): Promise<{ plan: queries.PlanColumns; rank: queries.RankColumns }> {
  await mustMakeSense(ctx, input);
  const before = await weeksBefore(ctx, input);
  const power = powerOf(input, before);
  const plan = {
    hypothesis: input.hypothesis.trim(),
    metric: input.metric,
    touchpoint_id: input.touchpointId,
    channel: input.channel,
    expected_effect: input.expectedEffect,
    weeks: Math.max(FEWEST_POINTS_AFTER, input.weeks ?? power.weeks ?? WEEKS_WITHOUT_BASELINE),
    prompted_on: input.promptedOn,
    untouched_id: input.untouchedId ?? null,
    fixed_at: ctx.now,
    fixed_on: (await placeOf(ctx)).today,
    fixed_by: staffId(ctx.actor),
    power: JSON.stringify(power),
  };
  return { plan, rank: await rankOf(ctx, { ...input, budget }, before) };
}

function columnsOf(input: ImprovementInput): queries.OtherColumns {
  return {
    ...(input.title === undefined ? {} : { title: input.title.trim() }),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.problemId === undefined ? {} : { problem_id: input.problemId }),
    ...(input.ownerId === undefined ? {} : { owner_id: input.ownerId }),
    ...(input.budget === undefined ? {} : { budget: input.budget }),
  };
}
