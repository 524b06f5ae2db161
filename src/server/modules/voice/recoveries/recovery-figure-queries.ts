import { sql } from 'kysely';
import type { Actor } from '../../../context.ts';
import type { Database } from '../../../store/database.ts';
import { mayBeSeen } from '../../journeys/index.ts';

/** Figures look at so many recoveries at most, the newest first. */
const most = 20_000;

/** Open recoveries by whole days of age and severity, and how many of them are late. */
export async function countByAge(db: Database, actor: Actor, now: Date) {
  const { rows } = await sql<{ days: number; severity: string; n: number; late: number }>`
    select floor(extract(epoch from ${now}::timestamptz - r.opened_at) / 86400)::int as days, r.severity, count(*)::int as n,
      count(*) filter (where r.due_at < ${now})::int as late
    from recoveries r where r.ended_at is null and ${mayBeSeen(actor, 'r.case_id')} group by 1, 2
  `.execute(db);
  return rows;
}

/** How many are open, and how many of these are late. */
export async function countOpenRecoveries(db: Database, actor: Actor, now: Date) {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*)::int as open, count(*) filter (where r.due_at < ${now})::int as late
    from recoveries r where r.ended_at is null and ${mayBeSeen(actor, 'r.case_id')}
  `.execute(db);
  return rows[0]!;
}

/** Recoveries that ended since then, and what customers said after 30 and 90 days. Silence is no answer. */
export async function countEnded(db: Database, actor: Actor, since: Date) {
  const { rows } = await sql<{
    recovered: number;
    ended: number;
    good30: number;
    said30: number;
    good90: number;
    said90: number;
  }>`
    with meant as (
      select r.id, r.state, r.ended_at from recoveries r where r.opened_at >= ${since} and r.state <> 'called-off' and ${mayBeSeen(actor, 'r.case_id')}
      order by r.opened_at desc, r.id desc limit ${most}), said as (
      select c.days, c.state from recovery_checks c join meant m on m.id = c.recovery_id where c.state in ('good', 'not-good') and c.days > 0)
    select (select count(*) from meant where state = 'recovered')::int as recovered,
      (select count(*) from meant where ended_at is not null)::int as ended,
      count(*) filter (where days = 30 and state = 'good')::int as good30, count(*) filter (where days = 30)::int as said30,
      count(*) filter (where days = 90 and state = 'good')::int as good90, count(*) filter (where days = 90)::int as said90
    from said
  `.execute(db);
  return rows[0]!;
}

/** How long each waited for the first human contact; `in_time` is unknown while it may still be made in time. */
export async function readContacts(db: Database, actor: Actor, since: Date, now: Date) {
  const { rows } = await sql<{ minutes: number; made: boolean; in_time: boolean | null }>`
    select (extract(epoch from least(coalesce(first.at, ${now}), ${now}) - r.opened_at) / 60)::float8 as minutes, first.at is not null as made,
      case when first.at is not null then first.at <= first_due.due when first_due.due < ${now} then false end as in_time
    from recoveries r
    left join lateral (select min(m.at) as at from recovery_moves m where m.recovery_id = r.id and m.move = 'contact') first on true
    left join lateral (select coalesce(p.first_due_at, r.contact_due_at) as due from (select 1) one left join promises p on p.id = r.contact_promise_id and r.reopened = 0) first_due on true
    where r.opened_at >= ${since} and r.state <> 'called-off' and ${mayBeSeen(actor, 'r.case_id')} order by r.opened_at desc, r.id desc limit ${most}
  `.execute(db);
  return rows;
}

/** Causes by how often, with how many of those that ended were won back. Not named yet comes as null. */
export async function countByCause(db: Database, actor: Actor, since: Date) {
  const { rows } = await sql<{ kind: string | null; n: number; recovered: number; ended: number }>`
    select r.cause_kind as kind, count(*)::int as n, count(*) filter (where r.state = 'recovered')::int as recovered,
      count(*) filter (where r.ended_at is not null)::int as ended
    from recoveries r where r.opened_at >= ${since} and r.state <> 'called-off' and ${mayBeSeen(actor, 'r.case_id')}
    group by 1 order by r.cause_kind is null, n desc, 1
  `.execute(db);
  return rows;
}

/** Where it happened, the twenty most often. */
export async function countByTouchpoint(db: Database, actor: Actor, since: Date) {
  const { rows } = await sql<{ id: string | null; name: string | null; n: number; recovered: number; ended: number }>`
    select t.id, t.name, count(*)::int as n, count(*) filter (where r.state = 'recovered')::int as recovered,
      count(*) filter (where r.ended_at is not null)::int as ended
    from recoveries r left join touchpoints t on t.id = r.touchpoint_id
    where r.opened_at >= ${since} and r.state <> 'called-off' and ${mayBeSeen(actor, 'r.case_id')}
    group by t.id, t.name order by t.id is null, n desc, t.name limit 20
  `.execute(db);
  return rows;
}

export async function countBySource(db: Database, actor: Actor, since: Date) {
  const { rows } = await sql<{ source: string; n: number }>`
    select r.source, count(*)::int as n from recoveries r
    where r.opened_at >= ${since} and r.state <> 'called-off' and ${mayBeSeen(actor, 'r.case_id')} group by 1 order by 2 desc, 1
  `.execute(db);
  return rows;
}
