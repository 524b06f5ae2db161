import { type RawBuilder, sql } from 'kysely';
import type { Calendar } from '../../../../domain/promises/calendar.ts';
import type { CaseState, Priority } from '../../../../domain/cases/words.ts';
import type { RoutingMethod } from '../../../../domain/rules/routing.ts';
import type { Database, Transaction } from '../../../store/database.ts';

/** What a case weighs, in SQL; the same as `weightOf` of the domain. */
const weight = sql`(case k.priority when 'low' then 0.5 when 'high' then 2 when 'urgent' then 3 else 1 end)
  * (case k.state when 'waiting' then 0.4 when 'snoozed' then 0.2 when 'closed' then 0 else 1 end)`;
const loadOfUser = sql<number>`(select coalesce(sum(${weight}), 0)::float8 from cases k where k.assignee_id = u.id and k.state <> 'closed')`;
const isAbsent = sql<boolean>`exists (select from absences a where a.user_id = u.id and a.began_at is not null and a.ended_at is null)`;

export interface PersonRow {
  id: string;
  name: string;
  skills: string[];
  own_limit: number | null;
  takes_cases: boolean;
  load: number;
  absent: boolean;
}

/** One routing decision at a time in the whole company: limits count over all teams of a person. */
export function holdRouting(trx: Transaction) {
  return sql`select pg_advisory_xact_lock(hashtext('kept.routing'))`.execute(trx);
}

export interface TeamRoutingRow {
  id: string;
  name: string;
  calendar_id: string | null;
  method: RoutingMethod;
  most_load: number | null;
  in_hours_only: boolean;
  takes_teamless: boolean;
  waiting: number;
}

const teamColumns = sql`t.id, t.name, t.calendar_id, coalesce(r.method, 'manual') as method, r.most_load::float8 as most_load,
  coalesce(r.in_hours_only, true) as in_hours_only, coalesce(r.takes_teamless, false) as takes_teamless`;

export async function findTeamRouting(db: Database, teamId: string): Promise<TeamRoutingRow | undefined> {
  const { rows } = await sql<TeamRoutingRow>`
    select ${teamColumns}, (select count(*)::int from routing_queue q join cases k on k.id = q.case_id where k.team_id = t.id) as waiting
    from teams t left join team_routing r on r.team_id = t.id where t.id = ${teamId}
  `.execute(db);
  return rows[0];
}

/** The team that takes cases without one. */
export async function findTeamOfTheTeamless(db: Database): Promise<string | undefined> {
  const row = await db
    .selectFrom('team_routing')
    .select('team_id')
    .where('takes_teamless', '=', true)
    .executeTakeFirst();
  return row?.team_id;
}

export async function listTeamRoutingAfter(
  db: Database,
  visible: RawBuilder<boolean>,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<TeamRoutingRow[]> {
  const { rows } = await sql<TeamRoutingRow>`
    select ${teamColumns}, (select count(*)::int from routing_queue q join cases k on k.id = q.case_id where k.team_id = t.id and ${visible}) as waiting
    from teams t left join team_routing r on r.team_id = t.id
    where ${after === undefined ? sql`true` : sql`(t.name, t.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by t.name, t.id limit ${limit + 1}
  `.execute(db);
  return rows;
}

/** Everybody who works on cases, by name; of one team, or all. */
export async function listPeopleAfter(
  db: Database,
  teamId: string | undefined,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select u.id, u.name, coalesce(p.skills, '{}') as skills, p.most_load::float8 as own_limit, coalesce(p.takes_cases, true) as takes_cases,
      ${loadOfUser} as load, ${isAbsent} as absent
    from users u left join person_routing p on p.user_id = u.id
    where u.active and u.role <> 'colleague'
      and ${teamId === undefined ? sql`true` : sql`exists (select from team_members m where m.team_id = ${teamId} and m.user_id = u.id)`}
      and ${after === undefined ? sql`true` : sql`(u.name, u.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by u.name, u.id limit ${limit + 1}
  `.execute(db);
  return rows;
}

export async function findPerson(db: Database, id: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select u.id, u.name, coalesce(p.skills, '{}') as skills, p.most_load::float8 as own_limit, coalesce(p.takes_cases, true) as takes_cases,
      ${loadOfUser} as load, ${isAbsent} as absent
    from users u left join person_routing p on p.user_id = u.id where u.id = ${id} and u.active and u.role <> 'colleague'
  `.execute(db);
  return rows[0];
}

export interface MemberRow extends PersonRow {
  last_given_at: Date | null;
  zone: string | null;
  week: Calendar['week'] | null;
  exceptions: Calendar['exceptions'] | null;
}

/** The people of a team as they stand, each with the calendar he goes by: his own, his team's, the default. */
export async function listMembers(db: Database, teamId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select u.id, u.name, coalesce(p.skills, '{}') as skills, p.most_load::float8 as own_limit, coalesce(p.takes_cases, true) as takes_cases,
      ${loadOfUser} as load, ${isAbsent} as absent, w.at as last_given_at, c.zone, c.week, c.exceptions
    from team_members m join users u on u.id = m.user_id join teams t on t.id = m.team_id
      left join person_routing p on p.user_id = u.id
      left join team_turns w on w.team_id = m.team_id and w.user_id = u.id
      left join calendars c on c.id = coalesce(u.calendar_id, t.calendar_id, (select id from calendars where is_default))
    where m.team_id = ${teamId} and u.active and u.role <> 'colleague'
  `.execute(db);
  return rows;
}

export function saveTeamRouting(
  trx: Transaction,
  row: {
    team_id: string;
    method: RoutingMethod;
    most_load: number | null;
    in_hours_only: boolean;
    takes_teamless: boolean;
    changed_at: Date;
  },
) {
  const { team_id: _, ...change } = row;
  return trx
    .insertInto('team_routing')
    .values(row)
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(change))
    .execute();
}

export function clearTeamless(trx: Transaction, except: string) {
  return trx
    .updateTable('team_routing')
    .set({ takes_teamless: false })
    .where('takes_teamless', '=', true)
    .where('team_id', '<>', except)
    .execute();
}

export function savePerson(
  trx: Transaction,
  row: { user_id: string; skills: string[]; most_load: number | null; takes_cases: boolean; changed_at: Date },
) {
  const { user_id: _, ...change } = row;
  return trx
    .insertInto('person_routing')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute();
}

export function noteTurn(trx: Transaction, teamId: string, userId: string, at: Date) {
  return trx
    .insertInto('team_turns')
    .values({ team_id: teamId, user_id: userId, at })
    .onConflict((conflict) => conflict.columns(['team_id', 'user_id']).doUpdateSet({ at }))
    .execute();
}

/** Puts cases into the queue of those that look for somebody; one that is there keeps its place and is looked at anew. */
export async function queueCases(trx: Transaction, caseIds: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into routing_queue (case_id, asked_at) select unnest(${[...new Set(caseIds)].sort()}::uuid[]), ${at}
    on conflict (case_id) do update set tried_at = null
  `.execute(trx);
}

/** The queued case whose turn it is: never looked at, or longest ago; held, and skipped where another node holds it. */
export async function takeQueued(trx: Transaction, triedBefore: Date): Promise<string | undefined> {
  const { rows } = await sql<{ case_id: string }>`
    select q.case_id from routing_queue q where q.tried_at is null or q.tried_at < ${triedBefore}
    order by q.tried_at nulls first, q.asked_at limit 1 for update skip locked
  `.execute(trx);
  return rows[0]?.case_id;
}

export function dropQueued(trx: Transaction, caseId: string) {
  return trx.deleteFrom('routing_queue').where('case_id', '=', caseId).execute();
}

export async function findQueued(db: Database, caseId: string) {
  return db.selectFrom('routing_queue').select(['reason', 'tried_at']).where('case_id', '=', caseId).executeTakeFirst();
}

export function noteTried(trx: Transaction, caseId: string, reason: string, at: Date) {
  return trx.updateTable('routing_queue').set({ reason, tried_at: at }).where('case_id', '=', caseId).execute();
}

export interface RoutedCase {
  id: string;
  state: CaseState;
  priority: Priority;
  kind: string;
  tags: string[];
  team_id: string | null;
  assignee_id: string | null;
  language: string | null;
}

/** What routing must know of a case; held until the transaction ends. */
export async function holdRoutedCase(trx: Transaction, id: string): Promise<RoutedCase | undefined> {
  const { rows } = await sql<RoutedCase>`
    select k.id, k.state, k.priority, k.kind, k.tags, k.team_id, k.assignee_id, c.language
    from cases k join customers c on c.id = k.customer_id where k.id = ${id} for no key update of k
  `.execute(trx);
  return rows[0];
}

export async function listQueueAfter(
  db: Database,
  visible: RawBuilder<boolean>,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<{ case_id: string; asked_at: Date; reason: string | null }[]> {
  const { rows } = await sql<{ case_id: string; asked_at: Date; reason: string | null }>`
    select q.case_id, q.asked_at, q.reason from routing_queue q join cases k on k.id = q.case_id
    where ${visible} and ${after === undefined ? sql`true` : sql`(q.asked_at, q.case_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by q.asked_at, q.case_id limit ${limit + 1}
  `.execute(db);
  return rows;
}
