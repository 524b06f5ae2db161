import type { Decision, DecisionScore, SeatBrief } from '../../../../contract/decisions.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import * as queries from './decision-queries.ts';
import { named } from '../place.ts';
import { seatBrief } from './seat.ts';

/** Decisions, the newest first. */
export async function listDecisions(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    state?: string | undefined;
    improvementId?: string | undefined;
    link?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await queries.listDecisionsAfter(ctx.db, query, readCursor(query.cursor, 1), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      number: row.number,
      question: row.question,
      state: row.state as Decision['state'],
      touchpoint: named(row.touchpoint_id, row.touchpoint_name),
      restsOn: restsOn(row),
      chosen: row.chosen === null ? null : ((row.options as Decision['options'])[row.chosen]?.title ?? null),
      decidedAt: row.decided_at?.toISOString() ?? null,
      reviewOn: row.review_on,
      outcome: row.outcome as DecisionScore['outcome'] | null,
    }),
  );
}

export async function readDecision(ctx: Context, id: string): Promise<Decision> {
  return showDecision(ctx, await theDecision(ctx, id));
}

/** The decision's row; refused when there is none. */
export async function theDecision(ctx: Context, id: string): Promise<queries.DecisionRow> {
  const found = await queries.findDecision(ctx.trx ?? ctx.db, id);
  if (found === undefined) throw new Refusal('not_found', 'decision-not-found', 'There is no such decision.');
  return found;
}

/** What still stands between a draft and the decision, in the order in which it is told. */
export function missingOf(
  row: { seat_answer: string; chosen: number | null; options: unknown },
  deciders: readonly { opinion: string }[],
): Decision['missing'] {
  const missing: Decision['missing'] = [];
  if (row.seat_answer.trim() === '') missing.push('seat-answer');
  if ((row.options as unknown[]).length === 0) missing.push('options');
  if (row.chosen === null) missing.push('choice');
  if (deciders.some((decider) => decider.opinion === 'reading')) missing.push('opinions');
  return missing;
}

/** A decision as the wire shows it: a draft with the seat as it is now, a decided one with the seat as it was heard. */
export async function showDecision(ctx: Context, row: queries.DecisionRow): Promise<Decision> {
  const db = ctx.trx ?? ctx.db;
  const deciders = await queries.listDeciders(db, row.id);
  const heard = row.seat as SeatBrief | null;
  return {
    id: row.id,
    number: row.number,
    question: row.question,
    state: row.state as Decision['state'],
    restsOn: restsOn(row),
    touchpoint: named(row.touchpoint_id, row.touchpoint_name),
    problemId: row.problem_id,
    improvementId: row.improvement_id,
    options: row.options as Decision['options'],
    chosen: row.chosen,
    expectation:
      row.metric === null || row.expected_effect === null
        ? null
        : {
            metric: row.metric as NonNullable<Decision['expectation']>['metric'],
            expectedEffect: row.expected_effect,
          },
    seat: heard ?? (await seatBrief(ctx, { touchpointId: row.touchpoint_id, problemId: row.problem_id })),
    seatAnswer: row.seat_answer,
    deciders: deciders.map(({ id, name, opinion, at }) => ({
      id,
      name,
      opinion: opinion as 'reading' | 'agrees' | 'disagrees',
      at: at?.toISOString() ?? null,
    })),
    missing: row.state === 'draft' ? missingOf(row, deciders) : [],
    draftedBy: named(row.drafted_by, row.drafted_by_name),
    draftedAt: row.drafted_at.toISOString(),
    decidedBy: named(row.decided_by, row.decided_by_name),
    decidedAt: row.decided_at?.toISOString() ?? null,
    reviewOn: row.review_on,
    score: row.score as DecisionScore | null,
  };
}

function restsOn(row: queries.DecisionRow) {
  return row.rests_on_title === null || row.rests_on_link === null
    ? null
    : { title: row.rests_on_title, link: row.rests_on_link };
}
