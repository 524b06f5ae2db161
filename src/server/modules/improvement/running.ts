import type { Improvement } from '../../../contract/improvement.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import * as queries from './improvement-queries.ts';
import { judge } from './judging.ts';
import { placeOf } from './place.ts';
import { theImprovement, theShown } from './registering.ts';

/**
 * The change is in effect since a day, today unless told. It cannot lie before the day the plan was last written: a
 * plan made afterwards would fit itself to what was seen.
 */
export function startImprovement(ctx: Context, id: string, input: { on?: string | undefined }): Promise<Improvement> {
  return transact(ctx, async (ctx) => {
    await queries.holdImprovement(ctx.trx, id);
    const row = await theImprovement(ctx, id);
    if (row.state !== 'proposed')
      throw new Refusal('conflict', 'already-started', `This improvement is ${row.state}; it cannot start again.`);
    const { today } = await placeOf(ctx);
    const on = input.on ?? today;
    if (on > today)
      throw new Refusal('invalid', 'start-in-future', 'Note the start when it has happened, not before.', {
        field: 'on',
      });
    if (on < row.fixed_on)
      throw new Refusal(
        'invalid',
        'start-before-plan',
        `The plan was written on ${row.fixed_on}; a change that began earlier cannot be judged by it.`,
        { field: 'on' },
      );
    await queries.updateImprovement(ctx.trx, id, { state: 'running', started_on: on });
    await record(ctx, 'improvement.change-started', id, {
      improvementId: id,
      title: row.title,
      on,
      touchpointId: row.touchpoint_id,
      metric: row.metric,
    });
    return theShown(ctx, id);
  });
}

/** Notes money spent; a negative amount takes back. */
export function spendOnImprovement(
  ctx: Context,
  id: string,
  input: { amount: number; what: string },
): Promise<Improvement> {
  return transact(ctx, async (ctx) => {
    await queries.holdImprovement(ctx.trx, id);
    await theImprovement(ctx, id);
    const amount = Math.round(input.amount * 100) / 100;
    await queries.insertSpending(ctx.trx, {
      id: newId(),
      improvement_id: id,
      at: ctx.now,
      amount,
      what: input.what.trim(),
      noted_by: staffId(ctx.actor),
    });
    await record(ctx, 'improvement.spent', id, { improvementId: id, amount });
    return theShown(ctx, id);
  });
}

/** Closes an improvement with its verdict, asking for it when nobody has yet. Refused while it is too early. */
export function closeImprovement(
  ctx: Context,
  id: string,
  input: { words?: string | undefined },
): Promise<Improvement> {
  return transact(ctx, async (ctx) => {
    await queries.holdImprovement(ctx.trx, id);
    const row = await theImprovement(ctx, id);
    if (row.state !== 'running')
      throw new Refusal('conflict', 'not-running', `This improvement is ${row.state}; only a running one is closed.`);
    const report = await judge(ctx, row);
    if (report.verdict === 'too-early')
      throw new Refusal('conflict', 'no-verdict-yet', 'It is too early to tell whether this worked.', {
        because: report.because,
        missing: report.missing,
      });
    await queries.updateImprovement(ctx.trx, id, {
      state: 'closed',
      closed_at: ctx.now,
      closing_words: input.words?.trim() ?? '',
    });
    await record(ctx, 'improvement.improvement-closed', id, { improvementId: id, verdict: report.verdict });
    return theShown(ctx, id);
  });
}

/** Gives an improvement up, and says why. It stays in the register. */
export function abandonImprovement(ctx: Context, id: string, input: { because: string }): Promise<Improvement> {
  return transact(ctx, async (ctx) => {
    await queries.holdImprovement(ctx.trx, id);
    const row = await theImprovement(ctx, id);
    if (row.state !== 'proposed' && row.state !== 'running')
      throw new Refusal('conflict', 'already-ended', `This improvement is ${row.state} already.`);
    await queries.updateImprovement(ctx.trx, id, {
      state: 'abandoned',
      closed_at: ctx.now,
      closing_words: input.because.trim(),
    });
    await record(ctx, 'improvement.improvement-abandoned', id, { improvementId: id, because: input.because.trim() });
    return theShown(ctx, id);
  });
}
