import { sql } from 'kysely';
import type { Calendar } from '../../../domain/promises/calendar.ts';
import type { Actor } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { visibleCases } from '../cases/index.ts';

/**
 * What practice reads of rooms below it where their doors have no verb for it: who works when, who is on a team, how a
 * contact went. Only reading, always bounded.
 */
interface StoredPlace {
  time_zone: string;
  zone: string | null;
  week: Calendar['week'] | null;
  exceptions: Calendar['exceptions'] | null;
}

/** A colleague's zone, and the calendar he goes by: his own, the first of his teams', or the company's. */
export async function findPlaceOfUser(db: Database, userId: string): Promise<StoredPlace | undefined> {
  const { rows } = await sql<StoredPlace>`
    select u.time_zone, c.zone, c.week, c.exceptions
    from users u left join calendars c on c.id = coalesce(u.calendar_id,
      (select t.calendar_id from team_members m join teams t on t.id = m.team_id
        where m.user_id = u.id and t.calendar_id is not null order by t.name limit 1),
      (select id from calendars where is_default))
    where u.id = ${userId}
  `.execute(db);
  return rows[0];
}

/** A team's calendar, or the company's where the team has none. */
export async function findPlaceOfTeam(db: Database, teamId: string | null): Promise<StoredPlace | undefined> {
  const { rows } = await sql<StoredPlace>`
    select coalesce(k.time_zone, 'UTC') as time_zone, c.zone, c.week, c.exceptions
    from (select 1) one left join company k on true left join calendars c on c.id = coalesce(
      (select calendar_id from teams where id = ${teamId}::uuid), (select id from calendars where is_default))
  `.execute(db);
  return rows[0];
}

/** An active colleague. */
export function findColleague(db: Database, id: string) {
  return db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst();
}

export function findTeam(db: Database, id: string) {
  return db.selectFrom('teams').select(['id', 'name', 'private']).where('id', '=', id).executeTakeFirst();
}

export function teamsOf(db: Database, userId: string) {
  return db
    .selectFrom('team_members as m')
    .innerJoin('teams as t', 't.id', 'm.team_id')
    .select(['t.id', 't.name'])
    .where('m.user_id', '=', userId)
    .orderBy('t.name')
    .execute();
}

export async function countMembers(db: Database, teamId: string | null): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from users u where u.active
      and (${teamId}::uuid is null or exists (select 1 from team_members m where m.user_id = u.id and m.team_id = ${teamId}::uuid))
  `.execute(db);
  return rows[0]!.n;
}

/** The customer under whose record this one goes now: merged records lead on, at most ten steps. */
export async function findCustomer(db: Database, id: string): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string; merged_into: string | null }>`
    with recursive chain as (
      select id, name, merged_into, 1 as step from customers where id = ${id}
      union all select c.id, c.name, c.merged_into, step + 1 from customers c join chain on c.id = chain.merged_into where step < 10)
    select id, name, merged_into from chain order by step desc limit 1
  `.execute(db);
  return rows[0];
}

/** A case the actor may see, with whom it belongs to and the private team it is with, if it is. */
export async function findCaseSeenBy(db: Database, actor: Actor, id: string) {
  const { rows } = await sql<{ id: string; customer_id: string; private_team_id: string | null }>`
    select k.id, k.customer_id, case when t.private then t.id end as private_team_id
    from cases k left join teams t on t.id = k.team_id where k.id = ${id} and ${visibleCases(actor)}
  `.execute(db);
  return rows[0];
}

/** Owners and admins see private teams' work too; so does the system. */
export function seesEverything(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind !== 'customer' && (actor.role === 'owner' || actor.role === 'admin'));
}

export function teamIdsOf(actor: Actor): string[] {
  return actor.kind === 'staff' || actor.kind === 'key' ? [...actor.teamIds] : [];
}
