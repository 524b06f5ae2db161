import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

const columns = [
  'b.id',
  'b.kind',
  'b.title',
  'b.trigger',
  'b.action',
  'b.example',
  'b.anti_example',
  'b.standard_id',
  'b.retired_at',
] as const;

function behaviours(db: Database) {
  return db
    .selectFrom('behaviours as b')
    .leftJoin('standards as s', 's.id', 'b.standard_id')
    .select(columns)
    .select('s.name as standard_name');
}

export function findBehaviour(db: Database, id: string) {
  return behaviours(db).where('b.id', '=', id).executeTakeFirst();
}

export type BehaviourRow = NonNullable<Awaited<ReturnType<typeof findBehaviour>>>;

export function findBehaviours(db: Database, ids: readonly string[]): Promise<BehaviourRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return behaviours(db)
    .where('b.id', 'in', [...ids])
    .execute();
}

export function listBehavioursAfter(
  db: Database,
  options: {
    kind: string | undefined;
    standardId: string | undefined;
    retired: boolean;
    after: (string | number | null)[] | undefined;
    limit: number;
  },
) {
  let query = behaviours(db)
    .where('b.retired_at', options.retired ? 'is not' : 'is', null)
    .orderBy('b.kind')
    .orderBy('b.id')
    .limit(options.limit + 1);
  if (options.kind !== undefined) query = query.where('b.kind', '=', options.kind);
  if (options.standardId !== undefined) query = query.where('b.standard_id', '=', options.standardId);
  if (options.after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('b.kind', 'b.id'), '>', eb.tuple(String(options.after![0]), String(options.after![1]))),
    );
  return query.execute();
}

/** The library with how often a person has taken each on; a library has tens of entries, not thousands. */
export async function libraryFor(db: Database, userId: string) {
  const { rows } = await sql<{ id: string; kind: 'do' | 'stop'; times: number }>`
    select b.id, b.kind, (select count(*)::int from picks p where p.user_id = ${userId} and p.behaviour_id = b.id) as times
    from behaviours b where b.retired_at is null order by b.id limit 1000
  `.execute(db);
  return rows;
}

/** The library with how often a team has talked about each in its huddles. */
export async function libraryForTeam(db: Database, teamId: string | null) {
  const { rows } = await sql<{ id: string; kind: 'do' | 'stop'; times: number }>`
    select b.id, b.kind, (select count(*)::int from huddles h where h.team_id is not distinct from ${teamId}::uuid
      and b.id = any(h.behaviour_ids)) as times
    from behaviours b where b.retired_at is null order by b.id limit 1000
  `.execute(db);
  return rows;
}

/** Adds a behaviour; one with a key that exists already is left as it is, for seeds. */
export async function insertBehaviour(
  trx: Transaction,
  behaviour: {
    id: string;
    key: string | null;
    kind: 'do' | 'stop';
    title: string;
    trigger: string;
    action: string;
    example: string;
    anti_example: string;
    standard_id: string | null;
    made_by: string | null;
    made_at: Date;
  },
): Promise<void> {
  await trx
    .insertInto('behaviours')
    .values(behaviour)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

export async function updateBehaviour(
  trx: Transaction,
  id: string,
  change: {
    title?: string;
    trigger?: string;
    action?: string;
    example?: string;
    anti_example?: string;
    standard_id?: string | null;
    retired_at?: Date | null;
  },
): Promise<void> {
  await trx.updateTable('behaviours').set(change).where('id', '=', id).execute();
}

/** What was taken on, done and passed on between two days, per behaviour; never per person. */
export async function totalsByBehaviour(db: Database, teamId: string | null, from: string, to: string) {
  const { rows } = await sql<{ id: string; picked: number; done: number; passed_on: number; accepted: number }>`
    with people as (select u.id from users u where u.active and (${teamId}::uuid is null
      or exists (select 1 from team_members m where m.user_id = u.id and m.team_id = ${teamId}::uuid))),
    taken as (select behaviour_id, count(*)::int as picked, count(*) filter (where state = 'done')::int as done
      from picks where day between ${from}::date and ${to}::date and user_id in (select id from people) group by 1),
    given as (select behaviour_id, count(*)::int as passed_on, count(*) filter (where state = 'accepted')::int as accepted
      from hand_overs where passed_at >= ${from}::date and passed_at < ${to}::date + 1 and from_user_id in (select id from people) group by 1)
    select coalesce(t.behaviour_id, g.behaviour_id) as id, coalesce(picked, 0) as picked, coalesce(done, 0) as done,
      coalesce(passed_on, 0) as passed_on, coalesce(accepted, 0) as accepted
    from taken t full join given g on g.behaviour_id = t.behaviour_id order by picked desc, 1 limit 200
  `.execute(db);
  return rows;
}

/** How many people of a team took anything on between two days. */
export async function countTakers(db: Database, teamId: string | null, from: string, to: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct p.user_id)::int as n from picks p join users u on u.id = p.user_id and u.active
    where p.day between ${from}::date and ${to}::date and (${teamId}::uuid is null
      or exists (select 1 from team_members m where m.user_id = p.user_id and m.team_id = ${teamId}::uuid))
  `.execute(db);
  return rows[0]!.n;
}
