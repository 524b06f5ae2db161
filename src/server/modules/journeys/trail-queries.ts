import { sql } from 'kysely';
import type { Database } from '../../store/database.ts';
import { nextDestination, waitedUntil } from './placing-queries.ts';

/** Journeys a customer's page shows at most, those with news first, and passages of them. */
const mostTrails = 3;
const mostPassages = 8;
/** Whoever arrived, or is waited for no more, sees it for so many days. */
const daysAfterEnd = 30;
/** Time to the next stop is estimated over the latest who were where he is. */
const latestTravellers = 1000;

/** One passage of a customer on a journey that has words for him. */
export interface TrailPassage {
  journey_id: string;
  journey_name: string;
  passage: number;
  started_at: Date;
  /** What is next, as long as it is waited for. */
  next_id: string | null;
  next_due_at: Date | null;
  /** When it was over: he arrived, or his case was closed and nobody waits any more. */
  ended_at: Date | null;
  /** He came to the end of the journey. */
  arrived: boolean;
  /** Of his case, where it came about by one. */
  case_number: number | null;
  /** How many there are of all his journeys; those beyond the first few are not listed. */
  of: number;
}

/**
 * The passages of a customer that are under way, and those that ended lately: under way first, the one begun last first. One that a
 * later passage goes on with is part of that one.
 */
export async function listTrailPassages(db: Database, customerId: string, now: Date): Promise<TrailPassage[]> {
  const { rows } = await sql<Omit<TrailPassage, 'of'> & { of: string; case_number: string | null }>`
    with walked as (
      select p.journey_id, p.passage, min(p.reached_at) as started_at,
        coalesce(max(p.reached_at) filter (where d.retired_at is null), min(p.reached_at)) as since,
        coalesce(max(d.position) filter (where d.retired_at is null), -1) as position,
        coalesce(array_agg(distinct p.case_id) filter (where p.case_id is not null), '{}') as cases,
        (array_agg(p.case_id order by p.reached_at) filter (where p.case_id is not null))[1] as case_id
      from positions p join destinations d on d.id = p.destination_id
      where p.customer_id = ${customerId} group by p.journey_id, p.passage),
    his as (
      select ${customerId}::uuid as customer_id, w.*, t.next_id, t.next_due_at, t.customer_id is not null as placed, k.closed_at, k.number
      from walked w
        left join travellers t on t.customer_id = ${customerId} and t.journey_id = w.journey_id and t.passage = w.passage
        left join lateral (select max(c.closed_at) as closed_at,
          max(c.number) filter (where c.id = w.case_id and c.customer_id = ${customerId}) as number
          from cases c where c.id = any(w.cases)) k on true
      where w.position >= 0
        and exists (select from destinations d where d.journey_id = w.journey_id and d.retired_at is null and d.customer_wording <> '')
        and (t.customer_id is not null or (w.cases <> '{}' and not exists (select from walked o where o.journey_id = w.journey_id
          and (o.started_at, o.passage) > (w.started_at, w.passage) and (o.cases = '{}' or o.cases && w.cases))))),
    told as (
      select f.*, case when f.placed and f.next_id is not null then null
        when f.placed or n.id is null then f.since
        else least(coalesce(${waitedUntil}, greatest(f.closed_at, f.since)), ${now}) end as ended_at,
        case when f.placed then f.next_id is null else n.id is null end as arrived
      from his f left join lateral (${nextDestination(sql`f.journey_id`)}) n on not f.placed),
    news as (
      select * from told where ended_at is null or ended_at > ${now}::timestamptz - make_interval(days => ${daysAfterEnd})),
    journeys_of as (
      select journey_id, max(since) as latest from news group by journey_id order by latest desc, journey_id limit ${mostTrails})
    select n.journey_id, j.name as journey_name, n.passage, n.started_at, n.next_id, n.next_due_at, n.ended_at, n.arrived,
      n.number as case_number, count(*) over () as of
    from news n join journeys_of l on l.journey_id = n.journey_id join journeys j on j.id = n.journey_id
    order by n.ended_at is not null, l.latest desc, n.journey_id, n.started_at desc, n.passage desc limit ${mostPassages}
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    of: Number(row.of),
    case_number: row.case_number === null ? null : Number(row.case_number),
  }));
}

/** The stops of journeys in order, as a customer may be told of them. */
export function listTrailStops(db: Database, journeyIds: readonly string[]) {
  return db
    .selectFrom('destinations')
    .select(['id', 'journey_id', 'customer_wording', 'customer_tasks', 'next_ids', 'acceptance_question'])
    .select('reached_on_event')
    .where('journey_id', 'in', journeyIds)
    .where('retired_at', 'is', null)
    .orderBy('journey_id')
    .orderBy('position')
    .execute();
}
export type TrailRow = Awaited<ReturnType<typeof listTrailStops>>[number];

/** Every time a customer was at a stop of these journeys, with the number of a case of his that still asks whether it is solved. */
export function listTrailArrivals(db: Database, customerId: string, journeyIds: readonly string[]) {
  return db
    .selectFrom('positions as p')
    .leftJoin('cases as k', (join) =>
      join
        .onRef('k.id', '=', 'p.case_id')
        .onRef('k.customer_id', '=', 'p.customer_id')
        .on('k.state', '=', 'closed')
        .on('k.verdict', 'is', null),
    )
    .select([
      'p.destination_id as id',
      'p.journey_id',
      'p.reached_at as at',
      'p.passage',
      'p.accepted',
      'p.accepted_at',
      'p.case_id',
      'k.number as case_number',
    ])
    .where('p.customer_id', '=', customerId)
    .where('p.journey_id', 'in', journeyIds)
    .execute();
}
export type TrailArrival = Awaited<ReturnType<typeof listTrailArrivals>>[number];

/**
 * Days from one stop to another for the latest who were at the first: there after so long (in the same passage, or as the first
 * of the next one), still on the way after so long, or gone on elsewhere after so long, which says no more than "at least". Not
 * the one who asks.
 */
export async function listLegTimes(
  db: Database,
  leg: { from: string; to: string; without: string },
  now: Date,
): Promise<{ time: number; happened: boolean }[]> {
  const { rows } = await sql<{ time: number; happened: boolean }>`
    with latest as (
      select journey_id, customer_id, passage, reached_at, case_id from positions where destination_id = ${leg.from} and customer_id <> ${leg.without}
      order by reached_at desc limit ${latestTravellers}),
    legs as (
      select l.*, (select min(n.started_at) from (
          select min(p.reached_at) as started_at, (array_agg(p.case_id order by p.reached_at))[1] as case_id from positions p
          where p.customer_id = l.customer_id and p.journey_id = l.journey_id and p.passage <> l.passage group by p.passage) n
        where n.started_at > l.reached_at and coalesce(n.case_id = l.case_id, true)) as next_start
      from latest l)
    select there.at is not null as happened,
      greatest(0, extract(epoch from coalesce(there.at, least(beyond.at, l.next_start), ${now}::timestamptz) - l.reached_at) / 86400)::float8 as time
    from legs l
      left join lateral (select min(p.reached_at) as at from positions p
        where p.customer_id = l.customer_id and p.destination_id = ${leg.to} and p.reached_at >= l.reached_at
          and (p.passage = l.passage or p.reached_at = l.next_start)) there on true
      left join lateral (select min(p.reached_at) as at from positions p join destinations d on d.id = p.destination_id and d.retired_at is null
        join destinations f on f.id = ${leg.from} and d.position > f.position
        where p.customer_id = l.customer_id and p.journey_id = l.journey_id and p.passage = l.passage
          and p.reached_at > l.reached_at and there.at is null) beyond on true
  `.execute(db);
  return rows;
}

/** Where a customer was last at a destination, or was in a passage, with what is asked there. */
export function findReached(db: Database, customerId: string, destinationId: string, passage?: number) {
  const query = db
    .selectFrom('positions as p')
    .innerJoin('destinations as d', 'd.id', 'p.destination_id')
    .select(['d.acceptance_question', 'd.customer_wording', 'd.reached_on_event', 'p.passage'])
    .where('p.customer_id', '=', customerId)
    .where('p.destination_id', '=', destinationId)
    .where('d.retired_at', 'is', null)
    .orderBy('p.reached_at', 'desc')
    .orderBy('p.passage', 'desc');
  return (passage === undefined ? query : query.where('p.passage', '=', passage)).executeTakeFirst();
}
