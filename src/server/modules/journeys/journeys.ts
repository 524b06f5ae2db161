import type { Destination, Journey, JourneyInFull, LateTraveller } from '../../../contract/journeys.ts';
import { shareFigure } from '../../../contract/figures.ts';
import { kaplanMeier, survivalQuantile, type Waiting } from '../../../domain/measures/survival.ts';
import type { Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  type DestinationRow,
  findJourney,
  listDestinations,
  listJourneysAfter,
  listLateAfter,
  listTravelTimes,
  recomputeTravellers,
  replaceDestinations,
} from './journey-queries.ts';
import { countTouchpoints } from './queries.ts';

export interface DestinationText {
  id?: string | undefined;
  name: string;
  doneWhen?: string | undefined;
  customerWording?: string | undefined;
  ownerRole?: Role | null | undefined;
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
    await saveVersion(ctx, id, 1, input, new Set());
    await record(ctx, 'journeys.journey-made', id, { name: input.name.trim(), version: 1 });
    return readJourney(ctx, id);
  });
}

/**
 * Makes a new version of a journey. Destinations with an id stay (and so does who reached them), others are new, those
 * left out are retired. @throws Refusal conflict when somebody changed it since `version`
 */
export function changeJourney(
  ctx: Context,
  id: string,
  input: JourneyText & { version: number },
): Promise<JourneyInFull> {
  return transact(ctx, async (ctx) => {
    const held = await ctx.trx
      .selectFrom('journeys')
      .select('version')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) throw unknownJourney();
    if (held.version !== input.version)
      throw new Refusal(
        'conflict',
        'journey-changed',
        'Somebody changed this journey in the meantime; look at it again.',
        {
          version: held.version,
        },
      );
    const known = await ctx.trx.selectFrom('destinations').select('id').where('journey_id', '=', id).execute();
    const version = held.version + 1;
    await ctx.trx
      .updateTable('journeys')
      .set({ name: input.name.trim(), version, ...(input.purpose === undefined ? {} : { purpose: input.purpose }) })
      .where('id', '=', id)
      .execute();
    await saveVersion(ctx, id, version, input, new Set(known.map((each) => each.id)));
    await recomputeTravellers(ctx.trx, id);
    await record(ctx, 'journeys.journey-changed', id, { name: input.name.trim(), version });
    return readJourney(ctx, id);
  });
}

/** A journey with where its customers are. @throws Refusal not_found */
export async function readJourney(ctx: Context, id: string): Promise<JourneyInFull> {
  const row = await findJourney(ctx.db, id);
  if (row === undefined) throw unknownJourney();
  const destinations = await listDestinations(ctx.db, id, ctx.now);
  const times = Map.groupBy(await listTravelTimes(ctx.db, id, ctx.now), (each) => each.destination_id);
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
  const rows = await listLateAfter(ctx.db, destinationId, ctx.now, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.next_due_at!.toISOString(), row.customer_id],
    (row): LateTraveller => ({
      customer: { id: row.customer_id, name: row.name },
      since: row.since.toISOString(),
      expectedAt: row.next_due_at!.toISOString(),
      lateDays: daysBetween(row.next_due_at!, ctx.now),
    }),
  );
}

async function saveVersion(
  ctx: WritingContext,
  journeyId: string,
  version: number,
  input: JourneyText,
  known: ReadonlySet<string>,
): Promise<void> {
  const touchpoints = [...new Set(input.destinations.flatMap(({ touchpointId }) => touchpointId ?? []))];
  if ((await countTouchpoints(ctx.trx, touchpoints)) < touchpoints.length)
    throw new Refusal('invalid', 'touchpoint-not-found', 'A touchpoint named here does not exist.', {
      field: 'destinations',
    });
  const taken = new Set<string>();
  const rows = input.destinations.map((each, position) => {
    if (each.id !== undefined && (!known.has(each.id) || taken.has(each.id)))
      throw new Refusal(
        'invalid',
        'destination-not-of-journey',
        'A destination named here is not one of this journey.',
        {
          field: `destinations/${position}/id`,
        },
      );
    if (each.id !== undefined) taken.add(each.id);
    return {
      id: each.id ?? newId(),
      journey_id: journeyId,
      position,
      name: each.name.trim(),
      done_when: each.doneWhen ?? '',
      customer_wording: each.customerWording ?? '',
      owner_role: each.ownerRole ?? null,
      touchpoint_id: each.touchpointId ?? null,
      expected_days: each.expectedDays ?? null,
      reached_on_event: each.reachedOnEvent ?? null,
      acceptance_question: each.acceptanceQuestion ?? '',
    };
  });
  await replaceDestinations(ctx.trx, journeyId, rows, ctx.now);
  await ctx.trx
    .insertInto('journey_versions')
    .values({
      journey_id: journeyId,
      version,
      definition: JSON.stringify({ name: input.name, purpose: input.purpose ?? '', destinations: rows }),
      made_by: staffId(ctx.actor),
      made_at: ctx.now,
    })
    .execute();
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

function showDestination(row: DestinationRow, times: readonly { days: number; happened: boolean }[]): Destination {
  const [accepted, declined] = [row.accepted ?? 0, row.declined ?? 0];
  const curve = kaplanMeier(times.map((each): Waiting => ({ time: each.days, happened: each.happened })));
  const median = survivalQuantile(curve, 0.5);
  return {
    id: row.id,
    position: row.position,
    name: row.name,
    doneWhen: row.done_when,
    customerWording: row.customer_wording,
    ownerRole: row.owner_role as Role | null,
    touchpointId: row.touchpoint_id,
    expectedDays: row.expected_days,
    reachedOnEvent: row.reached_on_event,
    acceptanceQuestion: row.acceptance_question,
    counts: { reached: row.reached ?? 0, waiting: row.waiting ?? 0, late: row.late },
    acceptance: shareFigure(accepted, accepted + declined),
    daysToReach: {
      n: curve.n,
      reached: curve.events,
      median: median.time ?? null,
      low: median.low ?? null,
      high: median.high ?? null,
    },
  };
}

function unknownJourney(): Refusal {
  return new Refusal('not_found', 'journey-not-found', 'There is no such journey.');
}
