/**
 * Wall clocks for dates that people say. This reads zones through `Intl`, because it also runs while somebody types, in
 * browsers that have no `Temporal` yet. Local days are counted since 1970-01-01, hours in minutes after local midnight.
 */
import { MILLISECONDS_PER_DAY, MILLISECONDS_PER_MINUTE } from './calendar.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const KEPT_OFFSETS = 5000;
const QUARTER_HOUR = 15 * MILLISECONDS_PER_MINUTE;

/** What a wall clock in a zone shows. */
export interface WallTime {
  readonly day: number;
  readonly minutes: number;
}

/** The wall clock of a zone at an instant. An unknown zone is read as UTC: a suggestion is no place to refuse. */
export function wallTimeAt(zone: string, at: Date): WallTime {
  const local = at.getTime() + offsetAt(zone, at.getTime());
  const day = Math.floor(local / MILLISECONDS_PER_DAY);
  return { day, minutes: Math.floor((local - day * MILLISECONDS_PER_DAY) / MILLISECONDS_PER_MINUTE) };
}

/** The instant at which the wall clock shows a time; in the hour skipped in spring the later, in the one that comes twice the first. */
export function instantAtWall(zone: string, day: number, minutes: number): Date {
  const wall = day * MILLISECONDS_PER_DAY + minutes * MILLISECONDS_PER_MINUTE;
  const guess = wall - offsetAt(zone, wall);
  return new Date(wall - offsetAt(zone, guess));
}

/** Offsets change on quarter hours at most, so one answer holds for all instants of a quarter. */
function offsetAt(zone: string, at: number): number {
  const quarter = Math.floor(at / QUARTER_HOUR) * QUARTER_HOUR;
  const key = `${zone} ${String(quarter)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = readOffset(zone, quarter);
  if (offsets.size > KEPT_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function readOffset(zone: string, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value);
  const wall = Date.UTC(
    part['year'] ?? 1970,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return wall - Math.floor(at / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = makeFormat(zone);
  formats.set(zone, made);
  return made;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const hours = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, ...parts, ...hours });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...parts, ...hours });
  }
}

/** Short names of zones as people write them behind an hour. */
const zones: Readonly<Record<string, string>> = {
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  gmt: 'Europe/London',
  bst: 'Europe/London',
  utc: 'UTC',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  eastern: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
};

/** The zone named behind an hour of a clause ("at 3 pm EST"); undefined when none is. */
export function zoneSaid(clause: string): string | undefined {
  const match =
    /\d\s?(?:am|pm|uhr|h)?\s\(?(CEST|CET|MESZ|MEZ|GMT|BST|UTC|EST|EDT|ET|Eastern|CT|CST|PST|PDT|PT|Pacific)\b/u.exec(
      clause,
    );
  return match?.[1] === undefined ? undefined : zones[match[1].toLowerCase()];
}
