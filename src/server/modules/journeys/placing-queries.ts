import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

/** Where a customer is heading on a journey: in the passage he is on, and in those beside it. */
export interface Placed {
  customer_id: string;
  passage: number;
  since: Date;
  next_id: string | null;
  beside: boolean;
}

/** Where customers were heading on a journey before something changed; held until the transaction ends. */
export function holdTravellers(trx: Transaction, journeyId: string, customerIds: readonly string[]): Promise<Placed[]> {
  return trx
    .selectFrom('travellers')
    .select(['customer_id', 'passage', 'since', 'next_id', 'beside'])
    .where('journey_id', '=', journeyId)
    .where('customer_id', 'in', customerIds)
    .orderBy('customer_id')
    .orderBy('passage')
    .forUpdate()
    .execute();
}

/**
 * Until when an earlier passage is waited for whose cases are all closed: for as long again as its next destination was expected
 * within, from when that was due or from when the case was closed, whichever is later. Null where nothing is expected, or ahead.
 * Of `f (since, closed_at)` and `n (expected_days)`.
 */
export const waitedUntil = sql`(greatest(f.since + n.expected_days * interval '1 day', f.closed_at) + n.expected_days * interval '1 day')`;

/**
 * Works out from their positions which passage customers are on (the one begun last of those that hold a stop the journey still
 * has), which earlier ones are walked beside it (no later passage goes on with it, and a case of theirs is open, or closed and what is
 * ahead is still waited for), how far they are in each and what is next by when: some customers', or everybody's. Passages that are
 * over are waited for no more.
 */
export async function placeTravellers(
  trx: Transaction,
  journeyId: string,
  now: Date,
  customerIds?: readonly string[],
): Promise<Placed[]> {
  const of = (table: string) =>
    customerIds === undefined ? sql`` : sql`and ${sql.ref(table)}.customer_id = any(${[...customerIds]}::uuid[])`;
  // of everybody most stay where they are: what does not change is not written
  const onlyChanged =
    customerIds === undefined
      ? sql`where (travellers.beside, travellers.started_at, travellers.since, travellers.next_id, travellers.next_due_at, travellers.waited_until)
          is distinct from (excluded.beside, excluded.started_at, excluded.since, excluded.next_id, excluded.next_due_at, excluded.waited_until)`
      : sql``;
  const { rows } = await sql<Placed>`
    with walked as (
      select p.customer_id, p.passage, min(p.reached_at) as started_at,
        coalesce(max(p.reached_at) filter (where d.retired_at is null), min(p.reached_at)) as since,
        coalesce(max(d.position) filter (where d.retired_at is null), -1) as position,
        coalesce(array_agg(distinct p.case_id) filter (where p.case_id is not null), '{}') as cases
      from positions p join destinations d on d.id = p.destination_id
      where p.journey_id = ${journeyId} ${of('p')} group by p.customer_id, p.passage),
    latest as (
      select distinct on (customer_id) * from walked order by customer_id, position >= 0 desc, started_at desc, passage desc),
    held as (
      select l.*, false as beside, null::timestamptz as closed_at from latest l
      union all
      select w.*, true, c.closed_at from walked w join latest l on l.customer_id = w.customer_id and l.passage <> w.passage
        cross join lateral (
          select case when bool_and(k.state = 'closed') then coalesce(max(k.closed_at), w.since) end as closed_at
          from cases k where k.id = any(w.cases) and k.merged_into is null having count(*) > 0) c
        cross join (select max(expected_days) * interval '1 day' as most from destinations
          where journey_id = ${journeyId} and retired_at is null) d
      where w.position >= 0
        -- most passages of closed cases are over whatever is ahead: what that is need not be looked up
        and (c.closed_at is null or greatest(w.since + d.most, c.closed_at) + d.most > ${now})
        and not exists (select from walked o where o.customer_id = w.customer_id
          and (o.started_at, o.passage) > (w.started_at, w.passage) and (o.cases = '{}' or o.cases && w.cases))),
    placed as (
      select f.*, n.id as next_id, f.since + n.expected_days * interval '1 day' as next_due_at,
        case when f.closed_at is not null then ${waitedUntil} end as waited_until
      from held f left join lateral (${nextDestination(sql`${journeyId}`)}) n on true
      where f.closed_at is null or ${waitedUntil} > ${now}),
    over as (
      delete from travellers t where t.journey_id = ${journeyId} ${of('t')}
        and not exists (select from placed f where f.customer_id = t.customer_id and f.passage = t.passage))
    insert into travellers (journey_id, customer_id, passage, started_at, since, next_id, next_due_at, beside, waited_until)
    select ${journeyId}, f.customer_id, f.passage, f.started_at, f.since, f.next_id, f.next_due_at, f.beside, f.waited_until
    from placed f
    order by f.customer_id, f.passage
    on conflict (journey_id, customer_id, passage) do update
      set started_at = excluded.started_at, since = excluded.since, next_id = excluded.next_id,
        next_due_at = excluded.next_due_at, beside = excluded.beside, waited_until = excluded.waited_until
      ${onlyChanged}
    returning customer_id, passage, since, next_id, beside
  `.execute(trx);
  return rows;
}

/** How many of these are customers: each has one passage he is on. */
export function customersIn(placed: readonly Placed[]): number {
  return placed.filter(({ beside }) => !beside).length;
}

/**
 * The destination after the furthest one of `f (customer_id, passage, position)`: the next in order, or where its ways lead first.
 * Where he has been already is next only by a way back, at a destination where the journey does not end.
 */
export function nextDestination(journeyId: RawBuilder<unknown>) {
  return sql`
    select n.id, n.expected_days from (select 1) one
    left join destinations h on h.journey_id = ${journeyId} and h.retired_at is null and h.position = f.position
    join destinations n on n.id = coalesce(
      (select o.id from destinations o where h.next_ids is null and o.journey_id = ${journeyId} and o.retired_at is null
        and o.position > f.position order by o.position limit 1),
      (select w.id from destinations w
        left join positions been on been.customer_id = f.customer_id and been.destination_id = w.id and been.passage = f.passage
        left join positions here on here.customer_id = f.customer_id and here.destination_id = h.id and here.passage = f.passage
        where w.id = any(h.next_ids) and w.retired_at is null
          and (been.reached_at is null or (not h.ends and been.reached_at < here.reached_at))
        order by been.reached_at is not null, w.position limit 1))`;
}

/** After a change of the journey, everybody's next destination and the counts are worked out anew. */
export async function recomputeTravellers(trx: Transaction, journeyId: string, now: Date): Promise<void> {
  await placeTravellers(trx, journeyId, now);
  await sql`
    insert into destination_tallies (destination_id, reached, waiting, accepted, declined)
    select d.id,
      (select count(*) from positions p where p.destination_id = d.id),
      (select count(*) from travellers t where t.next_id = d.id),
      a.accepted, a.declined
    from destinations d
      cross join lateral (select count(*) filter (where l.accepted) as accepted, count(*) filter (where not l.accepted) as declined
        from (select distinct on (p.customer_id) p.accepted from positions p
          where p.destination_id = d.id and p.accepted is not null
          order by p.customer_id, p.reached_at desc, p.passage desc) l) a
    where d.journey_id = ${journeyId} and d.retired_at is null
    on conflict (destination_id) do update set reached = excluded.reached, waiting = excluded.waiting, accepted = excluded.accepted, declined = excluded.declined
  `.execute(trx);
}

export function addTravellers(trx: Transaction, journeyId: string, more: number) {
  return trx
    .updateTable('journeys')
    .set((eb) => ({ travellers: eb('travellers', '+', more) }))
    .where('id', '=', journeyId)
    .execute();
}

/** Of these cases, whose passages on which journeys are walked beside others. */
export async function listTurned(
  trx: Transaction,
  caseIds: readonly string[],
): Promise<{ journey_id: string; customer_id: string }[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await sql<{ journey_id: string; customer_id: string }>`
    select distinct p.journey_id, p.customer_id
    from cases k join customers c on c.id = k.customer_id
      join positions p on p.customer_id = coalesce(c.merged_into, c.id) and p.case_id = k.id
    where k.id = any(${[...caseIds]}::uuid[])
      and exists (select from positions o where o.customer_id = p.customer_id and o.journey_id = p.journey_id and o.passage <> p.passage)
    order by 1, 2
  `.execute(trx);
  return rows;
}

/** Of these passages those whose last stop is the end of the journey, though nobody waits for them, with that stop. */
export async function listEnds(
  trx: Transaction,
  journeyId: string,
  passages: readonly { customer_id: string; passage: number }[],
): Promise<{ customer_id: string; passage: number; since: Date; destination_id: string }[]> {
  if (passages.length === 0) return [];
  const { rows } = await sql<{ customer_id: string; passage: number; since: Date; destination_id: string }>`
    select f.customer_id, f.passage, f.since, f.destination_id
    from unnest(${passages.map((each) => each.customer_id)}::uuid[], ${passages.map((each) => each.passage)}::int[]) as a(customer_id, passage)
      cross join lateral (
        select a.customer_id, a.passage, max(p.reached_at) as since, max(d.position) as position,
          (array_agg(d.id order by d.position desc))[1] as destination_id
        from positions p join destinations d on d.id = p.destination_id and d.retired_at is null
        where p.customer_id = a.customer_id and p.journey_id = ${journeyId} and p.passage = a.passage having count(*) > 0) f
      left join lateral (${nextDestination(sql`${journeyId}`)}) n on true
    where n.id is null
  `.execute(trx);
  return rows;
}

/** Passages of closed cases that are waited for no more, the earliest first. */
export function listEnding(db: Database, now: Date, limit: number) {
  return db
    .selectFrom('travellers')
    .select(['journey_id', 'customer_id'])
    .where('waited_until', '<=', now)
    .orderBy('waited_until')
    .limit(limit)
    .execute();
}

/** Destinations that are reached when one of these journeys is finished. */
export function listDestinationsWithin(db: Database, journeyIds: readonly string[]) {
  return db
    .selectFrom('destinations')
    .select(['id', 'journey_id', 'sub_journey_id'])
    .where('sub_journey_id', 'in', journeyIds)
    .where('retired_at', 'is', null)
    .execute();
}
