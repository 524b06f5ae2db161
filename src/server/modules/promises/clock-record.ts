/** From the facts of a promise, as they are kept, to the record its clock is computed from. */
import {
  ALWAYS_OPEN,
  type Calendar,
  MILLISECONDS_PER_MINUTE,
  type OpenHours,
} from '../../../domain/promises/calendar.ts';
import type { ClockFact, ClockRecord, ClockTarget } from '../../../domain/promises/clock-log.ts';
import type { Database } from '../../store/database.ts';
import { findCalendarVersions } from '../people/index.ts';
import type { FactData, LedgerRow, NewFact } from './ledger-rows.ts';

/** Versions never change, so one read is enough for the life of the program. */
const knownVersions = new Map<string, Calendar>();
const mostKnownVersions = 1000;

/** Calendars of promises, by version. */
export type CalendarsByVersion = (id: string | null | undefined, version: number | null | undefined) => OpenHours;

/** Reads every version that these promises or their facts name. A promise without one counts round the clock. */
export async function calendarsFor(
  db: Database,
  promises: readonly Pick<LedgerRow, 'calendar_id' | 'calendar_version'>[],
  facts: readonly Pick<NewFact, 'data'>[],
): Promise<CalendarsByVersion> {
  if (knownVersions.size > mostKnownVersions) knownVersions.clear();
  const missing = new Map<string, { id: string; version: number }>();
  const want = (id: string | null | undefined, version: number | null | undefined) => {
    if (typeof id !== 'string' || typeof version !== 'number') return;
    const key = `${id}:${version}`;
    if (!knownVersions.has(key)) missing.set(key, { id, version });
  };
  for (const promise of promises) want(promise.calendar_id, promise.calendar_version);
  for (const { data } of facts) want(data.calendarId, data.calendarVersion);
  for (const { id, version, calendar } of await findCalendarVersions(db, [...missing.values()]))
    knownVersions.set(`${id}:${version}`, calendar);
  return calendarVersion;
}

/** A version read before by `calendarsFor`. */
export function calendarVersion(id: string | null | undefined, version: number | null | undefined): OpenHours {
  return (typeof id === 'string' && knownVersions.get(`${id}:${version ?? 0}`)) || ALWAYS_OPEN;
}

/**
 * The record of a clock. `made` gives the first target and starts it; warnings, keepers and moves to another case are
 * history only. Null when the facts do not say what was promised.
 */
export function clockRecord(facts: readonly NewFact[], calendars: CalendarsByVersion): ClockRecord | null {
  const made = facts.find(({ fact }) => fact === 'made');
  if (made === undefined) return null;
  const target = targetOf(made.data);
  if (target === undefined) return null;
  return {
    target,
    calendar: calendars(made.data.calendarId, made.data.calendarVersion),
    facts: facts.filter((fact, place) => !isUndone(facts, fact, place)).flatMap((fact) => clockFact(fact, calendars)),
  };
}

/** What was taken back and put back again never stopped: no time is won by it. */
function isUndone(facts: readonly NewFact[], { fact }: NewFact, place: number): boolean {
  if (fact !== 'withdrawn') return false;
  const next = facts.slice(place + 1).find((later) => later.fact === 'withdrawn' || later.fact === 'restored');
  return next?.fact === 'restored';
}

function clockFact(fact: NewFact, calendars: CalendarsByVersion): ClockFact[] {
  const { at, data } = fact;
  const reason = typeof data.reason === 'string' ? { reason: data.reason } : {};
  switch (fact.fact) {
    case 'made':
      return [{ kind: 'started', at }];
    case 'paused':
    case 'resumed':
    case 'reopened':
    case 'met':
    case 'broken':
      return [{ kind: fact.fact, at, ...reason }];
    case 'withdrawn':
      return [{ kind: 'cancelled', at, ...reason }];
    case 'renegotiated':
      return typeof data.dueAt === 'string' ? [{ kind: 'moved', at, due: new Date(data.dueAt), ...reason }] : [];
    case 'retargeted': {
      const target = targetOf(data);
      const calendar = calendars(data.calendarId, data.calendarVersion);
      return [{ kind: 'retargeted', at, calendar, ...(target === undefined ? {} : { target }), ...reason }];
    }
    default:
      return [];
  }
}

function targetOf(data: FactData): ClockTarget | undefined {
  if (typeof data.dueAt === 'string') return { kind: 'due', at: new Date(data.dueAt) };
  if (typeof data.minutes === 'number')
    return { kind: 'business_time', milliseconds: data.minutes * MILLISECONDS_PER_MINUTE };
  return undefined;
}
