import { sql } from 'kysely';
import type { VerdictReport } from '../../../contract/improvement-plans.ts';
import type { ImprovementMetric } from '../../../domain/improvement/metrics.ts';
import type { Database, Transaction } from '../../store/database.ts';

function improvementRows(db: Database) {
  return db
    .selectFrom('improvements as i')
    .leftJoin('problems as p', 'p.id', 'i.problem_id')
    .leftJoin('touchpoints as t', 't.id', 'i.touchpoint_id')
    .leftJoin('touchpoints as u', 'u.id', 'i.untouched_id')
    .leftJoin('users as o', 'o.id', 'i.owner_id')
    .leftJoin('users as f', 'f.id', 'i.fixed_by')
    .selectAll('i')
    .select([
      'p.number as problem_number',
      'p.title as problem_title',
      't.name as touchpoint_name',
      'u.name as untouched_name',
      'o.name as owner_name',
      'f.name as fixed_by_name',
    ]);
}

export type ImprovementRow = NonNullable<Awaited<ReturnType<typeof findImprovement>>>;

export function findImprovement(db: Database, id: string) {
  return improvementRows(db).where('i.id', '=', id).executeTakeFirst();
}

/** Held until the transaction ends. */
export function holdImprovement(trx: Transaction, id: string) {
  return trx.selectFrom('improvements').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

export interface ImprovementFilter {
  state?: string | undefined;
  problemId?: string | undefined;
  touchpointId?: string | undefined;
  order?: 'worth' | 'newest' | undefined;
}

export function listImprovementsAfter(
  db: Database,
  filter: ImprovementFilter,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = improvementRows(db).limit(limit + 1);
  if (filter.state !== undefined) query = query.where('i.state', '=', filter.state);
  if (filter.problemId !== undefined) query = query.where('i.problem_id', '=', filter.problemId);
  if (filter.touchpointId !== undefined) query = query.where('i.touchpoint_id', '=', filter.touchpointId);
  if (filter.order === 'newest') {
    query = query.orderBy('i.id', 'desc');
    return (after === undefined ? query : query.where('i.id', '<', String(after[1]))).execute();
  }
  query = query.orderBy('i.worth', 'desc').orderBy('i.id', 'desc');
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('i.worth', 'i.id'), '<', eb.tuple(Number(after[0]), String(after[1]))));
  return query.execute();
}

/** The columns of a plan. */
export interface PlanColumns {
  hypothesis: string;
  metric: ImprovementMetric;
  touchpoint_id: string | null;
  channel: string | null;
  expected_effect: number;
  weeks: number;
  prompted_on: string | null;
  untouched_id: string | null;
  fixed_at: Date;
  fixed_on: string;
  fixed_by: string | null;
  power: string;
}

export interface RankColumns {
  moments_per_year: number | null;
  value_at_stake: number | null;
  expected_value: number | null;
  worth: number;
}

export interface OtherColumns {
  title?: string;
  description?: string;
  problem_id?: string | null;
  owner_id?: string | null;
  budget?: number | null;
  state?: string;
  started_on?: string;
  closed_at?: Date;
  closing_words?: string;
}

export function insertImprovement(
  trx: Transaction,
  row: PlanColumns &
    RankColumns &
    OtherColumns & { id: string; title: string; registered_at: Date; registered_by: string | null },
) {
  return trx.insertInto('improvements').values(row).execute();
}

export async function updateImprovement(
  trx: Transaction,
  id: string,
  change: OtherColumns & Partial<PlanColumns> & Partial<RankColumns>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await trx.updateTable('improvements').set(change).where('id', '=', id).execute();
}

/** Keeps the report; the verdict itself is written once and stands. */
export async function saveReport(trx: Transaction, id: string, report: VerdictReport, at: Date): Promise<void> {
  await trx
    .updateTable('improvements')
    .set({
      report: JSON.stringify(report),
      judged_at: at,
      ...(report.verdict === 'too-early' ? {} : { verdict: report.verdict }),
    })
    .where('id', '=', id)
    .execute();
}

export async function insertSpending(
  trx: Transaction,
  spending: { id: string; improvement_id: string; at: Date; amount: number; what: string; noted_by: string | null },
): Promise<void> {
  await trx.insertInto('spendings').values(spending).execute();
  await trx
    .updateTable('improvements')
    .set((eb) => ({ spent: eb('spent', '+', spending.amount) }))
    .where('id', '=', spending.improvement_id)
    .execute();
}

/** The latest spendings; a page of an improvement shows no more. */
export function listSpendings(db: Database, improvementId: string, most: number) {
  return db
    .selectFrom('spendings')
    .leftJoin('users', 'users.id', 'spendings.noted_by')
    .select([
      'spendings.id',
      'spendings.at',
      'spendings.amount',
      'spendings.what',
      'spendings.noted_by',
      'users.name as noted_by_name',
    ])
    .where('improvement_id', '=', improvementId)
    .orderBy('spendings.at', 'desc')
    .orderBy('spendings.id', 'desc')
    .limit(most)
    .execute();
}

/** Other changes at the same place that began between two days. */
export function listOtherChanges(
  db: Database,
  one: { id: string; touchpointId: string | null },
  from: string,
  to: string,
) {
  let query = db
    .selectFrom('improvements')
    .select(['id', 'title', 'started_on'])
    .where('id', '<>', one.id)
    .where('started_on', '>=', from)
    .where('started_on', '<', to)
    .orderBy('started_on')
    .limit(20);
  if (one.touchpointId !== null)
    query = query.where((eb) => eb.or([eb('touchpoint_id', '=', one.touchpointId), eb('touchpoint_id', 'is', null)]));
  return query.execute();
}

/** Improvements that still wait: for their verdict, or for another place in the register. */
export function listUnfinished(db: Database, after: string | undefined, limit: number) {
  let query = db
    .selectFrom('improvements')
    .select(['id', 'state', 'verdict'])
    .where('state', 'in', ['proposed', 'running'])
    .orderBy('id')
    .limit(limit);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.execute();
}

/** What customers with a lost moment there since `from` bought in the year before `now`; null when nothing is known. */
export async function findValueAtStake(
  db: Database,
  measured: { touchpointId: string | null; channel: string | null },
  from: Date,
  now: Date,
): Promise<number | null> {
  const { rows } = await sql<{ value: number | null }>`
    select sum(p.amount) as value from purchases p
    where p.at > ${now}::timestamptz - interval '1 year' and p.at <= ${now} and p.customer_id in (
      select customer_id from moments where outcome = 'lost' and at >= ${from} and at <= ${now}
        ${measured.touchpointId === null ? sql`` : sql`and touchpoint_id = ${measured.touchpointId}`}
        ${measured.channel === null ? sql`` : sql`and channel = ${measured.channel}`})`.execute(db);
  return rows[0]?.value ?? null;
}

/** Changes in effect since a day in a stretch, with how they went: what other rooms mark on their charts. */
export function listStarted(db: Database, from: string, to: string, most: number) {
  return db
    .selectFrom('improvements')
    .select(['id', 'title', 'metric', 'touchpoint_id', 'channel', 'expected_effect', 'started_on', 'verdict', 'report'])
    .where('started_on', '>=', from)
    .where('started_on', '<=', to)
    .where('state', '<>', 'abandoned')
    .orderBy('started_on', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** Decisions that led to an improvement or rest on it. */
export function listDecisionsOf(db: Database, improvementId: string) {
  return db
    .selectFrom('decisions')
    .select(['id', 'number', 'question', 'state'])
    .where('improvement_id', '=', improvementId)
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
}
