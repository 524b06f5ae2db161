import type { ComparedTimes, TimeGroup, TimeGrouping } from '../../../contract/journeys-times.ts';
import { waitsOf } from '../../../domain/journeys/travel-times.ts';
import { atRiskAt, compareTimes, horizonOf, roundTimes, thinned } from '../../../domain/measures/comparing-times.ts';
import { dayIn, shiftDay, startOfDayIn } from '../../../domain/measures/days.ts';
import { FEWEST_FOR_INTERVAL } from '../../../domain/measures/figure.ts';
import { kaplanMeier, survivalQuantile, type Waiting } from '../../../domain/measures/survival.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { customersInSegment, listSegments } from '../customers/index.ts';
import { findCompany } from '../people/index.ts';
import {
  findDestinationOnWay,
  listChannelsOfCases,
  listOrganisationsOf,
  listVersionTimes,
} from './comparing-queries.ts';
import { listTravels, type Travel } from './journey-queries.ts';

const latestPassages = 5000;
const mostGroups = 6;
const mostSteps = 200;

interface Grouping {
  readonly day: string | null;
  readonly choices: readonly { key: string; name: string | null; n: number | null }[];
  /** Groups in the order they are shown. */
  readonly keys: readonly string[];
  readonly of: (travel: Travel) => string | undefined;
}

/**
 * How long it takes to a destination, all together or by groups of passages, with whether they differ. Whoever is on the way is
 * censored, and so is whoever went on without it. @throws Refusal not_found, invalid
 */
export async function readTimes(
  ctx: Context,
  destinationId: string,
  query: { by?: TimeGrouping | undefined; day?: string | undefined; keys?: string | undefined },
): Promise<ComparedTimes> {
  const destination = await findDestinationOnWay(ctx.db, destinationId);
  if (destination === undefined)
    throw new Refusal('not_found', 'destination-not-found', 'There is no such destination.');
  const by = query.by ?? 'none';
  const travels = await listTravels(ctx.db, destination.journeyId, latestPassages);
  const waits = new Map<Travel, Waiting>();
  for (const travel of travels) {
    const waiting = waitsOf(travel, destination.order, ctx.now).get(destinationId);
    if (waiting !== undefined) waits.set(travel, waiting);
  }
  const asked = query.keys?.split(',').flatMap((key) => key.trim() || []) ?? [];
  const grouping = await groupingBy[by](ctx, { ...query, asked, travels: [...waits.keys()], destination });
  const chosen = grouping.keys.slice(0, mostGroups);
  const groups = chosen.map((key) => ({
    key,
    waiting: [...waits].flatMap(([travel, waiting]) => (grouping.of(travel) === key ? [waiting] : [])),
  }));
  const times = roundTimes(horizonOf(groups.map(({ waiting }) => waiting)));
  const verdict = compareTimes(groups.map(({ waiting }) => waiting));
  const names = new Map(grouping.choices.map(({ key, name }) => [key, name]));
  return {
    destination: { id: destination.id, name: destination.name, journeyId: destination.journeyId },
    by,
    day: grouping.day,
    passages: waits.size,
    since: [...waits.keys()].at(-1)?.startedAt.toISOString() ?? null,
    times,
    groups: groups.map(({ key, waiting }, nth) => ({
      key,
      name: names.get(key) ?? null,
      ...showGroup(waiting, times),
      compared: verdict.code !== 'unknown' && verdict.compared[nth]!,
    })),
    choices: [...grouping.choices],
    verdict:
      verdict.code === 'unknown'
        ? { code: by === 'none' ? 'alone' : 'unknown', pValue: null, chiSquare: null, degreesOfFreedom: null }
        : {
            code: verdict.code,
            pValue: verdict.pValue,
            chiSquare: verdict.chiSquare,
            degreesOfFreedom: verdict.degreesOfFreedom,
          },
  };
}

function showGroup(
  waiting: readonly Waiting[],
  times: readonly number[],
): Omit<TimeGroup, 'key' | 'name' | 'compared'> {
  const curve = kaplanMeier(waiting);
  const median = curve.events < FEWEST_FOR_INTERVAL ? undefined : survivalQuantile(curve, 0.5);
  return {
    n: curve.n,
    reached: curve.events,
    median: median?.time ?? null,
    low: median?.low ?? null,
    high: median?.high ?? null,
    points: thinned(curve, mostSteps).map(({ time, survival, interval }) => ({
      day: time,
      share: 1 - survival,
      low: interval === undefined ? null : 1 - interval.high,
      high: interval === undefined ? null : 1 - interval.low,
    })),
    atRisk: atRiskAt(waiting, times),
  };
}

interface Asked {
  readonly day?: string | undefined;
  readonly asked: readonly string[];
  readonly travels: readonly Travel[];
  readonly destination: { readonly journeyId: string };
}
type GroupingBy = (ctx: Context, asked: Asked) => Grouping | Promise<Grouping>;

const groupingBy: Record<TimeGrouping, GroupingBy> = {
  none: () => ({ day: null, choices: [], keys: ['all'], of: () => 'all' }),
  passage: () => ({
    day: null,
    choices: [],
    keys: ['first', 'again'],
    of: ({ again }) => (again === true ? 'again' : 'first'),
  }),
  day: async (ctx, { day }) => {
    const zone = (await findCompany(ctx.db))?.time_zone ?? 'UTC';
    const first = day ?? shiftDay(dayIn(zone, ctx.now), -30);
    const from = startOfDayIn(zone, first);
    return {
      day: first,
      choices: [],
      keys: ['before', 'after'],
      of: ({ startedAt }) => (startedAt < from ? 'before' : 'after'),
    };
  },
  version: async (ctx, { asked, travels, destination }) => {
    const versions = await listVersionTimes(ctx.db, destination.journeyId);
    const of = ({ startedAt }: Travel) =>
      String((versions.findLast(({ madeAt }) => madeAt <= startedAt) ?? versions[0])?.version ?? 1);
    const counts = countedBy(travels, of).toSorted((one, two) => Number(two.key) - Number(one.key));
    // the last two are what somebody who has just changed it asks about
    return chosen(counts, asked, of, 2);
  },
  channel: async (ctx, { asked, travels }) => {
    const channels = await listChannelsOfCases(ctx.db, casesOf(travels));
    const of = ({ caseId }: Travel) => (caseId === null ? undefined : channels.get(caseId));
    return chosen(countedBy(travels, of), asked, of);
  },
  organisation: async (ctx, { asked, travels }) => {
    const of = await listOrganisationsOf(
      ctx.db,
      travels.map(({ customerId }) => customerId),
    );
    const whose = ({ customerId }: Travel) => of.get(customerId)?.id;
    const names = new Map([...of.values()].map(({ id, name }) => [id, name]));
    const counts = countedBy(travels, whose).map((each) => ({ ...each, name: names.get(each.key) ?? null }));
    return chosen(counts, asked, whose);
  },
  segment: async (ctx, { asked, travels }) => {
    const segments = await listSegments(ctx);
    const one = segments.find(({ id }) => id === asked[0]) ?? segments[0];
    const among =
      one === undefined
        ? new Set<string>()
        : await customersInSegment(ctx, one.id, [...new Set(travels.map(({ customerId }) => customerId))]);
    return {
      day: null,
      choices: segments.map(({ id, name }) => ({ key: id, name, n: null })),
      keys: one === undefined ? [] : [one.id, 'others'],
      of: ({ customerId }) => (one !== undefined && among.has(customerId) ? one.id : 'others'),
    };
  },
};

function casesOf(travels: readonly Travel[]): string[] {
  return [...new Set(travels.flatMap(({ caseId }) => caseId ?? []))];
}

/** How many passages each group holds, the largest first. */
function countedBy(travels: readonly Travel[], of: (travel: Travel) => string | undefined) {
  return [...Map.groupBy(travels, of)]
    .flatMap(([key, all]) => (key === undefined ? [] : { key, name: null as string | null, n: all.length }))
    .toSorted((one, two) => two.n - one.n || one.key.localeCompare(two.key));
}

/** Those that were asked for and are there, else the first few; at most so many can be chosen from. */
function chosen(
  counts: readonly { key: string; name: string | null; n: number }[],
  asked: readonly string[],
  of: Grouping['of'],
  unasked = 3,
): Grouping {
  const wanted = counts.flatMap(({ key }) => (asked.includes(key) ? [key] : []));
  const keys = wanted.length > 0 ? wanted : counts.slice(0, unasked).map(({ key }) => key);
  const offered = counts.slice(0, mostOffered);
  return {
    day: null,
    choices: [...offered, ...counts.slice(mostOffered).filter(({ key }) => keys.includes(key))],
    keys,
    of,
  };
}

const mostOffered = 50;
