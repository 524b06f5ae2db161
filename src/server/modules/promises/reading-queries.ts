import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Context } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { visibleCases } from '../cases/index.ts';
import type { FactData, FactKind, LedgerRow } from './ledger-rows.ts';

/** A promise with the names its lists show. */
export interface ShownRow extends LedgerRow {
  customer_name: string;
  case_number: number | null;
  case_subject: string | null;
  case_state: string | null;
  keeper_name: string | null;
  customer_accepted_at: Date | null;
  party_name: string | null;
}

const shownColumns = sql`p.*, cu.name as customer_name, k.number as case_number, k.subject as case_subject,
  k.state as case_state, w.name as keeper_name, pa.name as party_name`;
const shownFrom = sql`promises p join customers cu on cu.id = p.customer_id left join cases k on k.id = p.case_id
  left join users w on w.id = p.keeper_id left join case_parties pa on pa.id = p.party_id`;

/**
 * Which promises exist for somebody: those of cases he may see, and those made to a customer without a case. Expects
 * `p`, and outer joined the case as `k`.
 */
export function visiblePromises(ctx: Context): RawBuilder<boolean> {
  const { actor } = ctx;
  if (actor.kind === 'customer') return sql<boolean>`p.customer_id = ${actor.id} and p.visible`;
  return sql<boolean>`(p.case_id is null or ${visibleCases(actor)})`;
}

export async function isVisible(ctx: Context, promiseId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from promises p left join cases k on k.id = p.case_id
    where p.id = ${promiseId} and ${visiblePromises(ctx)}`.execute(ctx.db);
  return rows.length > 0;
}

export async function isCaseVisible(ctx: Context, caseId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from cases k where k.id = ${caseId} and ${visibleCases(ctx.actor)}`.execute(
    ctx.db,
  );
  return rows.length > 0;
}

export interface ListFilter {
  state: 'open' | 'kept' | 'broken' | 'withdrawn' | 'ended' | 'all';
  /** A keeper's id, or null for promises nobody has. */
  keeperId?: string | null | undefined;
  teamIds?: readonly string[] | undefined;
  dueBefore?: Date | undefined;
  atRisk?: boolean | undefined;
  customerId?: string | undefined;
  caseId?: string | undefined;
  kind?: string | undefined;
  clock?: string | undefined;
  /** To the customer, by a policy or a person, or within the house; estimates are in neither. */
  owed?: 'customer' | 'house' | undefined;
}

type Cursor = (string | number | null)[] | undefined;

/** Open promises by due hour; those that stand still and have none come last. */
export async function listOpenAfter(
  ctx: Context,
  filter: ListFilter,
  after: Cursor,
  limit: number,
): Promise<ShownRow[]> {
  const where = sql`p.state = 'open' and ${conditions(ctx, filter)}`;
  const due = after?.[0] ?? null;
  const withDue =
    after !== undefined && due === null
      ? []
      : await shown(
          ctx.db,
          sql`${where} and p.due_at is not null ${after === undefined ? sql`` : sql`and (p.due_at, p.id) > (${due}::timestamptz, ${after[1]}::uuid)`}
            order by p.due_at, p.id limit ${limit + 1}`,
        );
  if (withDue.length > limit || filter.dueBefore !== undefined) return withDue;
  const seen = after !== undefined && due === null ? sql`and p.id > ${after[1]}::uuid` : sql``;
  const still = await shown(
    ctx.db,
    sql`${where} and p.due_at is null ${seen} order by p.id limit ${limit + 1 - withDue.length}`,
  );
  return [...withDue, ...still];
}

/** Ended promises, the last ended first. */
export function listEndedAfter(ctx: Context, filter: ListFilter, after: Cursor, limit: number): Promise<ShownRow[]> {
  const state =
    filter.state === 'ended' ? sql`p.state <> 'open'` : sql`p.state <> 'open' and p.state = ${filter.state}`;
  const from =
    after === undefined ? sql`` : sql`and (p.ended_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  return shown(
    ctx.db,
    sql`${state} and ${conditions(ctx, filter)} ${from} order by p.ended_at desc, p.id desc limit ${limit + 1}`,
  );
}

/** Promises of any state, the last made first. */
export function listAllAfter(ctx: Context, filter: ListFilter, after: Cursor, limit: number): Promise<ShownRow[]> {
  const from = after === undefined ? sql`` : sql`and p.id < ${after[0]}::uuid`;
  return shown(ctx.db, sql`${conditions(ctx, filter)} ${from} order by p.id desc limit ${limit + 1}`);
}

/** Promises somebody keeps. */
export function keptBy(userId: string): RawBuilder<unknown> {
  return sql`p.keeper_id = ${userId}`;
}

/** Promises of teams: on their cases, or kept by their people. No team at all means everybody's. */
export function ofTeams(teamIds: readonly string[]): RawBuilder<unknown> {
  if (teamIds.length === 0) return sql`true`;
  return sql`(k.team_id = any(${[...teamIds]}::uuid[])
    or p.keeper_id in (select m.user_id from team_members m where m.team_id = any(${[...teamIds]}::uuid[])))`;
}

export function anyScope(): RawBuilder<unknown> {
  return sql`true`;
}

/** How promises that ended within `[from, to)` ended, by kind. */
export async function countEndings(
  ctx: Context,
  scope: RawBuilder<unknown>,
  within: { from: Date; to: Date },
  customerId: string | undefined,
): Promise<{ kind: string; state: string; n: number }[]> {
  const { rows } = await sql<{ kind: string; state: string; n: number }>`
    select p.kind, p.state, count(*)::int as n from promises p left join cases k on k.id = p.case_id
    where p.state <> 'open' and p.ended_at >= ${within.from} and p.ended_at < ${within.to} and ${scope}
      and ${customerId === undefined ? sql`true` : ofCustomer(customerId)} group by 1, 2
  `.execute(ctx.db);
  return rows;
}

export async function findShownById(ctx: Context, id: string): Promise<ShownRow | undefined> {
  return (await shown(ctx.db, sql`p.id = ${id} and ${visiblePromises(ctx)}`))[0];
}

export interface HistoryRow {
  at: Date;
  fact: FactKind;
  data: FactData;
  actor_id: string | null;
  actor_name: string | null;
  promise_id: string;
}

export async function findHistory(db: Database, promiseId: string): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select f.at, f.fact, f.data, f.actor_id, u.name as actor_name, f.promise_id
    from promise_facts f left join users u on u.id = f.actor_id where f.promise_id = ${promiseId} order by f.id
  `.execute(db);
  return rows;
}

/** Names of people, policies and calendars that a promise and its facts mention. */
export async function findNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${ids}::uuid[]) union all select id, name from policies where id = any(${ids}::uuid[])
    union all select id, name from calendars where id = any(${ids}::uuid[])
    union all select id, '#' || number from cases where id = any(${ids}::uuid[])
  `.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The newest words of the customer in a case. */
export function findNewestCustomerWords(db: Database, caseId: string) {
  return db
    .selectFrom('messages')
    .select(['text', 'at'])
    .where('case_id', '=', caseId)
    .where('author_kind', '=', 'customer')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findKeeper(db: Database, id: string) {
  return db.selectFrom('users').select(['id', 'active', 'role']).where('id', '=', id).executeTakeFirst();
}

/** What Today needs to know of the people concerned: their zone, hours and names. */
export async function findPeople(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('users')
    .select(['id', 'name', 'time_zone', 'calendar_id', 'active'])
    .where('id', 'in', [...ids])
    .execute();
}

/** The case in which something is promised: what became part of another goes on there, and so does its promise. */
export async function findCaseForPromise(db: Database, id: string) {
  const { rows } = await sql<{ id: string; customer_id: string; team_id: string | null; assignee_id: string | null }>`
    with recursive way as (
      select id, merged_into, 0 as hops from cases where id = ${id}::uuid
      union all select k.id, k.merged_into, way.hops + 1 from cases k join way on k.id = way.merged_into where way.hops < 50)
    select k.id, k.customer_id, k.team_id, k.assignee_id from way join cases k on k.id = way.id where way.merged_into is null
  `.execute(db);
  return rows[0];
}

export function findCustomer(db: Database, id: string) {
  return db.selectFrom('customers').select(['id']).where('id', '=', id).executeTakeFirst();
}

function conditions(ctx: Context, filter: ListFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [visiblePromises(ctx)];
  if (filter.keeperId === null) all.push(sql`p.keeper_id is null`);
  else if (filter.keeperId !== undefined) all.push(keptBy(filter.keeperId));
  if (filter.teamIds !== undefined) all.push(ofTeams(filter.teamIds));
  if (filter.dueBefore !== undefined) all.push(sql`p.due_at < ${filter.dueBefore}`);
  if (filter.atRisk !== undefined) all.push(filter.atRisk ? sql`p.at_risk` : sql`not p.at_risk`);
  if (filter.customerId !== undefined) all.push(ofCustomer(filter.customerId));
  if (filter.caseId !== undefined) all.push(sql`p.case_id = ${filter.caseId}`);
  if (filter.kind !== undefined) all.push(sql`p.kind = ${filter.kind}`);
  if (filter.owed !== undefined)
    all.push(filter.owed === 'house' ? sql`p.kind = 'internal'` : sql`p.kind in ('policy', 'personal')`);
  if (filter.clock !== undefined) all.push(sql`p.clock = ${filter.clock}`);
  return sql.join(all, sql` and `);
}

/** A customer's, and those of records that were merged into his. */
function ofCustomer(customerId: string): RawBuilder<unknown> {
  return sql`p.customer_id in (select id from customers where id = ${customerId} or merged_into = ${customerId})`;
}

/** Promises with the names that lists show of them. */
export async function shown(db: Database, rest: RawBuilder<unknown>): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`select ${shownColumns} from ${shownFrom} where ${rest}`.execute(db);
  return rows;
}
