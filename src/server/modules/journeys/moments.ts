import type { Moment, MomentInFull } from '../../../contract/journeys-moments.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findMoment, listEvidence, listMomentsAfter, type MomentFilter, type MomentWithNames } from './queries.ts';

/** The ledger, newest first. Moments of cases that the actor may not see are not there. */
export async function listMoments(
  ctx: Context,
  query: MomentFilter & { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listMomentsAfter(ctx.db, ctx.actor, query, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], show);
}

/** One moment with everything that speaks about it. @throws Refusal not_found */
export async function readMoment(ctx: Context, id: string): Promise<MomentInFull> {
  const row = await findMoment(ctx.db, ctx.actor, id);
  if (row === undefined) throw new Refusal('not_found', 'moment-not-found', 'There is no such moment.');
  const evidence = await listEvidence(ctx.db, id);
  return {
    ...show(row),
    allEvidence: evidence.map((each) => ({
      at: each.at.toISOString(),
      kind: each.kind as Moment['evidence'],
      outcome: each.outcome as Moment['outcome'],
      strength: each.strength,
      quote: each.quote,
      score: each.score,
    })),
  };
}

function show(row: MomentWithNames): Moment {
  return {
    id: row.id,
    contact: row.contact,
    at: row.at.toISOString(),
    customer: { id: row.customer_id, name: row.customer_name },
    touchpoint: { id: row.touchpoint_id, name: row.touchpoint_name },
    caseId: row.case_id,
    channel: row.channel,
    outcome: row.outcome as Moment['outcome'],
    evidence: row.evidence as Moment['evidence'],
    quote: row.quote,
    score: row.score,
    changedAt: row.changed_at.toISOString(),
  };
}
