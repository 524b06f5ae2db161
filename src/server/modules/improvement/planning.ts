import { shareFigure } from '../../../contract/figures.ts';
import type { Power } from '../../../contract/improvement-plans.ts';
import { baselineWeeks, sum, type Week, weeksNeeded } from '../../../domain/improvement/evaluation.ts';
import { betterWhen, type ImprovementMetric, isAboutMoments } from '../../../domain/improvement/metrics.ts';
import { worthOf } from '../../../domain/improvement/worth.ts';
import { shiftDay, startOfDayIn } from '../../../domain/measures/days.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { findValueAtStake, type RankColumns } from './improvement-queries.ts';
import { mustExist } from './known-records.ts';
import { findWeeks } from './metric-queries.ts';
import { placeOf } from './place.ts';

/** What is to be measured, where, and what is expected of it. */
export interface MeasuredWhere {
  metric: ImprovementMetric;
  touchpointId: string | null;
  channel: string | null;
  /** Positive, as a share. */
  expectedEffect: number;
  promptedOn: string | null;
}

/** Weeks looked back over for twelve with figures. */
export const WEEKS_BACK = 52;
/** Weeks of which the value at stake is told. */
const WEEKS_AT_STAKE = 12;
const DAYS_PER_WEEK = 7;

/** How many weeks such a plan needs to be judged, from the weeks before today. Stores nothing. */
export async function readPower(ctx: Context, input: MeasuredWhere): Promise<Power> {
  await mustMakeSense(ctx, input);
  return powerOf(input, await weeksBefore(ctx, input));
}

/** The weeks before today, the baseline to be. */
export async function weeksBefore(ctx: Context, input: MeasuredWhere): Promise<Week[]> {
  const { zone, today } = await placeOf(ctx);
  return findWeeks(ctx.trx ?? ctx.db, input, { zone, anchor: today, before: WEEKS_BACK, after: 0 });
}

/** The power of a plan against given weeks. */
export function powerOf(input: MeasuredWhere, before: readonly Week[]): Power {
  const baseline = baselineWeeks(before, input.promptedOn);
  const needed = weeksNeeded(baseline, input.metric, input.expectedEffect);
  const { hits, trials } = sum(baseline);
  return {
    state: needed === undefined ? 'no-baseline' : needed.points === undefined ? 'too-noisy' : 'known',
    weeks: needed?.points ?? null,
    smallestDetectable: needed !== undefined && needed.points === undefined ? needed.smallestDetectable : null,
    baseline: shareFigure(hits, trials),
    baselineFrom: baseline[0]?.from ?? null,
    baselineTo: baseline.length === 0 ? null : shiftDay(baseline.at(-1)!.from, DAYS_PER_WEEK - 1),
  };
}

/** Where the improvement stands in the register, as columns. */
export async function rankOf(
  ctx: Context,
  input: MeasuredWhere & { budget: number | null },
  before: readonly Week[],
): Promise<RankColumns> {
  const { zone, today } = await placeOf(ctx);
  const from = startOfDayIn(zone, shiftDay(today, -WEEKS_AT_STAKE * DAYS_PER_WEEK));
  const valueAtStake = isAboutMoments(input.metric)
    ? await findValueAtStake(ctx.trx ?? ctx.db, input, from, ctx.now)
    : null;
  const baseline = baselineWeeks(before, input.promptedOn);
  const worth = worthOf({
    baseline: { ...sum(baseline), weeks: baseline.length },
    lower: betterWhen(input.metric) === 'lower',
    expectedEffect: input.expectedEffect,
    valueAtStake,
    budget: input.budget,
  });
  return {
    moments_per_year: isAboutMoments(input.metric) ? worth.momentsPerYear : null,
    value_at_stake: valueAtStake,
    expected_value: worth.expectedValue,
    worth: worth.worth,
  };
}

/** Refuses a touchpoint for a metric that has none, and whatever does not exist. */
export async function mustMakeSense(
  ctx: Context,
  input: MeasuredWhere & { untouchedId?: string | null | undefined },
): Promise<void> {
  const untouched = input.untouchedId ?? null;
  if (!isAboutMoments(input.metric) && (input.touchpointId !== null || untouched !== null))
    throw new Refusal('invalid', 'metric-has-no-touchpoint', 'Only moments happen at a touchpoint; leave it out.', {
      field: 'touchpointId',
    });
  if (untouched !== null && untouched === input.touchpointId)
    throw new Refusal('invalid', 'untouched-is-touched', 'The touchpoint to compare with must be another one.', {
      field: 'untouchedId',
    });
  await mustExist(ctx, { touchpointId: input.touchpointId, untouchedId: untouched });
}
