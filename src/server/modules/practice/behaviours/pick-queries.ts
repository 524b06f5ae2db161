import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

export interface PickRow {
  id: string;
  user_id: string;
  day: string;
  kind: 'do' | 'stop';
  place: number;
  behaviour_id: string;
  state: 'open' | 'done' | 'not-done';
  done_at: Date | null;
  evidence: string;
  evidence_case_id: string | null;
  passed_by: { id: string; name: string } | null;
  passed_on: {
    to: { id: string; name: string };
    state: 'waiting' | 'accepted' | 'declined';
    forDay: string;
    done: boolean;
  }[];
}

const pickColumns = sql`p.id, p.user_id, p.day, p.kind, p.place, p.behaviour_id, p.state, p.done_at, p.evidence, p.evidence_case_id,
  (select json_build_object('id', u.id, 'name', u.name) from hand_overs h join users u on u.id = h.from_user_id
    where h.pick_id = p.id limit 1) as passed_by,
  coalesce((select json_agg(json_build_object('to', json_build_object('id', u.id, 'name', u.name), 'state', h.state,
      'forDay', h.for_day, 'done', coalesce(q.state = 'done', false)) order by h.passed_at)
    from hand_overs h join users u on u.id = h.to_user_id left join picks q on q.id = h.pick_id
    where h.from_pick_id = p.id), '[]') as passed_on`;

/** What somebody took on for a day, those to do first. */
export async function picksOf(db: Database, userId: string, day: string): Promise<PickRow[]> {
  const { rows } = await sql<PickRow>`
    select ${pickColumns} from picks p where p.user_id = ${userId} and p.day = ${day}::date order by p.kind, p.place
  `.execute(db);
  return rows;
}

/** One pick, if it is this person's: nobody else's exists for him. */
export async function findPickOf(db: Database, userId: string, id: string): Promise<PickRow | undefined> {
  const { rows } = await sql<PickRow>`
    select ${pickColumns} from picks p where p.user_id = ${userId} and p.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Nobody else changes this person's day until the transaction ends. */
export async function holdDay(trx: Transaction, userId: string, day: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`practice-day:${userId}:${day}`}, 0))`.execute(trx);
}

export async function insertPick(
  trx: Transaction,
  pick: {
    id: string;
    user_id: string;
    day: string;
    kind: 'do' | 'stop';
    place: number;
    behaviour_id: string;
    picked_at: Date;
  },
): Promise<void> {
  await trx.insertInto('picks').values(pick).execute();
}

export async function updatePick(
  trx: Transaction,
  id: string,
  change: { state?: string; done_at?: Date | null; evidence?: string; evidence_case_id?: string | null },
): Promise<void> {
  await trx.updateTable('picks').set(change).where('id', '=', id).execute();
}

export async function deletePick(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('picks').where('id', '=', id).execute();
}

/** The days since `from` on which somebody did what he took on. */
export async function daysDone(db: Database, userId: string, from: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('picks')
    .select('day')
    .distinct()
    .where('user_id', '=', userId)
    .where('kind', '=', 'do')
    .where('state', '=', 'done')
    .where('day', '>=', from)
    .execute();
  return new Set(rows.map((row) => row.day));
}

export interface HandOverRow {
  id: string;
  root_id: string;
  parent_id: string | null;
  depth: number;
  behaviour_id: string;
  from_user_id: string;
  from_name: string;
  to_user_id: string;
  to_name: string;
  note: string;
  for_day: string;
  state: 'waiting' | 'accepted' | 'declined';
  passed_at: Date;
  done: boolean;
}

const handOverColumns = sql`h.id, h.root_id, h.parent_id, h.depth, h.behaviour_id, h.from_user_id, f.name as from_name, h.to_user_id,
  t.name as to_name, h.note, h.for_day, h.state, h.passed_at, coalesce(q.state = 'done', false) as done`;
const handOvers = sql`hand_overs h join users f on f.id = h.from_user_id join users t on t.id = h.to_user_id left join picks q on q.id = h.pick_id`;

/** What waits for somebody's yes or no, up to a day. */
export async function waitingFor(db: Database, userId: string, day: string): Promise<HandOverRow[]> {
  const { rows } = await sql<HandOverRow>`
    select ${handOverColumns} from ${handOvers} where h.to_user_id = ${userId} and h.state = 'waiting' and h.for_day <= ${day}::date
    order by h.for_day, h.id limit 20
  `.execute(db);
  return rows;
}

/** A hand-over to this person, held until the transaction ends. */
export async function holdHandOverTo(trx: Transaction, userId: string, id: string): Promise<HandOverRow | undefined> {
  const { rows } = await sql<HandOverRow>`
    select ${handOverColumns} from ${handOvers} where h.to_user_id = ${userId} and h.id = ${id} for update of h
  `.execute(trx);
  return rows[0];
}

/** The hand-over through which a pick came, if it did. */
export function handOverBehind(db: Database, pickId: string) {
  return db
    .selectFrom('hand_overs')
    .select(['id', 'root_id', 'depth'])
    .where('pick_id', '=', pickId)
    .executeTakeFirst();
}

/** Adds a hand-over. @returns false when this pick was passed to this colleague before. */
export async function insertHandOver(
  trx: Transaction,
  handOver: {
    id: string;
    root_id: string;
    parent_id: string | null;
    depth: number;
    behaviour_id: string;
    from_user_id: string;
    from_pick_id: string;
    to_user_id: string;
    note: string;
    for_day: string;
    passed_at: Date;
  },
): Promise<boolean> {
  const made = await trx
    .insertInto('hand_overs')
    .values(handOver)
    .onConflict((conflict) => conflict.columns(['from_pick_id', 'to_user_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function updateHandOver(
  trx: Transaction,
  id: string,
  change: { state: 'accepted' | 'declined'; pick_id?: string; answered_at: Date },
): Promise<void> {
  await trx.updateTable('hand_overs').set(change).where('id', '=', id).execute();
}

/** The roots of the relays somebody gave or received in, newest first. */
export async function rootsOf(db: Database, userId: string, before: string | undefined, limit: number) {
  const { rows } = await sql<{ root_id: string }>`
    select root_id from (
      select root_id from hand_overs where from_user_id = ${userId} union select root_id from hand_overs where to_user_id = ${userId}) mine
    where ${before ?? null}::uuid is null or root_id < ${before ?? null}::uuid order by root_id desc limit ${limit}
  `.execute(db);
  return rows.map((row) => row.root_id);
}

/** All hand-overs under some roots, from the root down, at most `most`. */
export async function handOversUnder(db: Database, rootIds: readonly string[], most: number): Promise<HandOverRow[]> {
  if (rootIds.length === 0) return [];
  const { rows } = await sql<HandOverRow>`
    select ${handOverColumns} from ${handOvers} where h.root_id = any(${[...rootIds]}::uuid[]) order by h.depth, h.id limit ${most}
  `.execute(db);
  return rows;
}
