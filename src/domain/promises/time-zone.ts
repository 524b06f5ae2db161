/**
 * The wall clock of a zone, as stretches of time with one offset. Within a stretch local time is plain arithmetic,
 * so open hours need the time-zone database only a few times a year instead of at every question.
 */
import { MILLISECONDS_PER_DAY } from './calendar.ts';

/** Instants `[from, to)` in epoch milliseconds; local wall time is the instant plus `offset`. */
export interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/**
 * The stretches covering `[from, to)`, in order and without holes.
 * @param zone IANA name; a RangeError of the engine passes through if it is unknown.
 * @param from epoch milliseconds.
 * @param to epoch milliseconds.
 */
export function offsetStretches(zone: string, from: number, to: number): OffsetStretch[] {
  const stretches: OffsetStretch[] = [];
  let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  let begin = from;
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    const end = next === null ? to : Math.min(next.epochMilliseconds, to);
    if (end > begin) stretches.push({ from: begin, to: end, offset: offsetOf(moment) });
    if (next === null || next.epochMilliseconds >= to) return stretches;
    moment = next;
    begin = end;
  }
}

/** One local day: when it begins and ends (epoch milliseconds), and by how much its clocks were put forward (+) or back (-). */
export interface LocalDayBounds {
  readonly from: number;
  readonly to: number;
  readonly clockChange: number;
}

/**
 * The instants of a local day. A day the zone skipped (Samoa, 30 December 2011) has no length.
 * @param localDay days since 1970-01-01.
 */
export function localDayBounds(zone: string, localDay: number): LocalDayBounds {
  const from = startOfLocalDay(zone, localDay);
  const to = startOfLocalDay(zone, localDay + 1);
  return { from, to, clockChange: MILLISECONDS_PER_DAY - (to - from) };
}

/** The local day (days since 1970-01-01) an instant in epoch milliseconds falls on. */
export function localDayAt(zone: string, instant: number): number {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return Math.floor((instant + offsetOf(moment)) / MILLISECONDS_PER_DAY);
}

function startOfLocalDay(zone: string, localDay: number): number {
  const midnight = new Date(localDay * MILLISECONDS_PER_DAY);
  return new Temporal.PlainDate(
    midnight.getUTCFullYear(),
    midnight.getUTCMonth() + 1,
    midnight.getUTCDate(),
  ).toZonedDateTime(zone).epochMilliseconds;
}

function offsetOf(moment: Temporal.ZonedDateTime): number {
  return moment.offsetNanoseconds / 1_000_000;
}
