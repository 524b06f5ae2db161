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
    reached_at: Date | null;
    accepted: boolean | null;
    case_number: string | null;
  }>`
    with his as (
      select t.* from travellers t where t.customer_id = ${customerId}
        and (t.next_id is not null or t.since > ${now}::timestamptz - make_interval(days => ${daysAfterArrival}))
        and exists (select from destinations d where d.journey_id = t.journey_id and d.retired_at is null and d.customer_wording <> '')
      order by t.since desc, t.journey_id limit ${mostTrails})
    select t.journey_id, j.name as journey_name, t.next_id, t.next_due_at, d.id, d.customer_wording, d.customer_tasks, d.next_ids,
      d.acceptance_question, d.reached_on_event, p.reached_at, p.accepted, k.number as case_number
    from his t join journeys j on j.id = t.journey_id
      join destinations d on d.journey_id = t.journey_id and d.retired_at is null
      left join positions p on p.destination_id = d.id and p.customer_id = t.customer_id
      left join cases k on k.id = p.case_id and k.customer_id = t.customer_id and k.state = 'closed' and k.verdict is null
    order by t.since desc, t.journey_id, d.position
  `.execute(db);
  return rows;
}
export type TrailRow = Awaited<ReturnType<typeof listTrailStops>>[number];

/**
 * Days from one stop to another for the latest who were at the first: there after so long, still on the way after so long,
 * or gone on elsewhere after so long, which says no more than "at least". Not the one who asks.
 */
export async function listLegTimes(
  db: Database,
  leg: { from: string; to: string; without: string },
  now: Date,
): Promise<{ time: number; happened: boolean }[]> {
  const { rows } = await sql<{ time: number; happened: boolean }>`
    with latest as (
      select journey_id, customer_id, reached_at from positions where destination_id = ${leg.from} and customer_id <> ${leg.without}
      order by reached_at desc limit ${latestTravellers})
    select there.reached_at is not null as happened,
      greatest(0, extract(epoch from coalesce(there.reached_at, beyond.at, ${now}::timestamptz) - l.reached_at) / 86400)::float8 as time
    from latest l
      left join positions there on there.customer_id = l.customer_id and there.destination_id = ${leg.to} and there.reached_at >= l.reached_at
      left join lateral (select min(p.reached_at) as at from positions p join destinations d on d.id = p.destination_id and d.retired_at is null
        join destinations f on f.id = ${leg.from} and d.position > f.position
        where p.customer_id = l.customer_id and p.journey_id = l.journey_id and p.reached_at > l.reached_at and there.reached_at is null) beyond on true
  `.execute(db);
  return rows;
}

/** A destination a customer has reached, with what is asked there. */
export function findReached(db: Database, customerId: string, destinationId: string) {
  return db
    .selectFrom('positions as p')
    .innerJoin('destinations as d', 'd.id', 'p.destination_id')
    .select(['d.acceptance_question', 'd.customer_wording', 'd.reached_on_event', 'p.accepted'])
    .where('p.customer_id', '=', customerId)
    .where('p.destination_id', '=', destinationId)
    .where('d.retired_at', 'is', null)
    .executeTakeFirst();
}
