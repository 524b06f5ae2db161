import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

function decisionRows(db: Database) {
  return db
    .selectFrom('decisions as d')
    .leftJoin('touchpoints as t', 't.id', 'd.touchpoint_id')
    .leftJoin('users as drafter', 'drafter.id', 'd.drafted_by')
    .leftJoin('users as decider', 'decider.id', 'd.decided_by')
    .selectAll('d')
    .select(['t.name as touchpoint_name', 'drafter.name as drafted_by_name', 'decider.name as decided_by_name']);
}

export type DecisionRow = NonNullable<Awaited<ReturnType<typeof findDecision>>>;

export function findDecision(db: Database, id: string) {
  return decisionRows(db).where('d.id', '=', id).executeTakeFirst();
}

/** Held until the transaction ends. */
export function holdDecision(trx: Transaction, id: string) {
  return trx.selectFrom('decisions').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

export function listDecisionsAfter(
  db: Database,
  filter: { state?: string | undefined; improvementId?: string | undefined; link?: string | undefined },
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = decisionRows(db)
    .orderBy('d.id', 'desc')
    .limit(limit + 1);
  if (filter.state !== undefined) query = query.where('d.state', '=', filter.state);
  if (filter.improvementId !== undefined) query = query.where('d.improvement_id', '=', filter.improvementId);
  if (filter.link !== undefined) query = query.where('d.rests_on_link', '=', filter.link);
  if (after !== undefined) query = query.where('d.id', '<', String(after[0]));
  return query.execute();
}

/** What was decided after a figure. */
export interface NotedRow {
  id: string;
  number: number;
  rests_on_title: string;
  rests_on_link: string;
  decided: string;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date;
  outcome: string | null;
}

const noted = sql`d.id, d.number, d.rests_on_title, d.rests_on_link, d.options->d.chosen->>'title' as decided, d.decided_by,
  u.name as decided_by_name, d.decided_at, d.outcome`;

/** One decision as it is told beside its figure; undefined when it was dropped or never made. */
export async function findNoted(db: Database, id: string): Promise<NotedRow | undefined> {
  const { rows } = await sql<NotedRow>`
    select ${noted} from decisions d left join users u on u.id = d.decided_by
    where d.id = ${id}::uuid and d.state in ('decided', 'scored')
  `.execute(db);
  return rows[0];
}

/** The last decision after each of these figures. */
export async function findDecidedAfter(db: Database, links: readonly string[]): Promise<NotedRow[]> {
  if (links.length === 0) return [];
  const { rows } = await sql<NotedRow>`
    select d.* from unnest(${[...links]}::text[]) with ordinality as asked(link, nth)
    cross join lateral (select ${noted} from decisions d left join users u on u.id = d.decided_by
      where d.rests_on_link = asked.link and d.state in ('decided', 'scored') order by d.id desc limit 1) d
    order by nth
  `.execute(db);
  return rows;
}

/** Decisions after one figure, the newest first. */
export async function listDecidedAfter(
  db: Database,
  link: string,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<NotedRow[]> {
  const { rows } = await sql<NotedRow>`
    select ${noted} from decisions d left join users u on u.id = d.decided_by
    where d.rests_on_link = ${link} and d.state in ('decided', 'scored')
      ${after === undefined ? sql`` : sql`and d.id < ${String(after[0])}::uuid`}
    order by d.id desc limit ${limit + 1}
  `.execute(db);
  return rows;
}

export interface DecisionColumns {
  question?: string;
  state?: string;
  rests_on_title?: string | null;
  rests_on_link?: string | null;
  touchpoint_id?: string | null;
  problem_id?: string | null;
  improvement_id?: string | null;
  options?: string;
  chosen?: number | null;
  metric?: string | null;
  expected_effect?: number | null;
  seat_answer?: string;
  seat?: string;
  decided_at?: Date;
  decided_by?: string | null;
  review_on?: string;
  score?: string;
  outcome?: string;
}

export function insertDecision(
  trx: Transaction,
  row: DecisionColumns & { id: string; question: string; drafted_at: Date; drafted_by: string | null },
) {
  return trx.insertInto('decisions').values(row).execute();
}

export async function updateDecision(trx: Transaction, id: string, change: DecisionColumns): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await trx.updateTable('decisions').set(change).where('id', '=', id).execute();
}

export function listDeciders(db: Database, decisionId: string) {
  return db
    .selectFrom('decision_deciders as d')
    .innerJoin('users', 'users.id', 'd.user_id')
    .select(['users.id', 'users.name', 'd.opinion', 'd.at'])
    .where('d.decision_id', '=', decisionId)
    .orderBy('users.name')
    .orderBy('users.id')
    .execute();
}

/** Those named decide; whoever stays keeps his opinion. */
export async function setDeciders(trx: Transaction, decisionId: string, userIds: readonly string[]): Promise<void> {
  const ids = [...new Set(userIds)];
  let gone = trx.deleteFrom('decision_deciders').where('decision_id', '=', decisionId);
  if (ids.length > 0) gone = gone.where('user_id', 'not in', ids);
  await gone.execute();
  if (ids.length === 0) return;
  await trx
    .insertInto('decision_deciders')
    .values(ids.map((user_id) => ({ decision_id: decisionId, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What was changed has to be read again. */
export async function askAgain(trx: Transaction, decisionId: string): Promise<void> {
  await trx
    .updateTable('decision_deciders')
    .set({ opinion: 'reading', at: null })
    .where('decision_id', '=', decisionId)
    .execute();
}

/** @returns whether the person is among the deciders */
export async function saveOpinion(
  trx: Transaction,
  decisionId: string,
  userId: string,
  opinion: string,
  at: Date,
): Promise<boolean> {
  const row = await trx
    .updateTable('decision_deciders')
    .set({ opinion, at })
    .where('decision_id', '=', decisionId)
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Decided ones whose ninety days are over. */
export function listDue(db: Database, today: string, after: string | undefined, limit: number) {
  let query = db
    .selectFrom('decisions')
    .select('id')
    .where('state', '=', 'decided')
    .where('review_on', '<=', today)
    .where('metric', 'is not', null)
    .orderBy('id')
    .limit(limit);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.execute();
}

/** How decisions went so far. */
export async function countOutcomes(db: Database): Promise<{ held: number; notHeld: number }> {
  const { rows } = await sql<{ held: number; notHeld: number }>`
    select count(*) filter (where outcome = 'held') as held,
      count(*) filter (where outcome = 'did-not-hold') as "notHeld"
    from decisions where state = 'scored'`.execute(db);
  return rows[0]!;
}

export async function findTouchpointName(db: Database, id: string): Promise<string | null> {
  const row = await db.selectFrom('touchpoints').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}
