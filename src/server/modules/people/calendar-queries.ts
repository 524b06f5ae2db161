import { sql } from 'kysely';
import type { Calendar } from '../../../domain/promises/calendar.ts';
import type { Database, Transaction } from '../../store/database.ts';

const calendarColumns = [
  'id',
  'name',
  'zone',
  'week',
  'exceptions',
  'holiday_region',
  'is_default',
  'version',
  'changed_at',
] as const;

/** A row of calendars; `week` and `exceptions` are what the domain calls them. */
export interface CalendarRow {
  id: string;
  name: string;
  zone: string;
  week: Calendar['week'];
  exceptions: Calendar['exceptions'];
  holiday_region: string | null;
  is_default: boolean;
  version: number;
  changed_at: Date;
}

export function findCalendarById(db: Database, id: string): Promise<CalendarRow | undefined> {
  return db.selectFrom('calendars').select(calendarColumns).where('id', '=', id).executeTakeFirst();
}

/** The row, held until the transaction ends, so that two changes at once make two versions. */
export function holdCalendar(trx: Transaction, id: string): Promise<CalendarRow | undefined> {
  return trx.selectFrom('calendars').select(calendarColumns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function listCalendarsAfter(
  db: Database,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<CalendarRow[]> {
  let query = db
    .selectFrom('calendars')
    .select(calendarColumns)
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('name', 'id'), '>', eb.tuple(String(after[0]), String(after[1]))));
  return query.execute();
}

export function findCalendarVersion(db: Database, id: string, version: number) {
  return db
    .selectFrom('calendar_versions')
    .select(['zone', 'week', 'exceptions', 'at'])
    .where('calendar_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** Some versions at once, as the domain reads them. */
export async function findCalendarVersions(
  db: Database,
  wanted: readonly { id: string; version: number }[],
): Promise<{ id: string; version: number; calendar: Calendar }[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ id: string; version: number; zone: string; week: never; exceptions: never }>`
    select v.calendar_id as id, v.version, v.zone, v.week, v.exceptions
    from unnest(${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ version }) => version)}::int[]) as w (id, version)
    join calendar_versions v on v.calendar_id = w.id and v.version = w.version
  `.execute(db);
  return rows.map(({ id, version, zone, week, exceptions }) => ({ id, version, calendar: { zone, week, exceptions } }));
}

/** Calendars in force, small enough to be read whole (a company has a handful), each with the teams that go by it. */
export function findPresentCalendars(db: Database) {
  return db
    .selectFrom('calendars as c')
    .select(['c.id', 'c.version', 'c.is_default'])
    .select((eb) =>
      sql<string[]>`array(${eb.selectFrom('teams as t').select('t.id').whereRef('t.calendar_id', '=', 'c.id')})`.as(
        'team_ids',
      ),
    )
    .execute();
}

export function insertCalendar(trx: Transaction, row: CalendarRow) {
  return trx
    .insertInto('calendars')
    .values({ ...row, week: JSON.stringify(row.week), exceptions: JSON.stringify(row.exceptions) })
    .execute();
}

export function updateCalendar(trx: Transaction, row: CalendarRow) {
  const { id, ...rest } = row;
  return trx
    .updateTable('calendars')
    .set({ ...rest, week: JSON.stringify(row.week), exceptions: JSON.stringify(row.exceptions) })
    .where('id', '=', id)
    .execute();
}

/** No calendar is the default any more, until another one is told to be. */
export function clearDefaultCalendar(trx: Transaction) {
  return trx.updateTable('calendars').set({ is_default: false }).where('is_default', '=', true).execute();
}

/** Whether anything names the calendar: a policy, a promise, a team or a person. */
export async function isCalendarUsed(trx: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from policies where calendar_id = ${id}) or exists (select 1 from promises where calendar_id = ${id})
      or exists (select 1 from teams where calendar_id = ${id}) or exists (select 1 from users where calendar_id = ${id}) as used
  `.execute(trx);
  return rows[0]?.used === true;
}

export function removeCalendar(trx: Transaction, id: string) {
  return trx.deleteFrom('calendars').where('id', '=', id).execute();
}
