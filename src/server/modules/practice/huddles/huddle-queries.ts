import { sql } from 'kysely';
import type { Agenda } from '../../../../contract/practice-huddles.ts';
import type { Actor } from '../../../context.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { seesEverything, teamIdsOf } from '../outside-queries.ts';

interface Named {
  id: string;
  name: string;
}

export interface HuddleRow {
  id: string;
  team: Named | null;
  day: string;
  started_by: Named;
  started_at: Date;
  finished_at: Date | null;
  card: number;
  here: number;
}

const selectHuddles = sql`select h.id, case when t.id is null then null else json_build_object('id', t.id, 'name', t.name) end as team,
  h.day, json_build_object('id', u.id, 'name', u.name) as started_by, h.started_at, h.finished_at, h.card,
  (select count(*)::int from huddle_attendance a where a.huddle_id = h.id) as here
  from huddles h join users u on u.id = h.started_by left join teams t on t.id = h.team_id`;

/** The huddle of a private team exists for the team, for owners and for admins. */
const huddleSeenBy = (actor: Actor) =>
  sql`(t.private is not true or ${seesEverything(actor)} or t.id = any(${teamIdsOf(actor)}::uuid[]))`;

export async function findHuddle(db: Database, actor: Actor, id: string): Promise<HuddleRow | undefined> {
  const { rows } = await sql<HuddleRow>`${selectHuddles} where h.id = ${id} and ${huddleSeenBy(actor)}`.execute(db);
  return rows[0];
}

export async function listHuddlesAfter(
  db: Database,
  actor: Actor,
  options: { teamId: string | undefined; after: (string | number | null)[] | undefined; limit: number },
): Promise<HuddleRow[]> {
  const { rows } = await sql<HuddleRow>`
    ${selectHuddles} where ${huddleSeenBy(actor)} and (${options.teamId ?? null}::uuid is null or h.team_id = ${options.teamId ?? null}::uuid)
      and (${options.after === undefined} or (h.day, h.id) < (${options.after?.[0] ?? null}::date, ${options.after?.[1] ?? null}::uuid))
    order by h.day desc, h.id desc limit ${options.limit}
  `.execute(db);
  return rows;
}

export function findHuddleOn(db: Database, teamId: string | null, day: string) {
  return db
    .selectFrom('huddles')
    .select(['id', 'finished_at'])
    .where('team_id', 'is not distinct from', teamId)
    .where('day', '=', day)
    .executeTakeFirst();
}

/** When the team's huddle before a day began. */
export async function findPreviousStart(db: Database, teamId: string | null, day: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('huddles')
    .select('started_at')
    .where('team_id', 'is not distinct from', teamId)
    .where('day', '<', day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.started_at;
}

/** Adds today's huddle. @returns false when somebody was quicker. */
export async function insertHuddle(
  trx: Transaction,
  huddle: {
    id: string;
    team_id: string | null;
    day: string;
    started_by: string;
    started_at: Date;
    agenda: Agenda;
    behaviour_ids: string[];
  },
): Promise<boolean> {
  const made = await trx
    .insertInto('huddles')
    .values({ ...huddle, agenda: JSON.stringify(huddle.agenda) })
    .onConflict((conflict) => conflict.constraint('one_huddle_a_day').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function updateHuddle(
  trx: Transaction,
  id: string,
  change: { card?: number; finished_at?: Date },
): Promise<void> {
  await trx.updateTable('huddles').set(change).where('id', '=', id).execute();
}

export async function readAgenda(db: Database, id: string): Promise<Agenda> {
  const row = await db.selectFrom('huddles').select('agenda').where('id', '=', id).executeTakeFirstOrThrow();
  return row.agenda as Agenda;
}

export async function addAttendance(trx: Transaction, id: string, userIds: readonly string[], at: Date): Promise<void> {
  await sql`insert into huddle_attendance (huddle_id, user_id, at)
    select ${id}, u.id, ${at} from users u where u.id = any(${[...userIds]}::uuid[]) on conflict do nothing`.execute(
    trx,
  );
}

export async function removeAttendance(trx: Transaction, id: string, userIds: readonly string[]): Promise<void> {
  await sql`delete from huddle_attendance where huddle_id = ${id} and user_id = any(${[...userIds]}::uuid[])`.execute(
    trx,
  );
}

/** The team with who is here, and whoever came besides. */
export async function attendanceOf(db: Database, id: string, teamId: string | null, most: number) {
  const { rows } = await sql<{ id: string; name: string; here: boolean }>`
    select u.id, u.name, a.user_id is not null as here
    from users u left join huddle_attendance a on a.user_id = u.id and a.huddle_id = ${id}
    where a.user_id is not null or (u.active and (${teamId}::uuid is null
      or exists (select 1 from team_members m where m.user_id = u.id and m.team_id = ${teamId}::uuid)))
    order by here desc, a.at, u.name, u.id limit ${most}
  `.execute(db);
  return rows;
}

export async function notesOf(db: Database, id: string) {
  const { rows } = await sql<{ id: string; card: string | null; words: string; by: Named; at: Date }>`
    select n.id, n.card, n.words, json_build_object('id', u.id, 'name', u.name) as by, n.at
    from huddle_notes n join users u on u.id = n.by_user_id where n.huddle_id = ${id} order by n.at, n.id limit 500
  `.execute(db);
  return rows;
}

export async function insertNote(
  trx: Transaction,
  note: { id: string; huddle_id: string; card: string | null; words: string; by_user_id: string; at: Date },
): Promise<void> {
  await trx.insertInto('huddle_notes').values(note).execute();
}

export interface ActionRow {
  id: string;
  huddle_id: string;
  what: string;
  owner: Named;
  due_on: string;
  done_at: Date | null;
}

const selectActions = sql`select a.id, a.huddle_id, a.what, json_build_object('id', u.id, 'name', u.name) as owner, a.due_on, a.done_at
  from huddle_actions a join users u on u.id = a.owner_id`;

export async function actionsOf(db: Database, huddleId: string): Promise<ActionRow[]> {
  const { rows } = await sql<ActionRow>`
    ${selectActions} where a.huddle_id = ${huddleId} order by a.made_at, a.id limit 200
  `.execute(db);
  return rows;
}

export async function findAction(db: Database, id: string): Promise<ActionRow | undefined> {
  const { rows } = await sql<ActionRow>`${selectActions} where a.id = ${id}`.execute(db);
  return rows[0];
}

/** What is still open from a team's earlier huddles, the longest due first. */
export async function openActionsOf(db: Database, teamId: string | null, most: number): Promise<ActionRow[]> {
  const { rows } = await sql<ActionRow>`
    ${selectActions} join huddles h on h.id = a.huddle_id
    where a.done_at is null and h.team_id is not distinct from ${teamId}::uuid order by a.due_on, a.id limit ${most}
  `.execute(db);
  return rows;
}

export async function insertAction(
  trx: Transaction,
  action: { id: string; huddle_id: string; what: string; owner_id: string; due_on: string; made_at: Date },
): Promise<void> {
  await trx.insertInto('huddle_actions').values(action).execute();
}

export async function setActionDone(trx: Transaction, id: string, at: Date | null): Promise<void> {
  await trx.updateTable('huddle_actions').set({ done_at: at }).where('id', '=', id).execute();
}

export async function saveHuddleTime(trx: Transaction, teamId: string | null, time: string): Promise<void> {
  await sql`insert into huddle_times (team_id, time) values (${teamId}::uuid, ${time})
    on conflict (team_id) do update set time = excluded.time`.execute(trx);
}

/** When a team meets: its own time, else everybody's. */
export async function findHuddleTime(db: Database, teamId: string | null): Promise<string | undefined> {
  const { rows } = await sql<{ time: string }>`
    select time from huddle_times where team_id is not distinct from ${teamId}::uuid or team_id is null
    order by team_id is null limit 1
  `.execute(db);
  return rows[0]?.time;
}

/** The days with a huddle since a day and how long each took; `first` is the day of the very first. */
export async function huddleDays(db: Database, teamId: string | null, from: string) {
  const { rows } = await sql<{ day: string; seconds: number | null }>`
    select day, extract(epoch from finished_at - started_at)::int as seconds from huddles
    where team_id is not distinct from ${teamId}::uuid and day >= ${from}::date order by day
  `.execute(db);
  const { rows: first } = await sql<{ day: string | null }>`
    select min(day) as day from huddles where team_id is not distinct from ${teamId}::uuid
  `.execute(db);
  return { rows, first: first[0]?.day ?? null };
}
