import { arrivalAfter } from '../../../domain/journeys/arrival.ts';
import { type Trail, trailOf, type TrailStop } from '../../../domain/journeys/trail.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { accept } from './positions.ts';
import { findReached, listLegTimes, listTrailStops, type TrailRow } from './trail-queries.ts';

const day = 86_400_000;

/** A stop as its customer may see it, with what he is asked there. */
export interface MyStop extends TrailStop {
  /** Asked here and not answered yet; empty when nothing is. */
  readonly question: string;
  /** Where a case asks it already: its number, so that nobody is asked twice. */
  readonly askedInCase: number | null;
}

/** One journey of a customer, for himself. */
export interface MyTrail extends Trail<MyStop> {
  readonly journeyId: string;
  readonly name: string;
  /** When he will probably be at `next`; undefined where too few went before him. */
  readonly by: { readonly at: Date; readonly n: number; readonly share: number } | undefined;
  /** It takes longer than was planned. */
  readonly late: boolean;
}

/** Where a customer stands on his journeys, in the words kept for him. What has no words for him is not told. */
export async function readMyTrails(ctx: Context, customerId: string): Promise<MyTrail[]> {
  const rows = await listTrailStops(ctx.db, customerId, ctx.now);
  const trails: MyTrail[] = [];
  for (const [journeyId, stops] of Map.groupBy(rows, (row) => row.journey_id)) {
    const [{ journey_name: name, next_id, next_due_at }] = stops as [TrailRow];
    const trail = trailOf(stops.map(showStop), next_id);
    const at = stops.findLast((row) => row.reached_at !== null);
    if (trail.here === undefined || at === undefined) continue;
    trails.push({
      ...trail,
      journeyId,
      name,
      by: trail.next === undefined ? undefined : await arrivalOf(ctx, customerId, at, trail.next.id),
      late: trail.next !== undefined && next_due_at !== null && next_due_at < ctx.now,
    });
  }
  return trails;
}

/**
 * The customer himself says whether he accepts where he is; saying it again changes his mind.
 * @throws Refusal not_found when he was never there, or nothing is asked there
 */
export function acceptAsCustomer(
  ctx: Context,
  customerId: string,
  destinationId: string,
  accepted: boolean,
): Promise<void> {
  return transact(ctx, async (ctx) => {
    const reached = await findReached(ctx.trx, customerId, destinationId);
    if (reached === undefined || !isAskedHere(reached))
      throw new Refusal('not_found', 'destination-not-found', 'There is no such destination of yours.');
    await accept(ctx, customerId, destinationId, accepted);
  });
}

async function arrivalOf(ctx: Context, customerId: string, at: TrailRow, to: string): Promise<MyTrail['by']> {
  const from = at.reached_at!.getTime();
  const times = await listLegTimes(ctx.db, { from: at.id, to, without: customerId }, ctx.now);
  const found = arrivalAfter(times, (ctx.now.getTime() - from) / day);
  return found === undefined ? undefined : { at: new Date(from + found.days * day), n: found.n, share: found.share };
}

function showStop(row: TrailRow): MyStop {
  const open = row.reached_at !== null && row.accepted === null;
  return {
    id: row.id,
    words: row.customer_wording,
    tasks: row.customer_tasks,
    nextIds: row.next_ids,
    reachedAt: row.reached_at,
    question: open && isAskedHere(row) ? row.acceptance_question : '',
    askedInCase: open && askedByVerdict(row) && row.case_number !== null ? Number(row.case_number) : null,
  };
}

function isAskedHere(row: { acceptance_question: string; customer_wording: string; reached_on_event: string | null }) {
  return row.acceptance_question.trim() !== '' && row.customer_wording.trim() !== '' && !askedByVerdict(row);
}

/** Whether it is solved is asked with the case: the verdict there is his acceptance. */
function askedByVerdict(row: { reached_on_event: string | null }): boolean {
  return row.reached_on_event === 'cases.closed';
}
