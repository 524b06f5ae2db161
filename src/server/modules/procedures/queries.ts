import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { ProcedureRuns, Procedures } from '../../store/tables.generated.ts';

const summaryColumns = [
  'p.id',
  'p.name',
  'p.owner_id',
  'p.review_on',
  'p.draft',
  'p.version',
  'p.revision',
  'p.retired_at',
  'p.changed_at',
] as const;

function selectProcedures(db: Database) {
  return db
    .selectFrom('procedures as p')
    .leftJoin('users as o', 'o.id', 'p.owner_id')
    .leftJoin('procedure_versions as v', (join) =>
      join.onRef('v.procedure_id', '=', 'p.id').onRef('v.version', '=', 'p.version'),
    )
    .select([...summaryColumns, 'o.name as owner_name', 'v.content as published'])
    .select(
      sql<number>`(select count(*)::int from procedure_runs r where r.procedure_id = p.id and r.state = 'running')`.as(
        'running',
      ),
    )
    .select(
      sql<number>`(select count(*)::int from procedure_ideas i where i.procedure_id = p.id and i.state = 'open')`.as(
        'open_ideas',
      ),
    );
}

export function listProceduresAfter(
  db: Database,
  filter: { q?: string | undefined; retired?: boolean | undefined },
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = selectProcedures(db)
    .where('p.retired_at', filter.retired === true ? 'is not' : 'is', null)
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(limit + 1);
  if (filter.q !== undefined && filter.q.trim() !== '')
    query = query.where(sql<boolean>`p.name ilike ${`%${filter.q.trim().replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  if (after !== undefined) query = query.where(sql<boolean>`(p.name, p.id) > (${after[0]}, ${after[1]}::uuid)`);
  return query.execute();
}

export function findProcedure(db: Database, id: string) {
  return selectProcedures(db).where('p.id', '=', id).executeTakeFirst();
}
export type ProcedureRow = NonNullable<Awaited<ReturnType<typeof findProcedure>>>;

export function lockProcedure(trx: Transaction, id: string) {
  return trx.selectFrom('procedures').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertProcedure(trx: Transaction, row: Insertable<Procedures>): Promise<boolean> {
  const made = await trx
    .insertInto('procedures')
    .values(row)
    .onConflict((conflict) => conflict.column('seed').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export function updateProcedure(trx: Transaction, id: string, change: Updateable<Procedures>) {
  return trx.updateTable('procedures').set(change).where('id', '=', id).execute();
}

export function deleteProcedure(trx: Transaction, id: string) {
  return trx.deleteFrom('procedures').where('id', '=', id).execute();
}

export function insertVersion(
  trx: Transaction,
  row: {
    procedure_id: string;
    version: number;
    content: string;
    why: string;
    published_at: Date;
    published_by: string | null;
  },
) {
  return trx.insertInto('procedure_versions').values(row).execute();
}

export function listVersionsBefore(db: Database, id: string, before: number | undefined, limit: number) {
  let query = db
    .selectFrom('procedure_versions as v')
    .leftJoin('users as u', 'u.id', 'v.published_by')
    .select(['v.version', 'v.content', 'v.why', 'v.published_at', 'v.published_by', 'u.name as publisher'])
    .select(
      sql<number>`(select count(*)::int from procedure_runs r where r.procedure_id = v.procedure_id and r.version = v.version)`.as(
        'runs',
      ),
    )
    .where('v.procedure_id', '=', id)
    .orderBy('v.version', 'desc')
    // one more than shown for "there is more", and it is also what the last one shown is compared with
    .limit(limit + 1);
  if (before !== undefined) query = query.where('v.version', '<', before);
  return query.execute();
}

export function findVersion(db: Database, id: string, version: number) {
  return db
    .selectFrom('procedure_versions')
    .select('content')
    .where('procedure_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** Published procedures that could fit a case of this kind; a company has some hundreds at most. */
export function listLive(db: Database, kind: string) {
  return db
    .selectFrom('procedures as p')
    .innerJoin('procedure_versions as v', (join) =>
      join.onRef('v.procedure_id', '=', 'p.id').onRef('v.version', '=', 'p.version'),
    )
    .select(['p.id', 'p.kinds', 'p.tags', 'p.words', 'v.content'])
    .where('p.retired_at', 'is', null)
    .where('p.version', '>', 0)
    .where(sql<boolean>`(cardinality(p.kinds) = 0 or ${kind} = any(p.kinds))`)
    .orderBy('p.name')
    .limit(500)
    .execute();
}

function selectRuns(db: Database) {
  return db
    .selectFrom('procedure_runs as r')
    .innerJoin('procedures as p', 'p.id', 'r.procedure_id')
    .innerJoin('procedure_versions as v', (join) =>
      join.onRef('v.procedure_id', '=', 'r.procedure_id').onRef('v.version', '=', 'r.version'),
    )
    .leftJoin('users as u', 'u.id', 'r.started_by')
    .select([
      'r.id',
      'r.procedure_id',
      'r.version',
      'r.case_id',
      'r.state',
      'r.started_at',
      'r.started_by',
      'r.ended_at',
      'r.reason',
      'u.name as starter',
      'p.version as newest',
      'v.content',
    ]);
}

export function listRunsOfCase(db: Database, caseId: string) {
  return selectRuns(db)
    .where('r.case_id', '=', caseId)
    .orderBy('r.started_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(20)
    .execute();
}

export function findRun(db: Database, id: string) {
  return selectRuns(db).where('r.id', '=', id).executeTakeFirst();
}
export type RunRow = NonNullable<Awaited<ReturnType<typeof findRun>>>;

/** Holds a run until the transaction ends, so that two ticks are seen one after the other. */
export function holdRun(trx: Transaction, id: string) {
  return trx.selectFrom('procedure_runs').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertRun(trx: Transaction, row: Insertable<ProcedureRuns>): Promise<boolean> {
  const made = await trx
    .insertInto('procedure_runs')
    .values(row)
    .onConflict((conflict) => conflict.columns(['case_id', 'procedure_id']).where('state', '=', 'running').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export function updateRun(trx: Transaction, id: string, change: Updateable<ProcedureRuns>) {
  return trx.updateTable('procedure_runs').set(change).where('id', '=', id).execute();
}

export function isRunning(trx: Transaction, caseId: string, procedureId: string) {
  return trx
    .selectFrom('procedure_runs')
    .select('id')
    .where('case_id', '=', caseId)
    .where('procedure_id', '=', procedureId)
    .where('state', '=', 'running')
    .executeTakeFirst();
}

export function listMarks(db: Database, runIds: string[]) {
  if (runIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('procedure_marks as m')
    .leftJoin('users as u', 'u.id', 'm.by_user')
    .select(['m.run_id', 'm.step_key', 'm.state', 'm.choice', 'm.reason', 'm.at', 'm.by_user', 'u.name as by_name'])
    .where('m.run_id', 'in', runIds)
    .execute();
}
export type MarkRow = Awaited<ReturnType<typeof listMarks>>[number];

export function saveMark(
  trx: Transaction,
  row: {
    run_id: string;
    step_key: string;
    state: 'done' | 'skipped';
    choice: string | null;
    reason: string | null;
    at: Date;
    by_user: string | null;
  },
) {
  const { run_id: _run, step_key: _step, ...change } = row;
  return trx
    .insertInto('procedure_marks')
    .values(row)
    .onConflict((conflict) => conflict.columns(['run_id', 'step_key']).doUpdateSet(change))
    .execute();
}

export function dropMarks(trx: Transaction, runId: string, keys: string[]) {
  if (keys.length === 0) return Promise.resolve([]);
  return trx.deleteFrom('procedure_marks').where('run_id', '=', runId).where('step_key', 'in', keys).execute();
}

/** First words of the conversation, for the words that a procedure listens to. */
export async function openingWords(db: Database, caseId: string): Promise<string> {
  const row = await db
    .selectFrom('messages')
    .select(sql<string>`left(text, 4000)`.as('words'))
    .where('case_id', '=', caseId)
    .where('direction', '=', 'in')
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.words ?? '';
}

/** How many active people there are of each role who serve cases, and in each team. */
export async function countStaff(db: Database): Promise<{ roles: Map<string, number>; teams: Map<string, number> }> {
  const roles = await db
    .selectFrom('users')
    .select(['role', sql<number>`count(*)::int`.as('n')])
    .where('active', '=', true)
    .groupBy('role')
    .execute();
  const teams = await sql<{ team_id: string; n: number }>`
    select t.team_id, count(*)::int as n from team_members t join users u on u.id = t.user_id
    where u.active and u.role <> 'colleague' group by t.team_id
  `.execute(db);
  return {
    roles: new Map(roles.map((row) => [row.role, row.n])),
    teams: new Map(teams.rows.map((row) => [row.team_id, row.n])),
  };
}
