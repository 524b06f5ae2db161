import type { Decision } from '../../../../contract/decisions.ts';
import { dayIn, shiftDay } from '../../../../domain/measures/days.ts';
import type { ImprovementMetric } from '../../../../domain/improvement/metrics.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import * as queries from './decision-queries.ts';
import { mustExist } from '../known-records.ts';
import { placeOf } from '../place.ts';
import { seatBrief } from './seat.ts';
import { missingOf, showDecision, theDecision } from './showing-decisions.ts';

type Opinion = 'reading' | 'agrees' | 'disagrees';

export interface DecisionInput {
  question?: string | undefined;
  restsOn?: { title: string; link: string } | null | undefined;
  touchpointId?: string | null | undefined;
  problemId?: string | null | undefined;
  improvementId?: string | null | undefined;
  options?: { title: string; points: { label: string; text: string }[] }[] | undefined;
  chosen?: number | null | undefined;
  expectation?: { metric: ImprovementMetric; expectedEffect: number } | null | undefined;
  seatAnswer?: string | undefined;
  deciderIds?: string[] | undefined;
}

/** Days after which a decision is looked at again. */
export const REVIEW_AFTER_DAYS = 90;

/** Drafts a decision. Whoever it is about is already in the empty seat. */
export function draftDecision(ctx: Context, input: DecisionInput & { question: string }): Promise<Decision> {
  return transact(ctx, async (ctx) => {
    await mustExist(ctx, input);
    const id = newId();
    mustBeAnOption(input.chosen ?? null, input.options?.length ?? 0);
    await queries.insertDecision(ctx.trx, {
      ...columnsOf(input),
      id,
      question: input.question.trim(),
      drafted_at: ctx.now,
      drafted_by: staffId(ctx.actor),
    });
    await queries.setDeciders(ctx.trx, id, input.deciderIds ?? []);
    await record(ctx, 'improvement.decision-drafted', id, { decisionId: id, question: input.question.trim() });
    return showDecision(ctx, await theDecision(ctx, id));
  });
}

/** Changes a draft. Whoever had an opinion on something that is now different reads it again. */
export function changeDecision(ctx: Context, id: string, input: DecisionInput): Promise<Decision> {
  return transact(ctx, async (ctx) => {
    const before = await theDraft(ctx, id);
    await mustExist(ctx, input);
    const options = input.options ?? (before.options as unknown[]);
    mustBeAnOption(input.chosen === undefined ? before.chosen : input.chosen, options.length);
    await queries.updateDecision(ctx.trx, id, columnsOf(input));
    if (input.deciderIds !== undefined) await queries.setDeciders(ctx.trx, id, input.deciderIds);
    if (changesSubstance(before, input)) await queries.askAgain(ctx.trx, id);
    await record(ctx, 'improvement.decision-changed', id, { decisionId: id, changed: Object.keys(input) });
    return showDecision(ctx, await theDecision(ctx, id));
  });
}

/** Says one's own opinion on a draft. */
export function sayOpinion(ctx: Context, id: string, opinion: Opinion): Promise<Decision> {
  return transact(ctx, async (ctx) => {
    await theDraft(ctx, id);
    const me = staffId(ctx.actor);
    if (me === null || !(await queries.saveOpinion(ctx.trx, id, me, opinion, ctx.now)))
      throw new Refusal('forbidden', 'not-a-decider', 'Only those who decide say an opinion here.');
    await record(ctx, 'improvement.opinion-said', id, { decisionId: id, opinion });
    return showDecision(ctx, await theDecision(ctx, id));
  });
}

/**
 * Decides. Refused while the seat is unanswered, nothing is chosen or a decider is still reading. Who sat in the seat
 * and what they said is kept as it was heard.
 */
export function decide(ctx: Context, id: string): Promise<Decision> {
  return transact(ctx, async (ctx) => {
    const draft = await theDraft(ctx, id);
    const deciders = await queries.listDeciders(ctx.trx, id);
    const missing = missingOf(draft, deciders);
    if (missing.length > 0) throw new Refusal('conflict', 'not-ready', sentences[missing[0]!], { missing });
    const seat = await seatBrief(ctx, { touchpointId: draft.touchpoint_id, problemId: draft.problem_id });
    const { zone } = await placeOf(ctx);
    const reviewOn = shiftDay(dayIn(zone, ctx.now), REVIEW_AFTER_DAYS);
    await queries.updateDecision(ctx.trx, id, {
      state: 'decided',
      seat: JSON.stringify(seat),
      decided_at: ctx.now,
      decided_by: staffId(ctx.actor),
      review_on: reviewOn,
    });
    await record(ctx, 'improvement.decided', id, {
      decisionId: id,
      question: draft.question,
      chosen: draft.chosen,
      restsOn: draft.rests_on_link,
      improvementId: draft.improvement_id,
      affected: seat.affected,
      reviewOn,
    });
    return showDecision(ctx, await theDecision(ctx, id));
  });
}

export function dropDecision(ctx: Context, id: string): Promise<Decision> {
  return transact(ctx, async (ctx) => {
    await theDraft(ctx, id);
    await queries.updateDecision(ctx.trx, id, { state: 'dropped' });
    await record(ctx, 'improvement.decision-dropped', id, { decisionId: id });
    return showDecision(ctx, await theDecision(ctx, id));
  });
}

const sentences = {
  'seat-answer': 'The seat has not been answered: say to whoever this is about what you say to their objection.',
  choice: 'None of the options is chosen.',
  opinions: 'Not everybody who decides has said an opinion.',
  options: 'There is nothing to choose from: write at least one option.',
} as const;

async function theDraft(ctx: WritingContext, id: string): Promise<queries.DecisionRow> {
  await queries.holdDecision(ctx.trx, id);
  const found = await theDecision(ctx, id);
  if (found.state !== 'draft')
    throw new Refusal('conflict', 'not-a-draft', `This decision is ${found.state}; it can no longer be changed.`);
  return found;
}

function mustBeAnOption(chosen: number | null, options: number): void {
  if (chosen !== null && chosen >= options)
    throw new Refusal('invalid', 'no-such-option', 'The chosen option does not exist.', { field: 'chosen' });
}

function changesSubstance(before: queries.DecisionRow, input: DecisionInput): boolean {
  return (
    (input.question !== undefined && input.question.trim() !== before.question) ||
    (input.options !== undefined && JSON.stringify(input.options) !== JSON.stringify(before.options)) ||
    (input.chosen !== undefined && input.chosen !== before.chosen)
  );
}

function columnsOf(input: DecisionInput): queries.DecisionColumns {
  return {
    ...(input.question === undefined ? {} : { question: input.question.trim() }),
    ...(input.restsOn === undefined
      ? {}
      : { rests_on_title: input.restsOn?.title ?? null, rests_on_link: input.restsOn?.link ?? null }),
    ...(input.touchpointId === undefined ? {} : { touchpoint_id: input.touchpointId }),
    ...(input.problemId === undefined ? {} : { problem_id: input.problemId }),
    ...(input.improvementId === undefined ? {} : { improvement_id: input.improvementId }),
    ...(input.options === undefined ? {} : { options: JSON.stringify(input.options) }),
    ...(input.chosen === undefined ? {} : { chosen: input.chosen }),
    ...(input.expectation === undefined
      ? {}
      : { metric: input.expectation?.metric ?? null, expected_effect: input.expectation?.expectedEffect ?? null }),
    ...(input.seatAnswer === undefined ? {} : { seat_answer: input.seatAnswer }),
  };
}
