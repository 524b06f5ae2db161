import { sql } from 'kysely';
import type { ClockCondition } from '../../../../domain/promises/clock-conditions.ts';
import type { Conditions } from '../../../../domain/promises/policy-conditions.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import type { Standing } from './policy-queries.ts';

export interface OwnClockRow {
  id: string;
  name: string;
  conditions: Conditions;
  calendar_id: string | null;
  minutes: number;
  starts: ClockCondition[];
  stops: ClockCondition[];
  pause_in: string[];
  visible: boolean;
  active: boolean;
  changed_at: Date;
  archived_at: Date | null;
}

const columns = sql`id, name, conditions, calendar_id, minutes, starts, stops, pause_in, visible, active, changed_at, archived_at`;

/** All that may have something running, also those that start nothing any more. */
export async function findOwnClocks(db: Database): Promise<OwnClockRow[]> {
  const { rows } = await sql<OwnClockRow>`select ${columns} from own_clocks order by name, id limit 500`.execute(db);
  return rows;
}

export async function findOwnClock(trx: Transaction, id: string): Promise<OwnClockRow | undefined> {
  const { rows } = await sql<OwnClockRow>`
    select ${columns} from own_clocks where id = ${id}::uuid and archived_at is null for update
  `.execute(trx);
  return rows[0];
}

export async function findRemovedClock(trx: Transaction, id: string): Promise<OwnClockRow | undefined> {
  const { rows } = await sql<OwnClockRow>`
    select ${columns} from own_clocks where id = ${id}::uuid and archived_at is not null for update
  `.execute(trx);
  return rows[0];
}

/** What the log says of a clock, newest first. */
export async function listClockEvents(db: Database, id: string, before: number | undefined, limit: number) {
  const { rows } = await sql<{
    id: number;
    at: Date;
    type: string;
    data: Record<string, unknown>;
    actor_id: string | null;
    actor_name: string | null;
  }>`
    select e.id::float8 as id, e.at, e.type, e.data, u.id as actor_id, u.name as actor_name
    from events e left join users u on u.id = e.actor_id
    where e.subject_id = ${id}::uuid and e.type in ('promises.clock-made', 'promises.clock-changed', 'promises.clock-removed', 'promises.clock-restored')
      and ${before === undefined ? sql`true` : sql`e.id < ${before}`}
    order by e.id desc limit ${limit + 1}
  `.execute(db);
  return rows;
}

export async function countRunsNow(db: Database, clockId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from own_clock_runs r join promises p on p.id = r.promise_id
    where r.clock_id = ${clockId}::uuid and p.state = 'open'
  `.execute(db);
  return rows[0]?.n ?? 0;
}

export async function listOwnClocksAfter(db: Database, after: (string | number | null)[] | undefined, limit: number) {
  const { rows } = await sql<OwnClockRow>`
    select ${columns} from own_clocks where archived_at is null
      and ${after === undefined ? sql`true` : sql`(name, id) > (${after[0]}, ${after[1]}::uuid)`}
    order by name, id limit ${limit + 1}
  `.execute(db);
  return rows;
}

export async function saveOwnClock(trx: Transaction, row: OwnClockRow): Promise<void> {
  const { id, ...rest } = row;
  const values = {
    ...rest,
    conditions: JSON.stringify(row.conditions),
    starts: JSON.stringify(row.starts),
    stops: JSON.stringify(row.stops),
  };
  await trx
    .insertInto('own_clocks')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

export interface OwnClockRun {
  promise_id: string;
  clock_id: string;
  case_id: string;
}

/** Cases as they are now: what the other clocks have read of the log may be ahead or behind. */
export async function findCasesNow(db: Database, caseIds: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select id as case_id, customer_id, kind, priority, channel, team_id,
      (select u.id from users u where u.id = cases.assignee_id and u.active and u.role <> 'colleague') as assignee_id, tags, state, null::timestamptz as awaiting_since,
      false as replied, merged_into from cases where id = any(${[...caseIds]}::uuid[])
  `.execute(db);
  return rows;
}

/** Which clocks of one's own have run in these cases. */
export function findOwnClockRuns(db: Database, caseIds: readonly string[]): Promise<OwnClockRun[]> {
  return (
    db
      .selectFrom('own_clock_runs as r')
      .innerJoin('promises as p', 'p.id', 'r.promise_id')
      .select(['r.promise_id', 'r.clock_id'])
      // where the promise is now: with a case that was merged it moves, and is stopped there
      .select((eb) => eb.ref('p.case_id').$notNull().as('case_id'))
      .where('p.case_id', 'in', [...caseIds])
      .execute()
  );
}

export async function insertOwnClockRuns(trx: Transaction, runs: readonly OwnClockRun[]): Promise<void> {
  if (runs.length > 0)
    await trx
      .insertInto('own_clock_runs')
      .values([...runs])
      .execute();
}
