import type { Destination, Journey, JourneyInFull } from '../../../contract/journeys.ts';
import type { LateTraveller, Stalled } from '../../../contract/journeys-positions.ts';
import { shareFigure } from '../../../contract/figures.ts';
import { type Design, emptyStop, isPlace, type Stop } from '../../../domain/journeys/design.ts';
import { travelTimes } from '../../../domain/journeys/travel-times.ts';
import { FEWEST_FOR_INTERVAL } from '../../../domain/measures/figure.ts';
import { kaplanMeier, survivalQuantile, type Waiting } from '../../../domain/measures/survival.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { designInForce, holdVersion, notOfJourney, putInForce, unknownJourney } from './designing.ts';
import {
  type DestinationRow,
  findJourney,
  listDestinations,
  listJourneysAfter,
  listLateAfter,
  listStalledAfter,
  listTravels,
} from './journey-queries.ts';

export interface DestinationText {
  id?: string | undefined;
  name: string;
  doneWhen?: string | undefined;
  customerWording?: string | undefined;
  customerTask?: string | undefined;
  ownerRole?: string | null | undefined;
  touchpointId?: string | null | undefined;
  expectedDays?: number | null | undefined;
  reachedOnEvent?: string | null | undefined;
  acceptanceQuestion?: string | undefined;
}

export interface JourneyText {
  name: string;
  purpose?: string | undefined;
  destinations: DestinationText[];
}

/** Makes a journey with its destinations in the order given. */
export function makeJourney(ctx: Context, input: JourneyText): Promise<JourneyInFull> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    await ctx.trx
      .insertInto('journeys')
      .values({ id, name: input.name.trim(), purpose: input.purpose ?? '', created_at: ctx.now })
      .execute();
    const design = withDestinations({ stages: [], stops: [], ways: [] }, input.destinations);
    await putInForce(ctx, id, 1, { name: input.name, purpose: input.purpose ?? '', design });
    return readJourney(ctx, id);
  });
}

/**
 * Makes a new version of a journey. Destinations with an id stay (and so does who reached them), others are new, those
 * left out are retired; steps stay behind the destination they followed. @throws Refusal conflict when somebody changed
 * it since `version`
 */
export function changeJourney(
  ctx: Context,
  id: string,
  input: JourneyText & { version: number },
): Promise<JourneyInFull> {
  return transact(ctx, async (ctx) => {
    const version = await holdVersion(ctx, id);
    if (version !== input.version)
      throw new Refusal(
        'conflict',
        'journey-changed',
        'Somebody changed this journey in the meantime; look at it again.',
        { version },
      );
    const held = await findJourney(ctx.trx, id);
    const design = withDestinations(await designInForce(ctx, id, version), input.destinations);
    await putInForce(ctx, id, version + 1, {
      name: input.name,
      purpose: input.purpose ?? held?.purpose ?? '',
      design,
    });
    return readJourney(ctx, id);
  });
}

/** The design with its destinations as written here; what is said nowhere about one that stays, stays too. */
function withDestinations(design: Design, texts: readonly DestinationText[]): Design {
  const known = new Map(design.stops.map((stop) => [stop.id, stop]));
  const taken = new Set<string>();
  const steps = new Map<string, Stop[]>();
  let before = '';
  for (const stop of design.stops)
    if (isPlace(stop)) before = stop.id;
    else steps.set(before, [...(steps.get(before) ?? []), stop]);
  const stops = texts.flatMap((each, place): Stop[] => {
    const was = each.id === undefined ? undefined : known.get(each.id);
    if (each.id !== undefined) {
      if (was === undefined || taken.has(each.id)) throw notOfJourney(`destinations/${place}/id`);
      taken.add(each.id);
    }
    const id = each.id ?? newId();
    const event = each.reachedOnEvent ?? null;
    const stop: Stop = {
      ...(was ?? emptyStop(id, each.name)),
      name: each.name.trim(),
      doneWhen: each.doneWhen ?? '',
      customerWording: each.customerWording ?? '',
      // who does not know of it does not take it away
      customerTask: each.customerTask ?? was?.customerTask ?? '',
      ownerRole: each.ownerRole ?? null,
      touchpointId: each.touchpointId ?? null,
      expectedDays: each.expectedDays ?? null,
      reachedOnEvent: event,
      // another event is another rule: what the old one had to hold no longer applies
      reachedWhen: was !== undefined && was.reachedOnEvent === event ? was.reachedWhen : {},
      acceptanceQuestion: each.acceptanceQuestion ?? '',
      ends: was?.ends === true || place === texts.length - 1,
    };
    return [stop, ...(steps.get(id) ?? [])];
  });
  const all = [...(steps.get('') ?? []), ...stops];
  const ids = new Set(all.map(({ id }) => id));
  return { ...design, stops: all, ways: design.ways.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}

/** A journey with where its customers are. @throws Refusal not_found */
export async function readJourney(ctx: Context, id: string): Promise<JourneyInFull> {
  const row = await findJourney(ctx.db, id);
  if (row === undefined) throw unknownJourney();
  const destinations = await listDestinations(ctx.db, id, ctx.now);
  const times = travelTimes(
    await listTravels(ctx.db, id),
    destinations.map((each) => each.id),
    ctx.now,
  );
  return {
    ...showJourney(row),
    destinations: destinations.map((each) => showDestination(each, times.get(each.id) ?? [])),
  };
}

/** Journeys, the default one first. */
export async function listJourneys(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listJourneysAfter(ctx.db, readCursor(query.cursor, 3), limit);
  return cutPage(rows, limit, (row) => [row.is_default ? 0 : 1, row.name, row.id], showJourney);
}

/** Customers on their way to a destination for longer than expected, the longest first. */
export async function listLate(
  ctx: Context,
  destinationId: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listLateAfter(ctx.db, destinationId, ctx.now, readCursor(query.cursor, 3), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.next_due_at!.toISOString(), row.customer_id, row.passage],
    (row): LateTraveller => ({
      customer: { id: row.customer_id, name: row.name },
      since: row.since.toISOString(),
      expectedAt: row.next_due_at!.toISOString(),
      lateDays: daysBetween(row.next_due_at!, ctx.now),
      passage: row.passage,
      caseId: row.case_id,
    }),
  );
}

/** Everybody late on a journey, the longest first, with what is next and whose it is. */
export async function listStalled(
  ctx: Context,
  journeyId: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  if ((await findJourney(ctx.db, journeyId)) === undefined) throw unknownJourney();
  const rows = await listStalledAfter(ctx.db, journeyId, ctx.now, readCursor(query.cursor, 3), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.next_due_at!.toISOString(), row.customer_id, row.passage],
    (row): Stalled => ({
      customer: { id: row.customer_id, name: row.name },
      since: row.since.toISOString(),
      expectedAt: row.next_due_at!.toISOString(),
      lateDays: daysBetween(row.next_due_at!, ctx.now),
      passage: row.passage,
      caseId: row.case_id,
      next: { id: row.next_id!, name: row.next_name },
      ownerRole: row.owner_role,
    }),
  );
}

/** Whole tenths of days from one instant to another. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 8_640_000) / 10;
}

function showJourney(row: NonNullable<Awaited<ReturnType<typeof findJourney>>>): Journey {
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    version: row.version,
    isDefault: row.is_default,
    destinations: row.destinations,
    travellers: row.travellers,
    createdAt: row.created_at.toISOString(),
  };
}

function showDestination(row: DestinationRow, times: readonly Waiting[]): Destination {
  const [accepted, declined] = [row.accepted ?? 0, row.declined ?? 0];
  const curve = kaplanMeier(times);
  // a median of fewer is told by nobody: how many arrived, and no more
  const median = curve.events < FEWEST_FOR_INTERVAL ? undefined : survivalQuantile(curve, 0.5);
  return {
    id: row.id,
    position: row.position,
    name: row.name,
    doneWhen: row.done_when,
    customerWording: row.customer_wording,
    customerTasks: row.customer_tasks,
    ownerRole: row.owner_role,
    touchpointId: row.touchpoint_id,
    expectedDays: row.expected_days,
    reachedOnEvent: row.reached_on_event,
    acceptanceQuestion: row.acceptance_question,
    stage: row.stage,
    feeling: row.feeling_level === null ? null : { word: row.feeling_word, level: row.feeling_level },
    nextIds: row.next_ids,
    subJourneyId: row.sub_journey_id,
    counts: { reached: row.reached ?? 0, waiting: row.waiting ?? 0, late: row.late },
    acceptance: shareFigure(accepted, accepted + declined),
    daysToReach: {
      n: curve.n,
      reached: curve.events,
      median: median?.time ?? null,
      low: median?.low ?? null,
      high: median?.high ?? null,
    },
  };
}
