import { type RawBuilder, sql } from 'kysely';
import type { Calendar } from '../../../domain/promises/calendar.ts';
import type { Database } from '../../store/database.ts';

/** Somebody who may be called, with what says when. */
export interface PersonRow {
  id: string;
  language: string;
  time_zone: string;
  /** The calendars he goes by: his own, else those of his teams, else the company's. */
  hours: Calendar[];
  /** The quiet time he chose himself. */
  quiet_from: string | null;
  quiet_to: string | null;
  /** Away at the moment; who stands in for him. */
  away: boolean;
  delegate_id: string | null;
  /** When his next absence begins. */
  leaves_at: Date | null;
}

export async function findPeople(db: Database, ids: readonly string[], now: Date): Promise<PersonRow[]> {
  const ofTeams = sql`select coalesce(t.calendar_id, (select id from calendars where is_default)) from team_members m
    join teams t on t.id = m.team_id where m.user_id = u.id`;
  const { rows } = await sql<PersonRow>`
    select u.id, u.language, u.time_zone, h.hours, left(n.quiet_from::text, 5) as quiet_from, left(n.quiet_to::text, 5) as quiet_to,
      a.id is not null as away, a.delegate_id, l.leaves_at
    from users u left join notification_choices n on n.user_id = u.id
      cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('zone', c.zone, 'week', c.week, 'exceptions', c.exceptions)
          order by c.id), '[]') as hours from calendars c
        where case when u.calendar_id is not null then c.id = u.calendar_id
          when exists (${ofTeams}) then c.id in (${ofTeams}) else c.is_default end) h
      left join lateral (select id, delegate_id from absences where user_id = u.id and ended_at is null and from_at <= ${now}
        and (until_at is null or until_at > ${now}) order by delegate_id is null, from_at limit 1) a on true
      cross join lateral (select min(from_at) as leaves_at from absences where user_id = u.id and ended_at is null and from_at > ${now}) l
    where u.active and u.id = any(${[...ids]}::uuid[])
  `.execute(db);
  return rows;
}

/** Who keeps what an escalation is about: the promise's keeper, else whoever has the case. */
export async function findKeeper(db: Database, about: { caseId: string | null; promiseId: string | null }) {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u where u.active and u.id = coalesce(
      (select keeper_id from promises where id = ${about.promiseId}::uuid),
      (select assignee_id from cases where id = ${about.caseId}::uuid))
  `.execute(db);
  return rows[0]?.id ?? null;
}

/**
 * Who leads there: leads of the case's team, else of the keeper's teams, else his superior, else the owners. Nobody is left
 * without somebody to step in.
 */
export async function findLeads(db: Database, caseId: string | null, keeperId: string | null): Promise<string[]> {
  const attempts: RawBuilder<unknown>[] = [
    sql`join team_members m on m.user_id = u.id join cases k on k.team_id = m.team_id and k.id = ${caseId}::uuid where u.role in ('lead', 'manager')`,
    sql`join team_members m on m.user_id = u.id join team_members mine on mine.team_id = m.team_id and mine.user_id = ${keeperId}::uuid
      where u.role in ('lead', 'manager') and u.id is distinct from ${keeperId}::uuid`,
    sql`join users keeper on keeper.supervisor_id = u.id and keeper.id = ${keeperId}::uuid where true`,
    sql`where u.role in ('lead', 'manager')`,
    sql`where u.role = 'owner'`,
  ];
  for (const attempt of attempts) {
    const { rows } = await sql<{ id: string }>`
      select distinct u.id from users u ${attempt} and u.active order by u.id limit 20
    `.execute(db);
    if (rows.length > 0) return rows.map((row) => row.id);
  }
  return [];
}

/** Roles that step in, from the bottom. */
const ranks = ['agent', 'lead', 'manager', 'admin', 'owner'] as const;

/** Everyone of a role; where nobody has it, of the next one above that somebody has, so that a small company is not left alone. */
export async function findByRole(db: Database, role: string): Promise<string[]> {
  const above = ranks.slice(Math.max(0, ranks.indexOf(role as (typeof ranks)[number])));
  const { rows } = await sql<{ id: string }>`
    select id from users where active and role = (select role from users where active and role = any(${above}::text[])
      order by array_position(${above}::text[], role) limit 1) order by id limit 50
  `.execute(db);
  return rows.map((row) => row.id);
}
