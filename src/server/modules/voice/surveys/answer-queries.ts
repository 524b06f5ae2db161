import { sql, type Selectable } from 'kysely';
import type { Actor } from '../../../context.ts';
import type { Database, Tables, Transaction } from '../../../store/database.ts';
import { activeCustomers } from '../../customers/index.ts';
import { mayBeSeen } from '../../journeys/index.ts';
import { withMerged } from './invitation-queries.ts';

type After = (string | number | null)[] | undefined;
export type AnswerRow = Selectable<Tables['answers']>;

export function findAnswerTo(db: Database, invitationId: string) {
  return db.selectFrom('answers').selectAll().where('invitation_id', '=', invitationId).executeTakeFirst();
}

export function insertAnswer(trx: Transaction, answer: AnswerRow) {
  return trx.insertInto('answers').values(answer).execute();
}

export function updateAnswer(trx: Transaction, id: string, change: Partial<AnswerRow>) {
  return trx.updateTable('answers').set(change).where('id', '=', id).execute();
}

export interface AnswerFilter {
  surveyId?: string | undefined;
  customerId?: string | undefined;
  caseId?: string | undefined;
  bad?: boolean | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Newest first; answers about cases that the actor may not see are not there. */
export function listAnswersAfter(db: Database, actor: Actor, filter: AnswerFilter, after: After, limit: number) {
  const { surveyId, customerId, caseId, bad, from, to } = filter;
  let query = db
    .selectFrom('answers as a')
    .leftJoin('customers as c', 'c.id', 'a.customer_id')
    .leftJoin('users as u', 'u.id', 'a.served_by')
    .selectAll('a')
    .select(['c.name as customer_name', 'u.name as served_by_name'])
    .where(mayBeSeen(actor, 'a.case_id'))
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1);
  if (surveyId !== undefined) query = query.where('a.survey_id', '=', surveyId);
  if (customerId !== undefined) query = query.where('a.customer_id', 'in', withMerged(db, customerId));
  if (caseId !== undefined) query = query.where('a.case_id', '=', caseId);
  if (bad === true) query = query.where('a.bad', '=', true);
  if (from !== undefined) query = query.where('a.at', '>=', sql<Date>`${from}::date`);
  if (to !== undefined) query = query.where('a.at', '<', sql<Date>`${to}::date + 1`);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('a.at', 'a.id'), '<', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}

/** Scores counted over the latest answers of a period: never more than `most` rows are read. */
export async function countScores(db: Database, since: Date, most: number) {
  const { rows } = await sql<{
    satisfied: number;
    rated: number;
    solved: number;
    judged: number;
    promoters: number;
    passives: number;
    detractors: number;
    easy: number;
    eased: number;
  }>`
    select count(*) filter (where rating >= 4)::int as satisfied, count(rating)::int as rated,
      count(*) filter (where solved)::int as solved, count(solved)::int as judged,
      count(*) filter (where likely >= 9)::int as promoters, count(*) filter (where likely between 7 and 8)::int as passives,
      count(*) filter (where likely <= 6)::int as detractors,
      count(*) filter (where easy >= 5)::int as easy, count(easy)::int as eased
    from (select rating, solved, likely, easy from answers where at >= ${since} order by at desc limit ${most}) latest
  `.execute(db);
  return rows[0]!;
}

/** The one word of each who said one, latest first; those without a name once they may be shown. */
export async function listWords(db: Database, since: Date, most: number): Promise<{ word: string }[]> {
  const { rows } = await sql<{ word: string }>`
    select word from (
      (select word, at from answers where at >= ${since} and word_norm is not null order by at desc limit ${most})
      union all
      (select answers ->> 'word', day::timestamptz from anonymous_answers where shown and day >= ${since}::date and btrim(answers ->> 'word') <> ''
        order by day desc limit ${most})) said
    order by at desc limit ${most}
  `.execute(db);
  return rows;
}

export async function countRecovered(db: Database, since: Date) {
  const { rows } = await sql<{ recovered: number; ended: number }>`
    select count(*) filter (where state = 'recovered')::int as recovered, count(*)::int as ended
    from (select state from recoveries where ended_at >= ${since} and state <> 'called-off' order by ended_at desc limit 5000) latest
  `.execute(db);
  return rows[0]!;
}

/** Customers who wrote or bought since `active`, and those of them whose opinion we heard since `heard`, by how it was heard last. */
export async function countListening(db: Database, since: { active: Date; heard: Date }, now: Date) {
  const { rows } = await sql<{ active: number; answer: number; review: number; observation: number; brief: number }>`
    with active as materialized (${activeCustomers(since.active, now)}),
    said as (
      select customer_id, at, way from heard_customers where at >= ${since.heard}
      union all select customer_id, at, 'review' from reviews where at >= ${since.heard} and customer_id is not null),
    heard as (
      select distinct on (c.id) c.id, s.way from said s join customers w on w.id = s.customer_id
        join active c on c.id = coalesce(w.merged_into, w.id)
      order by c.id, s.at desc)
    select
      (select count(*)::int from active) as active,
      count(*) filter (where way = 'answer')::int as answer, count(*) filter (where way = 'review')::int as review,
      count(*) filter (where way = 'observation')::int as observation, count(*) filter (where way = 'brief')::int as brief
    from heard
  `.execute(db);
  return rows[0]!;
}

export function findCharterWord(db: Database) {
  return db.selectFrom('charters').select('word').orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/** One observation as staff see it. */
export function listObservationsAfter(
  db: Database,
  filter: { customerId?: string | undefined; touchpointId?: string | undefined; id?: string },
  after: After,
  limit: number,
) {
  let query = db
    .selectFrom('observations as o')
    .leftJoin('customers as c', 'c.id', 'o.customer_id')
    .leftJoin('touchpoints as t', 't.id', 'o.touchpoint_id')
    .leftJoin('users as u', 'u.id', 'o.heard_by')
    .leftJoin('users as by', 'by.id', 'o.changed_by')
    .selectAll('o')
    .select([
      'c.name as customer_name',
      't.name as touchpoint_name',
      'u.name as heard_by_name',
      'by.name as changed_by_name',
    ])
    .orderBy('o.heard_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(limit + 1);
  if (filter.id !== undefined) query = query.where('o.id', '=', filter.id);
  if (filter.customerId !== undefined) query = query.where('o.customer_id', 'in', withMerged(db, filter.customerId));
  if (filter.touchpointId !== undefined) query = query.where('o.touchpoint_id', '=', filter.touchpointId);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('o.heard_at', 'o.id'), '<', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}

export type ObservationRow = Awaited<ReturnType<typeof listObservationsAfter>>[number];

/** One observation, held until the transaction ends. */
export async function holdObservation(trx: Transaction, id: string): Promise<ObservationRow | undefined> {
  await trx.selectFrom('observations').select('id').where('id', '=', id).forUpdate().execute();
  return (await listObservationsAfter(trx, { id }, undefined, 1))[0];
}

export function updateObservation(trx: Transaction, id: string, change: Partial<Selectable<Tables['observations']>>) {
  return trx.updateTable('observations').set(change).where('id', '=', id).execute();
}

export function insertObservation(
  trx: Transaction,
  row: {
    id: string;
    customer_id: string | null;
    touchpoint_id: string | null;
    words: string;
    feeling: string | null;
    heard_by: string | null;
    heard_at: Date;
  },
) {
  return trx.insertInto('observations').values(row).execute();
}
