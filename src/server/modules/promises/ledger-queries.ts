import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { FactRow, LedgerRow, NewFact } from './ledger-rows.ts';

const ledgerColumns = [
  'id', 'kind', 'clock', 'what', 'case_id', 'customer_id', 'policy_id', 'policy_version', 'calendar_id',
  'calendar_version', 'pause_in', 'keeper_id', 'made_by', 'made_at', 'target_minutes', 'due_at', 'first_due_at', 'state',
  'paused', 'remaining_ms', 'at_risk', 'next_at', 'warned', 'ended_at', 'end_reason', 'break_reason',
  'broke_in_silence', 'apology', 'recovery', 'told', 'visible', 'message_id', 'spoken_words',
  'party_id', 'party_side', 'party_task',
] as const; // prettier-ignore

const columnList = sql.join(ledgerColumns.map((column) => sql.ref(column)));
const columnUpdates = sql.join(
  ledgerColumns
    .filter((column) => column !== 'id')
    .map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
);

/**
 * Every policy promise of some cases, and whatever else is open in them, of some `whole` all that was ever promised; held, in an
 * order that cannot deadlock.
 */
export function holdPromisesOfCases(
  trx: Transaction,
  caseIds: readonly string[],
  whole: readonly string[] = [],
): Promise<LedgerRow[]> {
  return held(
    trx,
    sql`case_id = any(${caseIds}::uuid[]) and (kind = 'policy' or state = 'open' or case_id = any(${whole}::uuid[])) order by id for no key update`,
  );
}

/** The promises that parts of somebody who takes part made, the last made first; held. */
export function holdPartTasks(trx: Transaction, partyId: string): Promise<LedgerRow[]> {
  return held(trx, sql`party_id = ${partyId} and party_task order by id desc limit 20 for no key update`);
}

export function holdPromisesById(trx: Transaction, ids: readonly string[]): Promise<LedgerRow[]> {
  return held(trx, sql`id = any(${ids}::uuid[]) order by id for no key update`);
}

/** Open promises a colleague keeps, some at a time, in the order of their keys. */
export function holdPromisesOfKeeper(
  trx: Transaction,
  keeperId: string,
  limit: number,
  after = '00000000-0000-0000-0000-000000000000',
): Promise<LedgerRow[]> {
  return held(
    trx,
    sql`keeper_id = ${keeperId} and state = 'open' and id > ${after} order by id limit ${limit} for no key update`,
  );
}

/** Which of these cases belong to private teams. */
export async function findPrivateCases(trx: Transaction, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select k.id from cases k join teams t on t.id = k.team_id and t.private
    where k.id = any(${[...caseIds]}::uuid[])`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

/** Which of these cases somebody sees; `visible` is the condition on `k`. */
export async function findSeenCases(trx: Transaction, visible: RawBuilder<boolean>, caseIds: readonly string[]) {
  if (caseIds.length === 0) return new Set<string>();
  const { rows } = await sql<{
    id: string;
  }>`select k.id from cases k where k.id = any(${[...caseIds]}::uuid[]) and ${visible}`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

/** Who keeps something open in the cases of a team, or in one case. */
export async function findKeepersIn(
  trx: Transaction,
  where: { teamId: string } | { caseId: string },
): Promise<string[]> {
  const there = 'teamId' in where ? sql`k.team_id = ${where.teamId}` : sql`k.id = ${where.caseId}`;
  const { rows } = await sql<{
    id: string;
  }>`select distinct p.keeper_id as id from cases k join promises p on p.case_id = k.id
    where ${there} and p.state = 'open' and p.keeper_id is not null order by 1`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Everything that is open and was promised to some customers or in some cases; held. */
export function holdOpenPromises(
  trx: Transaction,
  of: { customerIds: readonly string[]; caseIds: readonly string[] },
): Promise<LedgerRow[]> {
  return held(
    trx,
    sql`state = 'open' and (customer_id = any(${[...of.customerIds]}::uuid[]) or case_id = any(${[...of.caseIds]}::uuid[])) order by id for no key update`,
  );
}

/** What the clock must look at now, earliest first; what another node has in hand is left to it. */
export function holdDuePromises(trx: Transaction, now: Date, limit: number): Promise<LedgerRow[]> {
  return held(
    trx,
    sql`state = 'open' and next_at is not null and next_at <= ${now} order by next_at limit ${limit} for no key update skip locked`,
  );
}

/** Running policy promises after an id, for counting again; of one calendar, or all. */
export function holdRunningPolicyPromises(
  trx: Transaction,
  options: { calendarId: string | null; after: string; limit: number },
): Promise<LedgerRow[]> {
  const ofCalendar = options.calendarId === null ? sql`true` : sql`calendar_id = ${options.calendarId}`;
  return held(
    trx,
    sql`state = 'open' and kind = 'policy' and ${ofCalendar} and id > ${options.after} order by id limit ${options.limit} for no key update`,
  );
}

/** The same without holding them, to count what would happen; of some customers only, where they are named. */
export function findRunningPolicyPromises(
  db: Database,
  options: { after: string; limit: number; customerIds?: readonly string[]; organisationIds?: readonly string[] },
): Promise<LedgerRow[]> {
  const { customerIds = [], organisationIds = [] } = options;
  const theirs = sql`${customerIds.length === 0 ? sql`` : sql`and customer_id = any(${[...customerIds]}::uuid[])`}
    ${organisationIds.length === 0 ? sql`` : sql`and customer_id in (select id from customers where organisation_id = any(${[...organisationIds]}::uuid[]))`}`;
  return held(
    db,
    sql`state = 'open' and kind = 'policy' and id > ${options.after} ${theirs} order by id limit ${options.limit}`,
  );
}

/** Facts of some promises, oldest first. */
export async function findFacts(db: Database, promiseIds: readonly string[]): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select id, promise_id, at, fact, data, actor_id from promise_facts
    where promise_id = any(${promiseIds}::uuid[]) order by promise_id, id
  `.execute(db);
  return rows;
}

/** Writes promises, new and changed, in one statement. Ended ones come first: they make room for the next of their clock. */
export async function savePromises(trx: Transaction, rows: readonly LedgerRow[]): Promise<void> {
  if (rows.length === 0) return;
  const inOrder = rows.toSorted((one, other) => Number(one.state === 'open') - Number(other.state === 'open'));
  await sql`
    insert into promises (${columnList})
    select ${columnList} from jsonb_populate_recordset(null::promises, ${JSON.stringify(inOrder)}::jsonb)
    on conflict (id) do update set ${columnUpdates}
  `.execute(trx);
}

export async function insertFacts(trx: Transaction, facts: readonly NewFact[]): Promise<void> {
  if (facts.length === 0) return;
  const inOrder = facts.map((fact, place) => ({ ...fact, place }));
  await sql`
    insert into promise_facts (promise_id, at, fact, data, actor_id)
    select promise_id, at, fact, data, actor_id
    from jsonb_to_recordset(${JSON.stringify(inOrder)}::jsonb)
      as f (place int, promise_id uuid, at timestamptz, fact text, data jsonb, actor_id uuid)
    order by place
  `.execute(trx);
}

/** When the clock must act next; null when nothing runs. One look at the end of an index. */
export async function findNextTick(db: Database): Promise<Date | null> {
  const row = await db
    .selectFrom('promises')
    .select('next_at')
    .where('state', '=', 'open')
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? null;
}

/** Whether more than `count` promises have passed their due hour unnoticed; what waits for the log for `pause` milliseconds, too. */
export async function areMoreOverdueThan(db: Database, now: Date, pause: number, count: number): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from promises
      where state = 'open' and next_at is not null and next_at <= ${later(now, pause)} and due_at <= ${now} limit ${count + 1}) overdue
  `.execute(db);
  return (rows[0]?.n ?? 0) > count;
}

/** As a query: what is left of that which was due by `catch_ups.until_at`. */
export function overdueBy(now: Date, pause: number) {
  return sql`select 1 from promises where state = 'open' and next_at is not null and next_at <= ${later(now, pause)}
    and due_at <= catch_ups.until_at`;
}

function later(now: Date, pause: number): Date {
  return new Date(now.getTime() + pause);
}

/**
 * Which of these cases have something in the log that the promises have not read yet: their clocks must not be judged
 * before it is, or an answer given in time would break its promise.
 */
export async function findCasesReadBehind(trx: Transaction, subscription: string, caseIds: readonly string[]) {
  if (caseIds.length === 0) return new Set<string>();
  const { rows } = await sql<{ id: string }>`
    select c.id from unnest(${caseIds}::uuid[]) as c (id)
    where exists (select 1 from events e, subscriptions s
      where s.name = ${subscription} and e.subject_id = c.id and e.type like 'cases.%' and (e.xid, e.id) > (s.xid, s.event_id))
  `.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

/** Lets promises be looked at again a little later, without a fact: something about their case has not been read yet. */
export async function postponeLook(trx: Transaction, ids: readonly string[], until: Date): Promise<void> {
  await trx
    .updateTable('promises')
    .set({ next_at: until })
    .where('id', 'in', [...ids])
    .execute();
}

/**
 * Shows on each case what is promised next in it: the open promise that is due first, those that stand still last; sooner than
 * that may be the first answer to a visitor who waits in a chat.
 * Cases are held in the order of their keys, so that two of these cannot wait for each other.
 */
export async function refreshCaseRows(trx: Transaction, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  // held first, by a statement of its own: one that waits for a case reads the promises as they were before it waited
  await sql`select from cases where id = any(${caseIds}::uuid[]) order by id for no key update`.execute(trx);
  await sql`
    with held as (select id, visitor_due_at from cases where id = any(${caseIds}::uuid[])),
    next as (
      select distinct on (case_id) case_id, id, due_at, coalesce(clock, what) as what from promises
      where case_id = any(${caseIds}::uuid[]) and state = 'open' and kind <> 'estimate' order by case_id, due_at nulls last, id),
    due as (
      select held.id, case when n.due_at <= held.visitor_due_at or held.visitor_due_at is null then n.due_at else held.visitor_due_at end as at,
        case when n.due_at <= held.visitor_due_at or held.visitor_due_at is null then n.what else 'chat-answer' end as what,
        case when n.due_at <= held.visitor_due_at or held.visitor_due_at is null then n.id end as promise_id
      from held left join next n on n.case_id = held.id),
    risky as (select distinct case_id from promises where case_id = any(${caseIds}::uuid[]) and state = 'open' and at_risk)
    update cases set next_promise_at = due.at, next_promise = due.what, next_promise_id = due.promise_id,
      promise_at_risk = risky.case_id is not null
    from due left join risky on risky.case_id = due.id
    where cases.id = due.id and (cases.next_promise_at, cases.next_promise, cases.next_promise_id, cases.promise_at_risk)
      is distinct from (due.at, due.what, due.promise_id, risky.case_id is not null)
  `.execute(trx);
}

async function held(trx: Database, rest: ReturnType<typeof sql>): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`select ${columnList} from promises where ${rest}`.execute(trx);
  return rows;
}
