import { sql, type Insertable, type Selectable } from 'kysely';
import type { Actor } from '../../../context.ts';
import type { Database, Tables, Transaction } from '../../../store/database.ts';
import { mayBeSeen } from '../../journeys/index.ts';
import { isSamePerson, recordsOf } from '../same-person.ts';

export type FindRow = Selectable<Tables['radar_finds']>;
export type RadarSettingsRow = Selectable<Tables['radar_settings']>;

export function findRadarSettings(db: Database) {
  return db.selectFrom('radar_settings').selectAll().executeTakeFirstOrThrow();
}

/** Held until the transaction ends: one node scans, one judges. */
export function holdRadarSettings(trx: Transaction) {
  return trx.selectFrom('radar_settings').selectAll().forUpdate().executeTakeFirstOrThrow();
}

export function updateRadarSettings(trx: Transaction, change: Partial<Omit<RadarSettingsRow, 'one'>>) {
  return trx.updateTable('radar_settings').set(change).execute();
}

export function insertFinds(trx: Transaction, rows: Insertable<Tables['radar_finds']>[]) {
  return trx.insertInto('radar_finds').values(rows).execute();
}

/** How many still wait on each team's list. */
export async function countWaiting(trx: Transaction) {
  return trx
    .selectFrom('radar_finds')
    .select(['team_id', sql<number>`count(*)::int`.as('n')])
    .where('arm', '=', 'touch')
    .where('state', '=', 'waiting')
    .groupBy('team_id')
    .execute();
}

/** Nobody took them: they leave the list, and stay in the comparison. */
export function lapse(trx: Transaction, before: Date) {
  return trx
    .updateTable('radar_finds')
    .set({ state: 'lapsed' })
    .where('arm', '=', 'touch')
    .where('state', '=', 'waiting')
    .where('found_at', '<', before)
    .execute();
}

function finds(db: Database, actor: Actor) {
  return db
    .selectFrom('radar_finds as f')
    .innerJoin('customers as c', 'c.id', 'f.customer_id')
    .leftJoin('teams as t', 't.id', 'f.team_id')
    .leftJoin('users as u', 'u.id', 'f.taken_by')
    .selectAll('f')
    .select(['c.name as customer_name', 'c.language', 't.name as team_name', 'u.name as taker_name'])
    .select((eb) => [
      eb
        .selectFrom('identities as i')
        .select('i.value')
        .where(isSamePerson('i.customer_id', 'f.customer_id'))
        .where('i.kind', '=', 'phone')
        .orderBy('i.created_at')
        .limit(1)
        .as('phone'),
      eb
        .selectFrom('identities as i')
        .select('i.value')
        .where(isSamePerson('i.customer_id', 'f.customer_id'))
        .where('i.kind', '=', 'email')
        .where('i.bounced_at', 'is', null)
        .orderBy('i.created_at')
        .limit(1)
        .as('email'),
    ])
    .where('f.arm', '=', 'touch')
    .where(mayBeSeen(actor, 'f.case_id'));
}

/** One that is on a list; whoever was left alone by lot does not exist for anybody. */
export function findShown(db: Database, actor: Actor, id: string) {
  return finds(db, actor).where('f.id', '=', id).executeTakeFirst();
}

export type ShownFind = NonNullable<Awaited<ReturnType<typeof findShown>>>;

export function listShownAfter(
  db: Database,
  actor: Actor,
  filter: { teamId?: string | undefined; done: boolean },
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = finds(db, actor).limit(limit + 1);
  if (filter.teamId !== undefined) query = query.where('f.team_id', '=', filter.teamId);
  if (filter.done) {
    query = query
      .where('f.state', 'not in', ['waiting', 'taken'])
      .orderBy('f.found_at', 'desc')
      .orderBy('f.id', 'desc');
    if (after !== undefined)
      query = query.where(
        sql<boolean>`(f.found_at, f.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`,
      );
    return query.execute();
  }
  query = query.where('f.state', 'in', ['waiting', 'taken']).orderBy('f.score', 'desc').orderBy('f.id', 'desc');
  if (after !== undefined)
    query = query.where(sql<boolean>`(f.score, f.id) < (${Number(after[0])}::float8, ${String(after[1])}::uuid)`);
  return query.execute();
}

export function holdFind(trx: Transaction, id: string) {
  return trx.selectFrom('radar_finds').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}

export function updateFind(trx: Transaction, id: string, change: Partial<FindRow>) {
  return trx.updateTable('radar_finds').set(change).where('id', '=', id).execute();
}

/**
 * Judges whose window is over, whatever the arm and whatever was done: came back (wrote by himself or bought), was glad, was
 * upset. Calls noted by us are no coming back: we make more of them where we touch.
 */
export async function judgeDue(trx: Transaction, now: Date, most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with found as (select id, customer_id, found_at, window_ends_at from radar_finds
      where judged_at is null and window_ends_at <= ${now} order by window_ends_at limit ${most} for update skip locked),
    due as materialized (select f.*, ${recordsOf('f.customer_id')} as records from found f),
    what as (
      select d.id,
        exists (select from unnest(d.records) own(id) join cases k on k.customer_id = own.id join messages m on m.case_id = k.id where m.direction = 'in'
          and m.author_kind = 'customer' and m.channel not in ('phone', 'api') and m.at > d.found_at and m.at <= d.window_ends_at) as wrote,
        exists (select from unnest(d.records) own(id) join purchases p on p.customer_id = own.id where p.at > d.found_at and p.at <= d.window_ends_at) as bought,
        exists (select from unnest(d.records) own(id) join cases k on k.customer_id = own.id join felt f on f.case_id = k.id where f.feeling in ('glad', 'thankful')
          and f.at > d.found_at and f.at <= d.window_ends_at)
          or exists (select from unnest(d.records) own(id) join answers a on a.customer_id = own.id where (a.rating >= 4 or a.likely >= 9)
            and a.at > d.found_at and a.at <= d.window_ends_at) as glad,
        exists (select from unnest(d.records) own(id) join cases k on k.customer_id = own.id join felt f on f.case_id = k.id where f.feeling in ('angry', 'let-down')
          and f.strength >= 2 and f.at > d.found_at and f.at <= d.window_ends_at)
          or exists (select from unnest(d.records) own(id) join answers a on a.customer_id = own.id where a.bad and a.at > d.found_at and a.at <= d.window_ends_at)
          or exists (select from unnest(d.records) own(id) join cases k on k.customer_id = own.id where k.kind = 'complaint'
            and k.created_at > d.found_at and k.created_at <= d.window_ends_at) as upset
      from due d)
    update radar_finds f set judged_at = ${now}, returned = what.wrote or what.bought, bought = what.bought, glad = what.glad, upset = what.upset
    from what where what.id = f.id
  `.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** What each arm came to in the last two years. */
export async function countArms(db: Database, now: Date) {
  const { rows } = await sql<{
    arm: 'touch' | 'held';
    found: number;
    judged: number;
    returned: number;
    bought: number;
    glad: number;
    upset: number;
  }>`
    select arm, count(*)::int as found, count(judged_at)::int as judged, count(*) filter (where returned)::int as returned,
      count(*) filter (where bought)::int as bought, count(*) filter (where glad)::int as glad, count(*) filter (where upset)::int as upset
    from radar_finds where found_at > ${now}::timestamptz - interval '2 years' group by arm
  `.execute(db);
  const none = { found: 0, judged: 0, returned: 0, bought: 0, glad: 0, upset: 0 };
  return {
    touch: rows.find(({ arm }) => arm === 'touch') ?? none,
    held: rows.find(({ arm }) => arm === 'held') ?? none,
  };
}

export async function countOutcomes(db: Database, now: Date) {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*)::int as n from radar_finds where arm = 'touch' and found_at > ${now}::timestamptz - interval '2 years'
    group by 1 order by 2 desc, 1
  `.execute(db);
  return rows;
}

/** Who hears that the radar has stopped itself. */
export function listManagers(db: Database) {
  return db
    .selectFrom('users')
    .select('id')
    .where('active', '=', true)
    .where('role', 'in', ['manager', 'admin', 'owner'])
    .limit(100)
    .execute();
}
