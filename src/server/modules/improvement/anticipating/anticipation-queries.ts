import { sql, type Insertable, type RawBuilder, type Selectable } from 'kysely';
import type { AnticipationRule } from '../../../../contract/anticipation.ts';
import type { Database, Tables, Transaction } from '../../../store/database.ts';
import { isSamePerson, recordsOf } from '../../voice/index.ts';

export type AnticipationRow = Selectable<Tables['anticipations']>;
/** So many people at most are found by one rule; more is a circular, not a notice. */
export const mostExposed = 5_000;

export interface Exposed {
  id: string;
  name: string;
  language: string | null;
  because: 'tag' | 'organisation' | 'field' | 'purchase' | 'case-tag' | 'words';
}

/**
 * Customers who will meet it by a rule, each once with the first part of the rule that holds, without those who have met it
 * (a case of theirs is linked to the problem). At most one more than `mostExposed`.
 */
export async function findExposed(
  db: Database,
  rule: AnticipationRule,
  problemId: string | null,
  now: Date,
  limit = mostExposed + 1,
): Promise<Exposed[]> {
  const since = new Date(now.getTime() - (rule.sinceDays ?? 365) * 86_400_000);
  const parts: RawBuilder<unknown>[] = [];
  if (rule.tags?.length)
    parts.push(sql`select id, 1 as rank, 'tag' as because from customers where tags && ${[...rule.tags]}::text[]`);
  if (rule.organisationIds?.length)
    parts.push(
      sql`select id, 2, 'organisation' from customers where organisation_id = any(${[...rule.organisationIds]}::uuid[])`,
    );
  if (rule.field)
    parts.push(
      sql`select id, 3, 'field' from customers where fields @> ${JSON.stringify({ [rule.field.key]: rule.field.value })}::jsonb
        or fields @> ${JSON.stringify({ [rule.field.key]: [rule.field.value] })}::jsonb`,
    );
  if (rule.purchased !== undefined)
    parts.push(
      sql`select customer_id, 4, 'purchase' from purchases where at > ${since} and at <= ${now} and description ilike ${pieceOf(rule.purchased)}`,
    );
  if (rule.caseTags?.length)
    parts.push(
      sql`select customer_id, 5, 'case-tag' from cases where tags && ${[...rule.caseTags]}::text[] and created_at > ${since} and created_at <= ${now}`,
    );
  if (rule.words?.length)
    parts.push(
      sql`select customer_id, 6, 'words' from cases where created_at > ${since} and created_at <= ${now}
        and subject ilike any(${rule.words.map(pieceOf)}::text[])`,
    );
  if (parts.length === 0) return [];
  const { rows } = await sql<Exposed>`
    with who as (select id, rank, because from (${sql.join(parts, sql` union all `)}) as each (id, rank, because)),
    root as (
      select distinct on (r.id) r.id, r.name, r.language, who.because from who
      join customers c on c.id = who.id join customers r on r.id = coalesce(c.merged_into, c.id)
      where r.erased_at is null order by r.id, who.rank)
    select root.* from root where not exists (
      select from problem_cases l join cases k on k.id = l.case_id where l.problem_id = ${problemId}::uuid and ${isSamePerson('k.customer_id', 'root.id')})
    order by root.id limit ${limit}
  `.execute(db);
  return rows;
}

/** What customers of a problem have in common: tags of theirs, what they bought, tags of their cases; each of two or more. */
export async function readCommon(db: Database, problemId: string) {
  const { rows } = await sql<{ tags: string[] | null; bought: string | null; case_tags: string[] | null }>`
    with met as (select distinct k.customer_id as id from problem_cases l join cases k on k.id = l.case_id where l.problem_id = ${problemId})
    select
      (select array_agg(tag) from (select tag from customers c join met on met.id = c.id, unnest(c.tags) tag
        group by tag having count(*) >= greatest(2, (select count(*) from met) / 2.0) order by count(*) desc limit 3) t) as tags,
      (select description from purchases p join met on met.id = p.customer_id where description <> ''
        group by description having count(distinct p.customer_id) >= 2 order by count(distinct p.customer_id) desc, 1 limit 1) as bought,
      (select array_agg(tag) from (select tag from problem_cases l join cases k on k.id = l.case_id, unnest(k.tags) tag
        where l.problem_id = ${problemId} group by tag having count(*) >= 2 order by count(*) desc limit 2) t) as case_tags
  `.execute(db);
  return rows[0]!;
}

function rows(db: Database) {
  return db
    .selectFrom('anticipations as a')
    .leftJoin('problems as p', 'p.id', 'a.problem_id')
    .selectAll('a')
    .select(['p.number as problem_number', 'p.title as problem_title', 'p.state as problem_state']);
}

export function findAnticipation(db: Database, id: string) {
  return rows(db).where('a.id', '=', id).executeTakeFirst();
}

export type AnticipationWithProblem = NonNullable<Awaited<ReturnType<typeof findAnticipation>>>;

export function listAnticipationsAfter(
  db: Database,
  filter: { problemId?: string | undefined },
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = rows(db)
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1);
  if (filter.problemId !== undefined) query = query.where('a.problem_id', '=', filter.problemId);
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(a.created_at, a.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`,
    );
  return query.execute();
}

/** @returns undefined when this problem has a notice at work already */
export function insertAnticipation(trx: Transaction, row: Insertable<Tables['anticipations']>) {
  return trx
    .insertInto('anticipations')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function holdAnticipation(trx: Transaction, id: string) {
  return trx.selectFrom('anticipations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateAnticipation(trx: Transaction, id: string, change: Partial<AnticipationRow>) {
  return trx.updateTable('anticipations').set(change).where('id', '=', id).execute();
}

export async function insertPeople(trx: Transaction, people: Insertable<Tables['anticipation_people']>[]) {
  for (let from = 0; from < people.length; from += 1000)
    await trx
      .insertInto('anticipation_people')
      .values(people.slice(from, from + 1000))
      .execute();
}

/** Notices at work, for the tick: a running one is solved, over, or sends. */
export function listRunning(db: Database) {
  return db
    .selectFrom('anticipations as a')
    .leftJoin('problems as p', 'p.id', 'a.problem_id')
    .select(['a.id', 'a.ends_at', 'p.state as problem_state'])
    .where('a.state', '=', 'running')
    .orderBy('a.id')
    .limit(500)
    .execute();
}

/** The next person to be told whose quiet time is over, held; whom another node holds is passed over. */
export async function takeNext(trx: Transaction, anticipation: { id: string; quietDays: number }, now: Date) {
  const { rows } = await sql<{
    customer_id: string;
    name: string;
    language: string | null;
    why_not: string | null;
    address: string | null;
  }>`
    select p.customer_id, c.name, c.language, address.value as address,
      case when exists (select from recoveries r where ${isSamePerson('r.customer_id', 'p.customer_id')} and r.ended_at is null) then 'recovery_open'
        when exists (select from survey_opt_outs o where ${isSamePerson('o.customer_id', 'p.customer_id')} and o.programme is null)
          or exists (select from customers d where ${isSamePerson('d.id', 'p.customer_id')} and d.do_not_survey) then 'opted_out'
        when address.value is null then 'no_address' when address.bounced_at is not null then 'address_bounced' end as why_not
    from anticipation_people p join customers c on c.id = p.customer_id
    left join lateral (select value, bounced_at from identities i where ${isSamePerson('i.customer_id', 'p.customer_id')} and i.kind = 'email'
      order by bounced_at is not null, created_at limit 1) address on true
    where p.anticipation_id = ${anticipation.id} and p.arm = 'notify' and p.sent_at is null and p.withheld is null
      and not exists (select from anticipation_people o where ${isSamePerson('o.customer_id', 'p.customer_id')}
        and o.sent_at > ${now}::timestamptz - make_interval(days => ${anticipation.quietDays}))
      and not exists (select from invitations i where ${isSamePerson('i.customer_id', 'p.customer_id')} and i.state <> 'withheld'
        and i.at > ${now}::timestamptz - make_interval(days => ${anticipation.quietDays}))
    order by p.customer_id limit 1 for update of p skip locked
  `.execute(trx);
  return rows[0];
}

export function updatePerson(
  trx: Transaction,
  key: { anticipationId: string; customerId: string },
  change: { sent_at?: Date; outbox_id?: string; withheld?: string },
) {
  return trx
    .updateTable('anticipation_people')
    .set(change)
    .where('anticipation_id', '=', key.anticipationId)
    .where('customer_id', '=', key.customerId)
    .execute();
}

/** Whoever still waited to be told when it ended. */
export async function withholdRest(trx: Transaction, id: string, because: string): Promise<number> {
  const done = await trx
    .updateTable('anticipation_people')
    .set({ withheld: because })
    .where('anticipation_id', '=', id)
    .where('arm', '=', 'notify')
    .where('sent_at', 'is', null)
    .where('withheld', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Of each arm, as drawn: how many people, how many of them were in contact within the window, and how many contacts. */
export async function countContacts(db: Database, id: string, windowDays: number, now: Date) {
  const { rows } = await sql<{ arm: 'notify' | 'hold'; n: number; people: number; contacts: number }>`
    select p.arm, count(*)::int as n, count(*) filter (where k.contacts > 0)::int as people, coalesce(sum(k.contacts), 0)::int as contacts
    from anticipation_people p
    left join lateral (select count(*)::int as contacts from unnest(${recordsOf('p.customer_id')}) own(id) join cases c on c.customer_id = own.id where c.merged_into is null
      and c.created_at > p.at and c.created_at <= least(${now}::timestamptz, p.at + make_interval(days => ${windowDays}))) k on true
    where p.anticipation_id = ${id} group by p.arm
  `.execute(db);
  const none = { n: 0, people: 0, contacts: 0 };
  return {
    told: rows.find(({ arm }) => arm === 'notify') ?? none,
    left: rows.find(({ arm }) => arm === 'hold') ?? none,
  };
}

export async function countWithheld(db: Database, id: string) {
  return db
    .selectFrom('anticipation_people')
    .select(['withheld as because', sql<number>`count(*)::int`.as('n')])
    .where('anticipation_id', '=', id)
    .where('withheld', 'is not', null)
    .groupBy('withheld')
    .orderBy('n', 'desc')
    .execute();
}

function pieceOf(words: string): string {
  return `%${words.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
