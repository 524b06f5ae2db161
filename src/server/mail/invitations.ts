import { convertIcsCalendar, type IcsDateObject, type IcsEvent } from 'ts-ics';
import type { MailCalendar } from './parsing/parsed-mail.ts';

/** A meeting that came by mail, as far as a small card needs it. Instants are RFC 3339 in UTC. */
export interface MailInvitation {
  method: 'request' | 'reply' | 'cancel' | 'publish' | 'counter' | 'other';
  title: string;
  start: string | null;
  end: string | null;
  /** Whole days: midnights in UTC, the end is the day after the last. */
  allDay: boolean;
  where: string | null;
  organiser: string | null;
  repeats: boolean;
}

const methods = ['request', 'reply', 'cancel', 'publish', 'counter'] as const;

/** The zone names of Windows that calendars without a zone table of their own use most (Unicode CLDR, windowsZones). */
const windowsZones: Record<string, string> = {
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'India Standard Time': 'Asia/Kolkata',
  'China Standard Time': 'Asia/Shanghai',
  'Tokyo Standard Time': 'Asia/Tokyo',
};

/** Reads the first meeting of a calendar part (RFC 5545); null when there is none that can be read. Never throws. */
export function readInvitation(calendar: MailCalendar): MailInvitation | null {
  let event: IcsEvent | undefined;
  try {
    event = convertIcsCalendar(undefined, calendar.content).events?.[0];
  } catch {
    return null;
  }
  if (event === undefined) return null;
  const method = calendar.method.toLowerCase();
  const start = instantOf(event.start, calendar.content);
  const { organizer } = event;
  return {
    method: methods.find((one) => one === method) ?? 'other',
    title: line(event.summary ?? '') ?? '',
    start,
    end: event.end != null ? instantOf(event.end, calendar.content) : endOf(start, event),
    allDay: event.start.type === 'DATE',
    where: line(event.location ?? ''),
    organiser:
      organizer === undefined
        ? null
        : line([organizer.name, organizer.email && `<${organizer.email}>`].filter(Boolean).join(' ')),
    repeats: event.recurrenceRule !== undefined,
  };
}

function instantOf(given: IcsDateObject, content: string): string | null {
  const { date, local } = given;
  if (Number.isNaN(date.getTime())) return null;
  if (local === undefined || given.type === 'DATE' || /^BEGIN:VTIMEZONE/im.test(content)) return date.toISOString();
  // without a table the name of the zone has to do; `local.date` holds the wall time as if it were UTC
  const zone = windowsZones[local.timezone] ?? local.timezone;
  try {
    const wall = Temporal.PlainDateTime.from(local.date.toISOString().slice(0, 19));
    return new Date(wall.toZonedDateTime(zone).epochMilliseconds).toISOString();
  } catch {
    return date.toISOString();
  }
}

function endOf(start: string | null, event: IcsEvent): string | null {
  if (start === null || event.duration == null) return null;
  const { weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0, before } = event.duration;
  if (before === true) return null;
  const length = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
  return new Date(new Date(start).getTime() + length * 1000).toISOString();
}

function line(text: string): string | null {
  const plain = text.replaceAll('\0', '').toWellFormed().replace(/\s+/g, ' ').trim().slice(0, 500);
  return plain === '' ? null : plain;
}
