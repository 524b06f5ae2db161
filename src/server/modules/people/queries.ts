import { sql } from 'kysely';
import type { Role } from '../../../domain/people/permissions.ts';
import type { Database, Transaction } from '../../store/database.ts';

const userColumns = ['id', 'name', 'email', 'role', 'language', 'time_zone', 'active', 'two_factor_enabled'] as const;

const teamsOfUser = sql<
  { id: string; name: string }[]
>`coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name)
  from team_members m join teams t on t.id = m.team_id where m.user_id = users.id), '[]')`;

/** The staff member with his teams, or undefined. */
export function findUserById(db: Database, id: string) {
  return db
    .selectFrom('users')
    .select(userColumns)
    .select(teamsOfUser.as('teams'))
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A row of staff as the wire shows it. */
export type UserRow = NonNullable<Awaited<ReturnType<typeof findUserById>>>;

export function listUsersAfter(
  db: Database,
  options: { q: string | undefined; after: (string | number | null)[] | undefined; limit: number },
) {
  let query = db
    .selectFrom('users')
    .select(userColumns)
    .select(teamsOfUser.as('teams'))
    .orderBy('name')
    .orderBy('id')
    .limit(options.limit + 1);
  if (options.q !== undefined && options.q !== '')
    query = query.where((eb) =>
      eb.or([eb('name', 'ilike', `%${escapeLike(options.q!)}%`), eb('email', 'ilike', `%${escapeLike(options.q!)}%`)]),
    );
  if (options.after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('name', 'id'), '>', eb.tuple(String(options.after![0]), String(options.after![1]))),
    );
  return query.execute();
}

/** Text that `like` takes literally. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

export function insertUser(
  trx: Transaction,
  user: { id: string; name: string; email: string; role: Role; language: string; time_zone: string },
) {
  return trx.insertInto('users').values(user).execute();
}

export function updateUser(
  trx: Transaction,
  id: string,
  change: { name?: string; email?: string; role?: Role; active?: boolean; language?: string; time_zone?: string },
) {
  return trx
    .updateTable('users')
    .set({ ...change, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

export async function replaceTeamsOf(trx: Transaction, userId: string, teamIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('team_members').where('user_id', '=', userId).execute();
  if (teamIds.length > 0)
    await trx
      .insertInto('team_members')
      .values([...new Set(teamIds)].map((team_id) => ({ team_id, user_id: userId })))
      .execute();
}

export function countActiveOwners(trx: Transaction) {
  return trx
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('role', '=', 'owner')
    .where('active', '=', true)
    .executeTakeFirstOrThrow();
}

const members = sql<number>`(select count(*) from team_members m where m.team_id = teams.id)`;

export function listTeamsAfter(db: Database, after: (string | number | null)[] | undefined, limit: number) {
  let query = db
    .selectFrom('teams')
    .select(['id', 'name', 'private', 'calendar_id'])
    .select(members.as('members'))
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('name', 'id'), '>', eb.tuple(String(after[0]), String(after[1]))));
  return query.execute();
}

export function findTeamById(db: Database, id: string) {
  return db
    .selectFrom('teams')
    .select(['id', 'name', 'private', 'calendar_id'])
    .select(members.as('members'))
    .where('id', '=', id)
    .executeTakeFirst();
}

export function insertTeam(
  trx: Transaction,
  team: { id: string; name: string; private: boolean; calendar_id: string | null; created_at: Date },
) {
  return trx.insertInto('teams').values(team).execute();
}

export function updateTeam(
  trx: Transaction,
  id: string,
  change: { name?: string; private?: boolean; calendar_id?: string | null },
) {
  return trx.updateTable('teams').set(change).where('id', '=', id).execute();
}

export async function replaceMembersOf(trx: Transaction, teamId: string, userIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('team_members').where('team_id', '=', teamId).execute();
  if (userIds.length > 0)
    await trx
      .insertInto('team_members')
      .values([...new Set(userIds)].map((user_id) => ({ team_id: teamId, user_id })))
      .execute();
}

/** The language a colleague reads in; English where there is no such colleague. */
export async function languageOf(db: Database, userId: string): Promise<string> {
  const row = await db.selectFrom('users').select('language').where('id', '=', userId).executeTakeFirst();
  return row?.language ?? 'en';
}

/** The language of the house; English until it is set up. */
export async function companyLanguage(db: Database): Promise<string> {
  return (await findCompany(db))?.language ?? 'en';
}

export function findCompany(db: Database) {
  return db.selectFrom('company').select(['name', 'time_zone', 'language', 'currency', 'sample']).executeTakeFirst();
}

export function findCurrentCharter(db: Database) {
  return db
    .selectFrom('charters')
    .select(['word', 'meaning', 'motto'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findActorByKeyHash(db: Database, hash: string) {
  return db
    .selectFrom('api_keys')
    .select(['id', 'name', 'role', 'last_used_at', 'scopes', 'team_ids', 'expires_at', 'allowed_ips'])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

export function touchKey(db: Database, id: string, at: Date) {
  return db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute();
}

export interface KeyRow {
  id: string;
  name: string;
  role: string;
  hint: string;
  scopes: string[] | null;
  team_ids: string[] | null;
  expires_at: Date | null;
  allowed_ips: string[] | null;
  created_at: Date;
  last_used_at: Date | null;
}

export function insertKey(
  trx: Transaction,
  key: Omit<KeyRow, 'last_used_at'> & { token_hash: string; created_by: string | null },
) {
  return trx.insertInto('api_keys').values(key).execute();
}

export function revokeKeyById(trx: Transaction, id: string, at: Date) {
  return trx
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
}

/** Ends all keys that somebody made. @returns which */
export async function revokeKeysOf(trx: Transaction, userId: string, at: Date): Promise<string[]> {
  const rows = await trx
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('created_by', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export function listKeysAfter(db: Database, after: (string | number | null)[] | undefined, limit: number) {
  let query = db
    .selectFrom('api_keys')
    .select([
      'id',
      'name',
      'role',
      'created_at',
      'last_used_at',
      'hint',
      'scopes',
      'team_ids',
      'expires_at',
      'allowed_ips',
    ])
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== undefined) query = query.where('id', '<', String(after[0]));
  return query.execute();
}

/** The active colleague of a session that has not expired, with the teams he is in. */
export function findPersonOfSession(db: Database, token: string, now: Date) {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.name', 'users.role', 'sessions.updated_at as session_updated_at'])
    .select(sql<string[]>`array(select team_id::text from team_members where user_id = users.id)`.as('team_ids'))
    .where('sessions.token', '=', token)
    .where('sessions.expires_at', '>', now)
    .where('users.active', '=', true)
    .executeTakeFirst();
}
