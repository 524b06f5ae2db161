import { sql } from 'kysely';
import type { Actor } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { visibleCases } from '../cases/index.ts';

function problemRows(db: Database) {
  return db
    .selectFrom('problems')
    .leftJoin('touchpoints', 'touchpoints.id', 'problems.touchpoint_id')
    .leftJoin('users', 'users.id', 'problems.owner_id')
    .select([
      'problems.id',
      'problems.number',
      'problems.title',
      'problems.description',
      'problems.state',
      'problems.whys',
      'problems.cause',
      'problems.workaround',
      'problems.solution',
      'problems.touchpoint_id',
      'touchpoints.name as touchpoint_name',
      'problems.since',
      'problems.until',
      'problems.owner_id',
      'users.name as owner_name',
      'problems.affected_customers',
      'problems.affected_moments',
      'problems.affected_cases',
      'problems.value',
      'problems.counted_at',
      'problems.opened_at',
      'problems.solved_at',
    ]);
}

export type ProblemRow = NonNullable<Awaited<ReturnType<typeof findProblem>>>;

export function findProblem(db: Database, id: string) {
  return problemRows(db).where('problems.id', '=', id).executeTakeFirst();
}

/** Held until the transaction ends. */
export function holdProblem(trx: Transaction, id: string) {
  return trx.selectFrom('problems').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

export function listProblemsAfter(
  db: Database,
  filter: {
    state?: string | undefined;
    caseId?: string | undefined;
    touchpointId?: string | undefined;
    q?: string | undefined;
  },
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = problemRows(db)
    .orderBy('problems.id', 'desc')
    .limit(limit + 1);
  if (filter.state !== undefined) query = query.where('problems.state', '=', filter.state);
  if (filter.touchpointId !== undefined) query = query.where('problems.touchpoint_id', '=', filter.touchpointId);
  if (filter.q !== undefined && filter.q.trim() !== '')
    query = query.where('problems.title', 'ilike', `%${filter.q.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
  const { caseId } = filter;
  if (caseId !== undefined)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('problem_cases')
          .select('problem_cases.case_id')
          .whereRef('problem_cases.problem_id', '=', 'problems.id')
          .where('problem_cases.case_id', '=', caseId),
      ),
    );
  if (after !== undefined) query = query.where('problems.id', '<', String(after[0]));
  return query.execute();
}

export interface ProblemChange {
  title?: string;
  description?: string;
  state?: string;
  whys?: string[];
  cause?: string;
  workaround?: string;
  solution?: string;
  touchpoint_id?: string | null;
  since?: string | null;
  until?: string | null;
  owner_id?: string | null;
  solved_at?: Date | null;
}

export function insertProblem(
  trx: Transaction,
  row: ProblemChange & { id: string; title: string; opened_at: Date; counted_at: Date; opened_by: string | null },
) {
  return trx.insertInto('problems').values(row).execute();
}

export async function updateProblem(trx: Transaction, id: string, change: ProblemChange): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await trx.updateTable('problems').set(change).where('id', '=', id).execute();
}

/** Those of some cases that exist for the actor. */
export async function findSeenCases(db: Database, actor: Actor, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('cases as k')
    .select('k.id')
    .where('k.id', 'in', [...ids])
    .where(visibleCases(actor))
    .execute();
  return rows.map((row) => row.id);
}

export function listLinkedCasesAfter(
  db: Database,
  actor: Actor,
  problemId: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('problem_cases')
    .innerJoin('cases as k', 'k.id', 'problem_cases.case_id')
    .innerJoin('customers', 'customers.id', 'k.customer_id')
    .select([
      'k.id',
      'k.number',
      'k.subject',
      'k.state',
      'customers.id as customer_id',
      'customers.name as customer_name',
      'problem_cases.linked_at',
    ])
    .where('problem_cases.problem_id', '=', problemId)
    .where(visibleCases(actor))
    .orderBy('problem_cases.linked_at', 'desc')
    .orderBy('problem_cases.case_id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(
        eb.refTuple('problem_cases.linked_at', 'problem_cases.case_id'),
        '<',
        eb.tuple(new Date(String(after[0])), String(after[1])),
      ),
    );
  return query.execute();
}

/** @returns how many were not linked before */
export async function insertLinks(
  trx: Transaction,
  problemId: string,
  caseIds: readonly string[],
  by: string | null,
  at: Date,
): Promise<number> {
  if (caseIds.length === 0) return 0;
  const rows = await trx
    .insertInto('problem_cases')
    .values(caseIds.map((case_id) => ({ problem_id: problemId, case_id, linked_by: by, linked_at: at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_id')
    .execute();
  return rows.length;
}

export async function deleteLink(trx: Transaction, problemId: string, caseId: string): Promise<boolean> {
  const row = await trx
    .deleteFrom('problem_cases')
    .where('problem_id', '=', problemId)
    .where('case_id', '=', caseId)
    .returning('case_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Problems that may still grow, for counting anew. */
export function listUnsolvedProblems(db: Database, after: string | undefined, limit: number) {
  let query = db.selectFrom('problems').select('id').where('state', '<>', 'solved').orderBy('id').limit(limit);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.execute();
}

/**
 * Counts whom a problem concerns: customers of linked cases and of moments lost at its touchpoint in its time, and what
 * they bought in the year before `now`.
 * @param from first instant of the time meant; `to` the first after it
 */
export async function countAffected(
  trx: Transaction,
  problem: { id: string; touchpointId: string | null; from: Date; to: Date },
  now: Date,
): Promise<void> {
  await sql`
    with lost as (
      select customer_id from moments where touchpoint_id = ${problem.touchpointId} and outcome = 'lost'
        and at >= ${problem.from} and at < ${problem.to}
    ), linked as (
      select c.customer_id from problem_cases l join cases c on c.id = l.case_id where l.problem_id = ${problem.id}
    ), who as (select customer_id from lost union select customer_id from linked)
    update problems set
      affected_customers = (select count(*) from who),
      affected_moments = (select count(*) from lost),
      affected_cases = (select count(*) from linked),
      value = (select sum(amount) from purchases p join who using (customer_id)
        where p.at > ${now}::timestamptz - interval '1 year' and p.at <= ${now}),
      counted_at = ${now}
    where id = ${problem.id}`.execute(trx);
}
