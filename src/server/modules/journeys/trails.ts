import { arrivalAfter } from '../../../domain/journeys/arrival.ts';
import { behindHim } from '../../../domain/journeys/passages.ts';
import { type Trail, trailOf, type TrailStop } from '../../../domain/journeys/trail.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { acceptIn } from './arriving.ts';
import {
  findReached,
  listLegTimes,
  listTrailArrivals,
  listTrailStops,
  type TrailArrival,
  type TrailRow,
} from './trail-queries.ts';

const day = 86_400_000;

/** A stop as its customer may see it, with what he is asked there. */
export interface MyStop extends TrailStop {
  /** Asked here and not answered yet; empty when nothing is. */
  readonly question: string;
  /** Where a case asks it already: its number, so that nobody is asked twice. */
  readonly askedInCase: number | null;
  /** When he was here before, the latest first. */
  readonly before: readonly Date[];
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

/**
 * Where a customer stands on his journeys, in the words kept for him. What has no words for him is not told.
 * @param restDays who comes round again and has answered here within so many days is not asked again
 */
export async function readMyTrails(ctx: Context, customerId: string, restDays = 0): Promise<MyTrail[]> {
  const rows = await listTrailStops(ctx.db, customerId, ctx.now);
  if (rows.length === 0) return [];
  const journeys = Map.groupBy(rows, (row) => row.journey_id);
  const arrivals = await listTrailArrivals(ctx.db, customerId, [...journeys.keys()]);
  const restedSince = new Date(ctx.now.getTime() - restDays * day);
  const trails: MyTrail[] = [];
  for (const [journeyId, stops] of journeys) {
    const [{ journey_name: name, next_id, next_due_at, passage }] = stops as [TrailRow];
    const ours = arrivals.filter((each) => each.journey_id === journeyId);
    const order = stops.map(({ id }) => id);
    const been = behindHim(order, ours, passage);
    const trail = trailOf(
      stops.map((stop) => showStop(stop, been.get(stop.id)!, restedSince)),
      next_id,
    );
    const at = stops.findLast(({ id }) => been.get(id)!.now?.passage === passage);
    if (trail.here === undefined || at === undefined) continue;
    const since = been.get(at.id)!.now!.at;
    trails.push({
      ...trail,
      journeyId,
      name,
      by: trail.next === undefined ? undefined : await arrivalOf(ctx, customerId, { id: at.id, since }, trail.next.id),
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
    await acceptIn(ctx, { customerId, destinationId, passage: reached.passage }, accepted);
  });
}

async function arrivalOf(
  ctx: Context,
  customerId: string,
  at: { id: string; since: Date },
  to: string,
): Promise<MyTrail['by']> {
  const from = at.since.getTime();
  const times = await listLegTimes(ctx.db, { from: at.id, to, without: customerId }, ctx.now);
  const found = arrivalAfter(times, (ctx.now.getTime() - from) / day);
  return found === undefined ? undefined : { at: new Date(from + found.days * day), n: found.n, share: found.share };
}

function showStop(
  row: TrailRow,
  { now, all }: { now: TrailArrival | undefined; all: readonly TrailArrival[] },
  restedSince: Date,
): MyStop {
  const open = now !== undefined && now.accepted === null;
  const before = all.filter((each) => each !== now);
  const rests = before.some(({ accepted, accepted_at, at }) => accepted !== null && (accepted_at ?? at) > restedSince);
  return {
    id: row.id,
    words: row.customer_wording,
    tasks: row.customer_tasks,
    nextIds: row.next_ids,
    reachedAt: now?.at ?? null,
    question: open && !rests && isAskedHere(row) ? row.acceptance_question : '',
    askedInCase: open && askedByVerdict(row) && now.case_number !== null ? Number(now.case_number) : null,
    before: before.map(({ at }) => at),
  };
}

function isAskedHere(row: { acceptance_question: string; customer_wording: string; reached_on_event: string | null }) {
  return row.acceptance_question.trim() !== '' && row.customer_wording.trim() !== '' && !askedByVerdict(row);
}

/** Whether it is solved is asked with the case: the verdict there is his acceptance. */
function askedByVerdict(row: { reached_on_event: string | null }): boolean {
  return row.reached_on_event === 'cases.closed';
}
