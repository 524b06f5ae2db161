import type { Decision, DecisionScore } from '../../../contract/decisions.ts';
import { shareFigure } from '../../../contract/figures.ts';
import type { ImprovementMetric } from '../../../domain/improvement/metrics.ts';
import { outcomeOf } from '../../../domain/improvement/outcome.ts';
import { dayIn, shiftDay } from '../../../domain/measures/days.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { REVIEW_AFTER_DAYS } from './decisions/deciding.ts';
import * as queries from './decisions/decision-queries.ts';
import { findTally } from './metric-queries.ts';
import { placeOf } from './place.ts';
import { showDecision, theDecision } from './decisions/showing-decisions.ts';

/** A person says what became of a decision; the figures stand beside it. Refused before its ninety days are over. */
export function scoreDecision(
  ctx: Context,
  id: string,
  input: { outcome: DecisionScore['outcome']; words: string },
): Promise<Decision> {
  return transact(ctx, async (ctx) => {
    const row = await theDue(ctx, id);
    const figures = await figuresOf(ctx, row);
    const by = ctx.actor.kind === 'staff' ? { id: ctx.actor.id, name: ctx.actor.name } : null;
    await keep(ctx, row, { ...figures, outcome: input.outcome, words: input.words.trim(), by });
    return showDecision(ctx, await theDecision(ctx, id));
  });
}

/** Scores a decision by its figures alone: what the nightly job does when the ninety days are over. */
export function scoreByFigures(ctx: Context, id: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const row = await theDue(ctx, id);
    if (row.state !== 'scored') await keep(ctx, row, { ...(await figuresOf(ctx, row)), words: '', by: null });
  });
}

type Figures = Pick<DecisionScore, 'outcome' | 'before' | 'after' | 'difference' | 'low' | 'high'>;

const unknown: Figures = {
  outcome: 'cannot-tell',
  before: null,
  after: null,
  difference: null,
  low: null,
  high: null,
};

/** The ninety days before the decision against the ninety after it, the day itself left out. */
async function figuresOf(ctx: WritingContext, row: queries.DecisionRow): Promise<Figures> {
  if (row.metric === null || row.expected_effect === null || row.decided_at === null) return unknown;
  const { zone } = await placeOf(ctx);
  const day = dayIn(zone, row.decided_at);
  const metric = row.metric as ImprovementMetric;
  const measured = { metric, touchpointId: metric.startsWith('moments-') ? row.touchpoint_id : null, channel: null };
  const before = await findTally(ctx.trx, measured, { zone, from: shiftDay(day, -REVIEW_AFTER_DAYS), to: day });
  const after = await findTally(ctx.trx, measured, {
    zone,
    from: shiftDay(day, 1),
    to: shiftDay(day, REVIEW_AFTER_DAYS + 1),
  });
  const found = outcomeOf(metric, row.expected_effect, before, after);
  return {
    ...found,
    before: shareFigure(before.hits, before.trials),
    after: shareFigure(after.hits, after.trials),
  };
}

async function theDue(ctx: WritingContext, id: string): Promise<queries.DecisionRow> {
  await queries.holdDecision(ctx.trx, id);
  const row = await theDecision(ctx, id);
  if (row.state !== 'decided' && row.state !== 'scored')
    throw new Refusal('conflict', 'not-decided', 'Only a decision that was taken can be scored.');
  const { today } = await placeOf(ctx);
  if (row.review_on === null || row.review_on > today)
    throw new Refusal('conflict', 'too-early-to-score', `This decision is looked at again on ${row.review_on}.`, {
      reviewOn: row.review_on,
    });
  return row;
}

async function keep(ctx: WritingContext, row: queries.DecisionRow, score: Omit<DecisionScore, 'at'>): Promise<void> {
  await queries.updateDecision(ctx.trx, row.id, {
    state: 'scored',
    outcome: score.outcome,
    score: JSON.stringify({ ...score, at: ctx.now.toISOString() }),
  });
  await record(ctx, 'improvement.decision-scored', row.id, {
    decisionId: row.id,
    outcome: score.outcome,
    byStaff: staffId(ctx.actor) !== null,
  });
}
