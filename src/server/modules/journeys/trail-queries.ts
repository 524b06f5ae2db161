import { sql } from 'kysely';
import type { Database } from '../../store/database.ts';

/** Journeys a customer's page shows at most, those with news first. */
const mostTrails = 3;
/** Whoever arrived sees it for so many days. */
const daysAfterArrival = 30;
/** Time to the next stop is estimated over the latest who were where he is. */
const latestTravellers = 1000;

/** Where a customer is on the journeys that have words for him, stop by stop in order; the one with the latest news first. */
export async function listTrailStops(db: Database, customerId: string, now: Date) {
  const { rows } = await sql<{
    journey_id: string;
    journey_name: string;
    next_id: string | null;
    next_due_at: Date | null;
    id: string;
    customer_wording: string;
    customer_tasks: string[];
    next_ids: string[] | null;
    acceptance_question: string;
    reached_on_event: string | null;
    passage: number;
  }>`
    with his as (
      select t.* from travellers t where t.customer_id = ${customerId} and not t.beside
        and (t.next_id is not null or t.since > ${now}::timestamptz - make_interval(days => ${daysAfterArrival}))
        and exists (select from destinations d where d.journey_id = t.journey_id and d.retired_at is null and d.customer_wording <> '')
      order by t.since desc, t.journey_id limit ${mostTrails})
    select t.journey_id, j.name as journey_name, t.next_id, t.next_due_at, t.passage, d.id, d.customer_wording, d.customer_tasks,
      d.next_ids, d.acceptance_question, d.reached_on_event
    from his t join journeys j on j.id = t.journey_id
      join destinations d on d.journey_id = t.journey_id and d.retired_at is null
    order by t.since desc, t.journey_id, d.position
  `.execute(db);
  return rows;
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

/** Where a customer was last at a destination, with what is asked there. */
export function findReached(db: Database, customerId: string, destinationId: string) {
  return db
    .selectFrom('positions as p')
    .innerJoin('destinations as d', 'd.id', 'p.destination_id')
    .select(['d.acceptance_question', 'd.customer_wording', 'd.reached_on_event', 'p.passage'])
    .where('p.customer_id', '=', customerId)
    .where('p.destination_id', '=', destinationId)
    .where('d.retired_at', 'is', null)
    .orderBy('p.reached_at', 'desc')
    .orderBy('p.passage', 'desc')
    .executeTakeFirst();
}
