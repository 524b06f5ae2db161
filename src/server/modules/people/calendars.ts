import type { Calendar as WireCalendar } from '../../../contract/calendars.ts';
import { addBusinessTime } from '../../../domain/promises/business-time.ts';
import { type Calendar, validateCalendar } from '../../../domain/promises/calendar.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  type CalendarRow,
  clearDefaultCalendar,
  findCalendarById,
  findCalendarVersion,
  holdCalendar,
  insertCalendar,
  isCalendarUsed,
  listCalendarsAfter,
  removeCalendar,
  updateCalendar,
} from './calendar-queries.ts';
import { exceptionsForYear } from './holidays.ts';

/** What a calendar is made of, as it comes in. */
export interface CalendarInput {
  name?: string | undefined;
  zone?: string | undefined;
  week?: WireCalendar['week'] | undefined;
  exceptions?: WireCalendar['exceptions'] | undefined;
  isDefault?: boolean | undefined;
}

/** More years than this at once is a typing mistake. */
const mostHolidayYears = 30;

/** Makes a calendar. The first one of all is the default, told or not. */
export function createCalendar(
  ctx: Context,
  input: CalendarInput & Required<Pick<CalendarInput, 'name' | 'zone' | 'week'>>,
) {
  return transact(ctx, async (ctx) => {
    const row: CalendarRow = {
      id: newId(),
      name: String(input.name).trim(),
      zone: String(input.zone),
      week: input.week as CalendarRow['week'],
      exceptions: sorted(input.exceptions ?? []),
      holiday_region: null,
      is_default: input.isDefault ?? false,
      version: 1,
      changed_at: ctx.now,
    };
    refuseFaults(row);
    if (row.is_default) await clearDefaultCalendar(ctx.trx);
    await insertCalendar(ctx.trx, row);
    await record(ctx, 'people.calendar-made', row.id, { name: row.name });
    return showCalendar(row);
  });
}

/** Changes a calendar. Other hours make its next version; the earlier ones stay for promises counted by them. */
export function changeCalendar(ctx: Context, id: string, input: CalendarInput) {
  return transact(ctx, async (ctx) => {
    const before = await theCalendarHeld(ctx, id);
    const after: CalendarRow = {
      ...before,
      name: input.name?.trim() ?? before.name,
      zone: input.zone ?? before.zone,
      week: (input.week as CalendarRow['week'] | undefined) ?? before.week,
      exceptions: input.exceptions === undefined ? before.exceptions : sorted(input.exceptions),
      is_default: before.is_default || input.isDefault === true,
    };
    if (after.is_default && !before.is_default) await clearDefaultCalendar(ctx.trx);
    return saveVersion(ctx, before, after);
  });
}

/** Adds public holidays as closed days. A date that already has an entry keeps it: own closures and half days win. */
export function importHolidays(
  ctx: Context,
  id: string,
  input: {
    country: string;
    region?: string | null | undefined;
    fromYear: number;
    toYear: number;
    language?: string | undefined;
  },
) {
  return transact(ctx, async (ctx) => {
    const years = yearsOf(input.fromYear, input.toYear);
    const before = await theCalendarHeld(ctx, id);
    const language = (input.language ?? 'en').slice(0, 2).toLowerCase();
    const known = new Set(before.exceptions.map(({ date }) => date));
    const holidays = exceptionsForYear(input.country, input.region ?? null, years, language);
    const added = holidays.filter(({ date }) => !known.has(date));
    const after: CalendarRow = {
      ...before,
      exceptions: sorted([...before.exceptions, ...added]),
      holiday_region: [input.country, input.region ?? ''].filter((part) => part !== '').join('-'),
    };
    return { calendar: await saveVersion(ctx, before, after), added: added.length };
  });
}

/** Removes a calendar that no policy, promise, team or person goes by; the default one stays. */
export function deleteCalendar(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const calendar = await theCalendarHeld(ctx, id);
    if (calendar.is_default)
      throw new Refusal('conflict', 'calendar-is-default', 'Make another calendar the default first.');
    if (await isCalendarUsed(ctx.trx, id))
      throw new Refusal(
        'conflict',
        'calendar-in-use',
        `“${calendar.name}” is used by policies, promises, teams or people.`,
      );
    await removeCalendar(ctx.trx, id);
    await record(ctx, 'people.calendar-removed', id, { name: calendar.name });
    return null;
  });
}

export async function listCalendars(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listCalendarsAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], showCalendar);
}

/** A calendar as it is, or as an earlier version of it was. */
export async function readCalendar(ctx: Context, id: string, version?: number): Promise<WireCalendar> {
  const row = await theCalendar(ctx, id);
  if (version === undefined || version === row.version) return showCalendar(row);
  const earlier = await findCalendarVersion(ctx.db, id, version);
  if (earlier === undefined)
    throw new Refusal('not_found', 'calendar-version-not-found', `“${row.name}” has no version ${version}.`);
  return showCalendar({ ...row, ...earlier, version, changed_at: earlier.at });
}

/** The calendar and when so many open minutes from a moment are over by it. */
export async function deadlineBy(ctx: Context, id: string, from: Date, minutes: number) {
  const row = await theCalendar(ctx, id);
  const calendar: Calendar = { zone: row.zone, week: row.week, exceptions: row.exceptions };
  return { row, calendar, dueAt: addBusinessTime(calendar, from, minutes * 60_000) };
}

async function theCalendar(ctx: Context, id: string): Promise<CalendarRow> {
  return existing(await findCalendarById(ctx.db, id));
}

async function theCalendarHeld(ctx: WritingContext, id: string): Promise<CalendarRow> {
  return existing(await holdCalendar(ctx.trx, id));
}

function existing(row: CalendarRow | undefined): CalendarRow {
  if (row === undefined) throw new Refusal('not_found', 'calendar-not-found', 'There is no such calendar.');
  return row;
}

async function saveVersion(ctx: WritingContext, before: CalendarRow, after: CalendarRow): Promise<WireCalendar> {
  refuseFaults(after);
  const otherHours =
    JSON.stringify([before.zone, before.week, before.exceptions]) !==
    JSON.stringify([after.zone, after.week, after.exceptions]);
  const saved = { ...after, version: before.version + (otherHours ? 1 : 0), changed_at: ctx.now };
  await updateCalendar(ctx.trx, saved);
  await record(ctx, 'people.calendar-changed', saved.id, {
    calendarId: saved.id,
    version: saved.version,
    otherHours,
    becameDefault: saved.is_default && !before.is_default,
  });
  return showCalendar(saved);
}

function refuseFaults(row: CalendarRow): void {
  const faults = validateCalendar({ zone: row.zone, week: row.week, exceptions: row.exceptions });
  if (faults.length > 0)
    throw new Refusal('invalid', 'calendar-invalid', faults.slice(0, 10).join(' '), { field: 'week', faults });
}

function sorted<T extends { date: string }>(exceptions: readonly T[]): T[] {
  return exceptions.toSorted((one, other) => one.date.localeCompare(other.date));
}

function yearsOf(from: number, to: number): number[] {
  if (to < from || to - from >= mostHolidayYears)
    throw new Refusal('invalid', 'years-invalid', `Ask for 1 to ${mostHolidayYears} years, the earlier one first.`, {
      field: 'toYear',
    });
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function showCalendar(row: CalendarRow): WireCalendar {
  return {
    id: row.id,
    name: row.name,
    zone: row.zone,
    week: row.week as unknown as WireCalendar['week'],
    exceptions: row.exceptions as unknown as WireCalendar['exceptions'],
    holidayRegion: row.holiday_region,
    isDefault: row.is_default,
    version: row.version,
    changedAt: row.changed_at.toISOString(),
  };
}
