import { sql } from 'kysely';
import type { Calendar } from '../../../domain/promises/calendar.ts';
import type { Database, Transaction } from '../../store/database.ts';

/** A promise that runs or broke, as far as watches depend on it. */
export interface WatchedPromise {
  id: string;
  case_id: string | null;
  customer_id: string;
  kind: string;
  clock: string | null;
  state: string;
  paused: boolean;
  made_at: Date;
  due_at: Date | null;
  target_minutes: number | null;
  zone: string | null;
  week: Calendar['week'] | null;
  exceptions: Calendar['exceptions'] | null;
}

const columns = sql`p.id, p.case_id, p.customer_id, p.kind, p.clock, p.state, p.paused, p.made_at, p.due_at, p.target_minutes, v.zone, v.week, v.exceptions
  from promises p left join calendar_versions v on v.calendar_id = p.calendar_id and v.version = p.calendar_version`;

export async function findWatched(db: Database, ids: readonly string[]): Promise<Map<string, WatchedPromise>> {
  const { rows } = await sql<WatchedPromise>`
    select ${columns} where p.id = any(${[...ids]}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Open promises by their ids, some at a time, to wind their watches anew. */
export async function findOpenAfter(db: Database, after: string, limit: number): Promise<WatchedPromise[]> {
  const { rows } = await sql<WatchedPromise>`
    select ${columns} where p.state = 'open' and p.id > ${after}::uuid order by p.id limit ${limit}
  `.execute(db);
  return rows;
}

export async function replaceWatches(
  trx: Transaction,
  promiseIds: readonly string[],
  watches: readonly { promise_id: string; protocol_id: string; place: number; at: Date }[],
): Promise<void> {
  await sql`delete from escalation_watches where promise_id = any(${[...promiseIds]}::uuid[])`.execute(trx);
  if (watches.length === 0) return;
  await trx
    .insertInto('escalation_watches')
    .values([...watches])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface Watch {
  promise_id: string;
  protocol_id: string;
  place: number;
  at: Date;
}

/** Takes watches whose hour has come out of the table, in order of time; other nodes take others. */
export async function takeWatches(trx: Transaction, now: Date, limit: number): Promise<Watch[]> {
  const { rows } = await sql<Watch>`
    with due as (select promise_id, protocol_id, place from escalation_watches where at <= ${now}
      order by at limit ${limit} for update skip locked)
    delete from escalation_watches w using due d
    where w.promise_id = d.promise_id and w.protocol_id = d.protocol_id and w.place = d.place
    returning w.promise_id, w.protocol_id, w.place, w.at
  `.execute(trx);
  return rows.toSorted((one, other) => +one.at - +other.at);
}

/** Whether more watches than `most` have been due since before `since`: the house stood still. */
export async function areWatchesBehind(db: Database, since: Date, most: number): Promise<boolean> {
  const { rows } = await sql`select 1 from escalation_watches where at <= ${since} offset ${most} limit 1`.execute(db);
  return rows.length > 0;
}

/** As a query: what is left of that which was due by `catch_ups.until_at`. */
export function watchesBehind() {
  return sql`select 1 from escalation_watches where at <= catch_ups.until_at`;
}

export async function addMissed(trx: Transaction, promiseIds: readonly string[], at: Date): Promise<void> {
  if (promiseIds.length === 0) return;
  await sql`
    insert into escalation_missed (promise_id, at) select id, ${at} from promises where id = any(${[...promiseIds]}::uuid[])
    on conflict do nothing
  `.execute(trx);
}

/** Which of these were put aside to be told together. */
export async function findMissed(trx: Transaction, promiseIds: readonly string[]): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('escalation_missed')
    .select('promise_id')
    .where('promise_id', 'in', [...promiseIds])
    .execute();
  return new Set(rows.map(({ promise_id }) => promise_id));
}

/** Cases as triggers see them. */
export interface SeenCase {
  id: string;
  state: string;
  priority: string;
  kind: string;
  channel: string;
  team_id: string | null;
  tags: string[];
  customer_id: string;
  organisation_id: string | null;
  vip: boolean;
  emotion: string | null;
  value: number;
  opened_at: Date;
}

/** @param now money is counted over the year before it */
export async function findSeenCases(db: Database, ids: readonly string[], now: Date): Promise<Map<string, SeenCase>> {
  const { rows } = await sql<SeenCase>`
    select k.id, k.state, k.priority, k.kind, k.channel, k.team_id, k.tags, k.customer_id, c.organisation_id, c.vip, k.emotion, k.created_at as opened_at,
      coalesce((select sum(b.amount)::float8 from purchases b where b.customer_id = c.id and b.at > ${now}::timestamptz - interval '365 days'), 0) as value
    from cases k join customers c on c.id = k.customer_id where k.id = any(${[...ids]}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the customer wrote, and how many of his messages stand unanswered with it. */
export async function findSaid(db: Database, caseId: string, messageId: string) {
  const { rows } = await sql<{ text: string; emotion: string | null; unanswered: number }>`
    select m.text, m.emotion, (select count(*)::int from messages o where o.case_id = m.case_id and o.direction = 'in' and o.kind = 'message'
        and o.at <= m.at and o.at > coalesce((select max(a.at) from messages a where a.case_id = m.case_id and a.direction = 'out'
          and a.kind = 'message' and a.author_kind = 'staff' and a.audience = 'customer' and a.at < m.at), '-infinity')) as unanswered
    from messages m where m.id = ${messageId}::uuid and m.case_id = ${caseId}::uuid
  `.execute(db);
  return rows[0];
}

/** How many cases a customer opened since a moment; counted up to a hundred. */
export async function countCasesSince(db: Database, customerId: string, since: Date, until: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from cases where customer_id = ${customerId}::uuid and merged_into is null
      and created_at > ${since} and created_at <= ${until} limit 100) x
  `.execute(db);
  return rows[0]?.n ?? 0;
}
