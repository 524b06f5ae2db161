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
  listTrailPassages,
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
  /** In which passage he was here last; null where he was not. */
  readonly passage: number | null;
  /** When he was here before, the latest first. */
  readonly before: readonly Date[];
}

/** One passage of a customer on a journey, for himself. */
export interface MyTrail extends Trail<MyStop> {
  readonly journeyId: string;
  readonly name: string;
  readonly passage: number;
  readonly startedAt: Date;
  /** The number of his case, where it came about by one. */
  readonly caseNumber: number | null;
  /** When he will probably be at `next`; undefined where too few went before him. */
  readonly by: { readonly at: Date; readonly n: number; readonly share: number } | undefined;
  /** It takes longer than was planned. */
  readonly late: boolean;
  /** He came to the end of the journey. */
  readonly arrived: boolean;
  /** How many passages there are beyond the first few, of all his journeys. */
  readonly hidden: number;
  /** When it was over: he arrived, or nobody waits any more; undefined while it is under way. */
  readonly ended: Date | undefined;
}

/**
 * Where a customer stands on his journeys, in the words kept for him: every passage that is under way, the one begun last first, then
 * those that ended lately. What has no words for him is not told.
 * @param restDays who comes round again and has answered here within so many days is not asked again
 */
export async function readMyTrails(ctx: Context, customerId: string, restDays = 0): Promise<MyTrail[]> {
  const passages = await listTrailPassages(ctx.db, customerId, ctx.now);
  if (passages.length === 0) return [];
  const journeys = [...new Set(passages.map((each) => each.journey_id))];
  const stopsOf = Map.groupBy(await listTrailStops(ctx.db, journeys), (row) => row.journey_id);
  const arrivals = await listTrailArrivals(ctx.db, customerId, journeys);
  const restedSince = new Date(ctx.now.getTime() - restDays * day);
  const arrivalOf = arrivalsFor(ctx, customerId);
  const trails: MyTrail[] = [];
  for (const { journey_id: journeyId, passage, ...each } of passages) {
    const stops = stopsOf.get(journeyId) ?? [];
    const ours = arrivals.filter((arrival) => arrival.journey_id === journeyId);
    const been = behindHim(
      stops.map(({ id }) => id),
      ours,
      passage,
    );
    const trail = trailOf(
      stops.map((stop) => showStop(stop, been.get(stop.id)!, restedSince)),
      each.next_id,
    );
    const at = stops.findLast(({ id }) => been.get(id)!.now?.passage === passage);
    if (trail.here === undefined || at === undefined) continue;
    const since = been.get(at.id)!.now!.at;
    const next = each.ended_at === null ? trail.next : undefined;
    trails.push({
      ...trail,
      journeyId,
      name: each.journey_name,
      passage,
      startedAt: each.started_at,
      caseNumber: each.case_number,
      arrived: each.arrived,
      hidden: each.of - passages.length,
      ended: each.ended_at ?? undefined,
      by: next === undefined ? undefined : await arrivalOf({ id: at.id, since }, next.id),
      late: next !== undefined && each.next_due_at !== null && each.next_due_at < ctx.now,
    });
  }
  return trails;
}

/**
 * The customer himself says whether he accepts where he is; saying it again changes his mind.
 * @param passage the one he is asked about; the last time he was there without it
 * @throws Refusal not_found when he was never there, or nothing is asked there
 */
export function acceptAsCustomer(
  ctx: Context,
  customerId: string,
  destinationId: string,
  accepted: boolean,
  passage?: number,
): Promise<void> {
  return transact(ctx, async (ctx) => {
    const reached = await findReached(ctx.trx, customerId, destinationId, passage);
    if (reached === undefined || !isAskedHere(reached))
      throw new Refusal('not_found', 'destination-not-found', 'There is no such destination of yours.');
    await acceptIn(ctx, { customerId, destinationId, passage: reached.passage }, accepted);
  });
}

/** When he will probably be at a stop: of several passages at the same place the times of others are read once. */
function arrivalsFor(ctx: Context, customerId: string) {
  const legs = new Map<string, ReturnType<typeof listLegTimes>>();
  return async (at: { id: string; since: Date }, to: string): Promise<MyTrail['by']> => {
    const leg = `${at.id} ${to}`;
    const times = legs.get(leg) ?? listLegTimes(ctx.db, { from: at.id, to, without: customerId }, ctx.now);
    legs.set(leg, times);
    const from = at.since.getTime();
    const found = arrivalAfter(await times, (ctx.now.getTime() - from) / day);
    return found === undefined ? undefined : { at: new Date(from + found.days * day), n: found.n, share: found.share };
  };
}

function showStop(
  row: TrailRow,
  { now, all }: { now: TrailArrival | undefined; all: readonly TrailArrival[] },
  restedSince: Date,
): MyStop {
  const open = now !== undefined && now.accepted === null;
  const others = all.filter((each) => each !== now);
  const rests = others.some(({ accepted, accepted_at, at }) => accepted !== null && (accepted_at ?? at) > restedSince);
  return {
    id: row.id,
    words: row.customer_wording,
    tasks: row.customer_tasks,
    nextIds: row.next_ids,
    reachedAt: now?.at ?? null,
    question: open && !rests && isAskedHere(row) ? row.acceptance_question : '',
    passage: now?.passage ?? null,
    askedInCase: open && askedByVerdict(row) && now.case_number !== null ? Number(now.case_number) : null,
    before: others.filter((each) => isBefore(each, now)).map(({ at }) => at),
  };
}

/** Whether he was here earlier on this way of his; by another case he walks another, which is told by itself. */
function isBefore(each: TrailArrival, now: TrailArrival | undefined): boolean {
  if (now === undefined) return true;
  return each.at <= now.at && (each.case_id === null || now.case_id === null || each.case_id === now.case_id);
}

function isAskedHere(row: { acceptance_question: string; customer_wording: string; reached_on_event: string | null }) {
  return row.acceptance_question.trim() !== '' && row.customer_wording.trim() !== '' && !askedByVerdict(row);
}

/** Whether it is solved is asked with the case: the verdict there is his acceptance. */
function askedByVerdict(row: { reached_on_event: string | null }): boolean {
  return row.reached_on_event === 'cases.closed';
}
