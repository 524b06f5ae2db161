import { sql } from 'kysely';
import type { Candidate, Known, Said } from '../../../domain/journeys/discovering.ts';
import { slowWords } from '../../../domain/journeys/perceived-time.ts';
import { newId } from '../../store/identity.ts';
import type { Database, Transaction } from '../../store/database.ts';

/** What customers wrote last, newest first, with the domain they write from. */
export async function listSaid(db: Database, since: Date, most: number): Promise<Said[]> {
  const { rows } = await sql<{ customer_id: string; text: string; domain: string | null }>`
    select coalesce(m.author_customer_id, k.customer_id) as customer_id, left(m.text, 4000) as text,
      (select split_part(i.value, '@', 2) from identities i
        where i.customer_id = coalesce(m.author_customer_id, k.customer_id) and i.kind = 'email' limit 1) as domain
    from (select * from messages where direction = 'in' and author_kind = 'customer' and at >= ${since}
      order by at desc limit ${most}) m
    join cases k on k.id = m.case_id and k.anonymised_at is null
  `.execute(db);
  return rows.map((row) => ({ customerId: row.customer_id, text: row.text, domain: row.domain }));
}

/** Forms that cases came from, as candidates: each form is a place of its own. */
export async function listFormsUsed(db: Database, since: Date, fewest: number): Promise<Candidate[]> {
  const { rows } = await sql<{ name: string; customers: number; messages: number }>`
    select coalesce(f.texts->f.language->>'name', f.texts->f.language->>'title', f.slug) as name, count(distinct k.customer_id)::int as customers, count(*)::int as messages
    from form_visits v join case_forms f on f.id = v.form_id join cases k on k.id = v.case_id
    where v.at >= ${since} group by 1 having count(distinct k.customer_id) >= ${fewest}
  `.execute(db);
  return rows.map(({ name, customers, messages }) => ({
    kind: 'form',
    key: name.toLowerCase(),
    name,
    party: 'own',
    customers,
    messages,
    lift: 1,
    examples: [],
  }));
}

/** What is written down already, and which domains are the company's. */
export async function findKnown(db: Database): Promise<Known> {
  const touchpoints = await db.selectFrom('touchpoints').select(['name', 'aliases']).execute();
  const mailboxes = await db.selectFrom('mailboxes').select('address').execute();
  return {
    names: [
      ...touchpoints.flatMap(({ name, aliases }) => [name, ...aliases]),
      ...mailboxes.map(({ address }) => address),
    ],
    domains: [...new Set(mailboxes.map(({ address }) => address.slice(address.indexOf('@') + 1).toLowerCase()))],
  };
}

/** Keeps what was found; what a person decided stays decided. */
export async function saveCandidates(trx: Transaction, candidates: readonly Candidate[], at: Date): Promise<void> {
  if (candidates.length === 0) return;
  await trx
    .insertInto('touchpoint_candidates')
    .values(
      candidates.map((each) => ({
        ...each,
        id: newId(),
        examples: JSON.stringify(each.examples),
        found_at: at,
        seen_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['kind', 'key']).doUpdateSet((eb) => ({
        customers: eb.ref('excluded.customers'),
        messages: eb.ref('excluded.messages'),
        lift: eb.ref('excluded.lift'),
        examples: eb.ref('excluded.examples'),
        seen_at: eb.ref('excluded.seen_at'),
      })),
    )
    .execute();
}

export function listCandidatesAfter(
  db: Database,
  state: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('touchpoint_candidates')
    .selectAll()
    .where('state', '=', state)
    .orderBy('customers', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('customers', 'id'), '<', eb.tuple(Number(after[0]), String(after[1]))));
  return query.execute();
}

export type CandidateRow = Awaited<ReturnType<typeof listCandidatesAfter>>[number];

/** Won, neutral and lost moments per touchpoint in use since a day. */
export function listMomentSums(db: Database, since: string) {
  return db
    .selectFrom('touchpoint_days as d')
    .innerJoin('touchpoints as t', 't.id', 'd.touchpoint_id')
    .select(['t.id', 't.name'])
    .select([sql<number>`sum(d.won + d.neutral + d.lost)::int`.as('n'), sql<number>`sum(d.lost)::int`.as('lost')])
    .where('d.day', '>', sql<string>`${since}::date`)
    .where('t.retired_at', 'is', null)
    .groupBy(['t.id', 't.name'])
    .execute();
}

/**
 * Moments of one customer at one touchpoint, lost and all, for every customer behind the latest of each: whether several
 * come from the same few. Merged records are one customer.
 */
export async function listMomentsByCustomer(db: Database, touchpointIds: readonly string[], since: Date, most: number) {
  const { rows } = await sql<{ touchpoint_id: string; hits: number; trials: number }>`
    select t.id as touchpoint_id, m.hits, m.trials from unnest(${[...touchpointIds]}::uuid[]) as t(id),
      lateral (select (count(*) filter (where l.outcome = 'lost'))::int as hits, count(*)::int as trials
        from (select customer_id, outcome from moments where touchpoint_id = t.id and at > ${since} order by at desc, id desc limit ${most}) l
          join customers c on c.id = l.customer_id group by coalesce(c.merged_into, c.id)) m
  `.execute(db);
  return rows;
}

/** Of the latest contacts of a touchpoint: how many speak of waiting, and how fast the first answer was. */
export async function findPerception(db: Database, touchpointId: string, since: Date, most: number) {
  const { rows } = await sql<{
    n: number;
    slow: number;
    answered: number;
    half: number | null;
    ninety: number | null;
    examples: string[] | null;
  }>`
    with here as (
      select k.id, extract(epoch from k.first_replied_at - k.created_at) / 3600 as hours
      from (select case_id from contacts where touchpoint_id = ${touchpointId}::uuid and case_id is not null
        order by contact desc limit ${most}) c join cases k on k.id = c.case_id
      where k.created_at >= ${since}),
    slow as (
      select distinct on (h.id) h.id, m.text from here h join messages m on m.case_id = h.id
      where m.direction = 'in' and m.text ~* ${slowWords} order by h.id, m.at)
    select count(*)::int as n, (select count(*)::int from slow) as slow, count(hours)::int as answered,
      (percentile_cont(0.5) within group (order by hours))::float8 as half,
      (percentile_cont(0.9) within group (order by hours))::float8 as ninety,
      (select array_agg(left(text, 200)) from (select text from slow limit 3) few) as examples
    from here
  `.execute(db);
  return rows[0]!;
}

/** Half of the first answers elsewhere came within so many hours; over the latest cases only. */
export async function findElsewhere(db: Database, touchpointId: string, since: Date, most: number) {
  const { rows } = await sql<{ half: number | null }>`
    select (percentile_cont(0.5) within group (order by extract(epoch from k.first_replied_at - k.created_at) / 3600))::float8 as half
    from (select id, first_replied_at, created_at from cases where created_at >= ${since} order by created_at desc limit ${most}) k
    join contacts c on c.contact = 'case:' || k.id
    where k.first_replied_at is not null and c.touchpoint_id <> ${touchpointId}::uuid
  `.execute(db);
  return rows[0]?.half ?? null;
}
