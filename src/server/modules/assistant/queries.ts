import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

/** The one row of settings. */
export function findSettings(db: Database) {
  return db.selectFrom('assistant_settings').select(['is_on', 'reads', 'teams_off', 'host']).executeTakeFirstOrThrow();
}

export function updateSettings(
  trx: Transaction,
  row: { is_on: boolean; reads: string[]; teams_off: string[]; host: string | null; switched_at: Date },
) {
  return trx.updateTable('assistant_settings').set(row).execute();
}

/** How the assistant stands. */
export function findStanding(db: Database) {
  return db
    .selectFrom('assistant_standing')
    .select(['points', 'rests', 'resting_until', 'trouble', 'trouble_at', 'answered_at'])
    .executeTakeFirstOrThrow();
}

/** The same, held while it is changed. */
export function holdStanding(trx: Transaction) {
  return findStandingRow(trx).forUpdate().executeTakeFirstOrThrow();
}

function findStandingRow(trx: Transaction) {
  return trx.selectFrom('assistant_standing').select(['points', 'rests', 'resting_until']);
}

export function updateStanding(
  db: Database,
  row: {
    points: number;
    rests: number;
    resting_until: Date | null;
    trouble?: string;
    trouble_at?: Date;
    answered_at?: Date;
  },
) {
  return db.updateTable('assistant_standing').set(row).execute();
}

/** What is added to the count of a day. */
export interface Counted {
  asked?: number;
  answered?: number;
  failed?: number;
  heldBack?: number;
}

export async function addToDay(db: Database, at: Date, task: string, counted: Counted): Promise<void> {
  const { asked = 0, answered = 0, failed = 0, heldBack = 0 } = counted;
  await sql`
    insert into assistant_days as d (day, task, asked, answered, failed, held_back)
    values ((${at}::timestamptz at time zone 'UTC')::date, ${task}, ${asked}, ${answered}, ${failed}, ${heldBack})
    on conflict (day, task) do update set asked = d.asked + excluded.asked, answered = d.answered + excluded.answered,
      failed = d.failed + excluded.failed, held_back = d.held_back + excluded.held_back
  `.execute(db);
}

export interface DayRow {
  day: string;
  task: string;
  asked: number;
  answered: number;
  failed: number;
  held_back: number;
}

/** Counts of the days since, newest first. */
export async function listDays(db: Database, since: Date): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select day::text as day, task, asked, answered, failed, held_back from assistant_days
    where day >= (${since}::timestamptz at time zone 'UTC')::date order by day desc, task
  `.execute(db);
  return rows;
}

/** Days that are over and of which the log does not tell yet, marked as told. */
export async function takeUntold(trx: Transaction, now: Date): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    update assistant_days set told_at = ${now} where told_at is null and day < (${now}::timestamptz at time zone 'UTC')::date
    returning day::text as day, task, asked, answered, failed, held_back
  `.execute(trx);
  return rows.toSorted((one, other) => (one.day + one.task < other.day + other.task ? -1 : 1));
}

/** Counts older than so many days go. */
export async function forgetDays(trx: Transaction, before: Date): Promise<void> {
  await sql`delete from assistant_days where told_at is not null and day < (${before}::timestamptz at time zone 'UTC')::date`.execute(
    trx,
  );
}
