import { sql } from 'kysely';
import type { Traveller } from '../../../domain/journeys/travel-times.ts';
import type { Database, Transaction } from '../../store/database.ts';

type After = (string | number | null)[] | undefined;

/** Late customers are counted up to here: a page must not cost more when more are late. */
const countedUpTo = 10_000;
/** Time to a destination is estimated over the latest travellers. */
const latestTravellers = 1000;

const destinations = sql<number>`(select count(*) from destinations d where d.journey_id = journeys.id and d.retired_at is null)`;

/** The default journey first, then by name. */
export function listJourneysAfter(db: Database, after: After, limit: number) {
  let query = db
    .selectFrom('journeys')
    .selectAll()
    .select(destinations.as('destinations'))
    .orderBy(sql`not is_default`)
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(not is_default, name, id) > (${after[0] === 1}, ${after[1]}, ${after[2]}::uuid)`);
  return query.execute();
}

export function findJourney(db: Database, id: string) {
  return db
    .selectFrom('journeys')
    .selectAll()
    .select(destinations.as('destinations'))
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Destinations in order with their maintained counts; late ones are counted from the index, up to a bound. */
export function listDestinations(db: Database, journeyId: string, now: Date) {
  return db
    .selectFrom('destinations as d')
    .leftJoin('destination_tallies as t', 't.destination_id', 'd.id')
    .selectAll('d')
    .select(['t.reached', 't.waiting', 't.accepted', 't.declined'])
    .select(
      sql<number>`(select count(*) from (select 1 from travellers w where w.next_id = d.id and w.next_due_at < ${now} limit ${countedUpTo}) late)`.as(
        'late',
      ),
    )
    .where('d.journey_id', '=', journeyId)
    .where('d.retired_at', 'is', null)
    .orderBy('d.position')
    .execute();
}

export type DestinationRow = Awaited<ReturnType<typeof listDestinations>>[number];

/** The latest travellers of a journey, since when, and where they were when. */
export async function listTravels(db: Database, journeyId: string): Promise<Traveller[]> {
  const { rows } = await sql<{ started_at: Date; reached: { id: string; at: string }[] | null }>`
    select l.started_at, p.reached
    from (select customer_id, started_at from travellers where journey_id = ${journeyId} order by started_at desc limit ${latestTravellers}) l
    cross join lateral (select jsonb_agg(jsonb_build_object('id', destination_id, 'at', reached_at)) as reached
      from positions where customer_id = l.customer_id and journey_id = ${journeyId}) p
  `.execute(db);
  return rows.map(({ started_at: startedAt, reached }) => ({
    startedAt,
    reached: (reached ?? []).map(({ id, at }) => ({ id, at: new Date(at) })),
  }));
}

export interface DestinationColumns {
  id: string;
  journey_id: string;
  position: number;
  name: string;
  done_when: string;
  customer_wording: string;
  customer_tasks: string[];
  owner_role: string | null;
  touchpoint_id: string | null;
  expected_days: number | null;
  reached_on_event: string | null;
  acceptance_question: string;
  reached_when: string;
  stage: string;
  feeling_word: string;
  feeling_level: number | null;
  next_ids: string[] | null;
  sub_journey_id: string | null;
}

/** Puts the destinations of a journey in their new order; those no longer named are retired and keep who reached them. */
export async function replaceDestinations(
  trx: Transaction,
  journeyId: string,
  rows: DestinationColumns[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('destinations')
    .set({ retired_at: at })
    .where('journey_id', '=', journeyId)
    .where('retired_at', 'is', null)
    .execute();
  if (rows.length === 0) return;
  await trx
    .insertInto('destinations')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        name: eb.ref('excluded.name'),
        done_when: eb.ref('excluded.done_when'),
        customer_wording: eb.ref('excluded.customer_wording'),
        customer_tasks: eb.ref('excluded.customer_tasks'),
        owner_role: eb.ref('excluded.owner_role'),
        touchpoint_id: eb.ref('excluded.touchpoint_id'),
        expected_days: eb.ref('excluded.expected_days'),
        reached_when: eb.ref('excluded.reached_when'),
        reached_on_event: eb.ref('excluded.reached_on_event'),
        acceptance_question: eb.ref('excluded.acceptance_question'),
        stage: eb.ref('excluded.stage'),
        feeling_word: eb.ref('excluded.feeling_word'),
        feeling_level: eb.ref('excluded.feeling_level'),
        next_ids: eb.ref('excluded.next_ids'),
        sub_journey_id: eb.ref('excluded.sub_journey_id'),
        retired_at: null,
      })),
    )
    .execute();
}

/** The destination after the furthest one of `f (customer_id, position)`: the next in order, or where its ways lead first. */
export function nextDestination(journeyId: string) {
  return sql`
    select n.id, n.expected_days from destinations n
    left join destinations h on h.journey_id = ${journeyId} and h.retired_at is null and h.position = f.position
    where n.journey_id = ${journeyId} and n.retired_at is null
      and case when h.next_ids is null then n.position > f.position
        else n.id = any(h.next_ids) and not exists (
          select from positions q where q.customer_id = f.customer_id and q.destination_id = n.id) end
    order by n.position limit 1`;
}

/** After a change of the journey, everybody's next destination and the counts are worked out anew. */
export async function recomputeTravellers(trx: Transaction, journeyId: string): Promise<void> {
  await sql`
    with furthest as (
      select t.customer_id, coalesce(max(d.position), -1) as position, coalesce(max(p.reached_at) filter (where d.id is not null), t.started_at) as since
      from travellers t
      left join positions p on p.journey_id = t.journey_id and p.customer_id = t.customer_id
      left join destinations d on d.id = p.destination_id and d.retired_at is null
      where t.journey_id = ${journeyId} group by t.customer_id, t.started_at)
    update travellers t set since = f.since, next_id = n.id, next_due_at = f.since + n.expected_days * interval '1 day'
    from furthest f left join lateral (${nextDestination(journeyId)}) n on true
    where t.journey_id = ${journeyId} and t.customer_id = f.customer_id
  `.execute(trx);
  await sql`
    insert into destination_tallies (destination_id, reached, waiting, accepted, declined)
    select d.id,
      (select count(*) from positions p where p.destination_id = d.id),
      (select count(*) from travellers t where t.next_id = d.id),
      (select count(*) from positions p where p.destination_id = d.id and p.accepted),
      (select count(*) from positions p where p.destination_id = d.id and not p.accepted)
    from destinations d where d.journey_id = ${journeyId} and d.retired_at is null
    on conflict (destination_id) do update set reached = excluded.reached, waiting = excluded.waiting, accepted = excluded.accepted, declined = excluded.declined
  `.execute(trx);
}

export function listLateAfter(db: Database, destinationId: string, now: Date, after: After, limit: number) {
  let query = db
    .selectFrom('travellers as t')
    .innerJoin('customers as c', 'c.id', 't.customer_id')
    .select(['t.customer_id', 'c.name', 't.since', 't.next_due_at'])
    .where('t.next_id', '=', destinationId)
    .where('t.next_due_at', '<', now)
    .orderBy('t.next_due_at')
    .orderBy('t.customer_id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('t.next_due_at', 't.customer_id'), '>', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}

export function listStalledAfter(db: Database, journeyId: string, now: Date, after: After, limit: number) {
  let query = db
    .selectFrom('travellers as t')
    .innerJoin('customers as c', 'c.id', 't.customer_id')
    .innerJoin('destinations as d', 'd.id', 't.next_id')
    .select(['t.customer_id', 'c.name', 't.since', 't.next_due_at', 't.next_id', 'd.name as next_name', 'd.owner_role'])
    .where('t.journey_id', '=', journeyId)
    .where('t.next_id', 'is not', null)
    .where('t.next_due_at', '<', now)
    .orderBy('t.next_due_at')
    .orderBy('t.customer_id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('t.next_due_at', 't.customer_id'), '>', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}
