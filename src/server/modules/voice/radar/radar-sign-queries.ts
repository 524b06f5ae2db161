import { sql } from 'kysely';
import type { Database } from '../../../store/database.ts';
import { isSamePerson } from '../same-person.ts';

/** So many customers are looked at a night, those heard of last first; and so many signs of one kind. */
const mostCustomers = 20_000;
const mostSigns = 5_000;

/**
 * Of every customer with three days of contact or more in two years: how many gaps, over how many days, and how long it is
 * silent. Several contacts on one day are one. Cases and purchases are contacts.
 */
export async function readRhythms(db: Database, now: Date) {
  const { rows } = await sql<{ id: string; gaps: number; days: number; silent: number }>`
    with meant as (
      select id, last_heard_at from customers where merged_into is null and erased_at is null
      order by last_heard_at desc nulls last, id limit ${mostCustomers}),
    contact as (
      select m.id, c.created_at as at from cases c join customers w on w.id = c.customer_id join meant m on m.id = coalesce(w.merged_into, w.id)
      where c.created_at > ${now}::timestamptz - interval '2 years' and c.created_at <= ${now}
      union all
      select m.id, p.at from purchases p join customers w on w.id = p.customer_id join meant m on m.id = coalesce(w.merged_into, w.id)
      where p.at > ${now}::timestamptz - interval '2 years' and p.at <= ${now}),
    by_day as (select id, (at at time zone 'UTC')::date as on_day, max(at) as at from contact group by 1, 2)
    select d.id, (count(*) - 1)::int as gaps, (max(on_day) - min(on_day))::int as days,
      greatest(0, extract(epoch from ${now}::timestamptz - greatest(max(d.at), max(m.last_heard_at))) / 86400)::float8 as silent
    from by_day d join meant m on m.id = d.id group by d.id having count(*) >= 3
  `.execute(db);
  return rows;
}

export interface CaseSign {
  id: string;
  days: number;
  case_id: string | null;
  number: number | null;
  what: string | null;
}

/** Customers whose question waits for us for three days or more. */
export async function readWaitingForUs(db: Database, now: Date) {
  const { rows } = await sql<CaseSign>`
    select distinct on (w.id) w.id, waiting.id as case_id, number, null as what,
      (extract(epoch from ${now}::timestamptz - waiting_since) / 86400)::float8 as days
    from (select * from cases where waiting_since is not null and state <> 'closed'
      and waiting_since < ${now}::timestamptz - interval '3 days' order by waiting_since limit ${mostSigns}) waiting
    join customers c on c.id = waiting.customer_id join customers w on w.id = coalesce(c.merged_into, c.id)
    order by w.id, waiting_since
  `.execute(db);
  return rows;
}

/** Customers who have not answered a question of ours for ten days or more. */
export async function readUnanswered(db: Database, now: Date) {
  const { rows } = await sql<CaseSign>`
    select distinct on (w.id) w.id, asked.id as case_id, number, null as what,
      (extract(epoch from ${now}::timestamptz - last_staff_at) / 86400)::float8 as days
    from (select * from cases where state = 'waiting' and last_staff_at < ${now}::timestamptz - interval '10 days'
      and (last_customer_at is null or last_customer_at < last_staff_at) order by last_staff_at desc limit ${mostSigns}) asked
    join customers c on c.id = asked.customer_id join customers w on w.id = coalesce(c.merged_into, c.id)
    order by w.id, last_staff_at
  `.execute(db);
  return rows;
}

/** Customers to whom a promise was broken that they knew of, and who have not said a word since. */
export async function readBrokenInSilence(db: Database, now: Date) {
  const { rows } = await sql<CaseSign>`
    select distinct on (c.id) c.id, p.case_id, k.number, case when p.kind = 'personal' then p.what end as what,
      (extract(epoch from ${now}::timestamptz - p.ended_at) / 86400)::float8 as days
    from (select * from promises where state = 'broken' and ended_at > ${now}::timestamptz - interval '90 days'
      and ended_at <= ${now}::timestamptz - interval '1 day' and visible and (kind = 'personal' or clock = 'resolution')
      order by ended_at desc limit ${mostSigns}) p
    join customers w on w.id = p.customer_id join customers c on c.id = coalesce(w.merged_into, w.id) left join cases k on k.id = p.case_id
    where (c.last_heard_at is null or c.last_heard_at < p.ended_at) and (w.last_heard_at is null or w.last_heard_at < p.ended_at)
    order by c.id, p.ended_at desc
  `.execute(db);
  return rows;
}

/** How the last two feelings of a customer compare with those before, over a year; from −3 (angry) to 3 (thankful). */
export async function readMoods(db: Database, now: Date) {
  const { rows } = await sql<{ id: string; before: number; now: number }>`
    with said as (
      select coalesce(w.merged_into, w.id) as id, f.at, case when f.feeling in ('glad', 'thankful') then f.strength else -f.strength end as worth,
        row_number() over (partition by coalesce(w.merged_into, w.id) order by f.at desc) as back
      from felt f join cases c on c.id = f.case_id join customers w on w.id = c.customer_id
      where f.at > ${now}::timestamptz - interval '1 year' and f.at <= ${now})
    select id, (avg(worth) filter (where back > 2))::float8 as before, (avg(worth) filter (where back <= 2))::float8 as now
    from said group by id having count(*) >= 4 limit ${mostSigns}
  `.execute(db);
  return rows;
}

export interface Candidate {
  id: string;
  team_id: string | null;
  value: number;
  phone: boolean;
  mail: boolean;
}

/**
 * Those of some customers who may be found now, with what is known of them: not in a recovery, and not found within
 * ninety days, whatever the lot said then.
 */
export async function readCandidates(db: Database, ids: readonly string[], now: Date): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Candidate>`
    select c.id,
      (select k.team_id from cases k where ${isSamePerson('k.customer_id', 'c.id')} order by k.number desc limit 1) as team_id,
      (select coalesce(sum(p.amount), 0) from purchases p where ${isSamePerson('p.customer_id', 'c.id')} and p.at > ${now}::timestamptz - interval '1 year'
        and p.at <= ${now})::float8 as value,
      exists (select from identities i where ${isSamePerson('i.customer_id', 'c.id')} and i.kind = 'phone') as phone,
      exists (select from identities i where ${isSamePerson('i.customer_id', 'c.id')} and i.kind = 'email' and i.bounced_at is null) as mail
    from customers c where c.id = any(${[...ids]}::uuid[]) and c.merged_into is null and c.erased_at is null
      and not exists (select from recoveries r where ${isSamePerson('r.customer_id', 'c.id')} and r.ended_at is null)
      and not exists (select from radar_finds f where ${isSamePerson('f.customer_id', 'c.id')} and f.found_at > ${now}::timestamptz - interval '90 days')
  `.execute(db);
  return rows;
}
