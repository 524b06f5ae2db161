/**
 * Why a clock is due when it is: every local day from its start to its due moment, what was open that day, what
 * counted, what was paused and why, what will still count. All data; the words are made from the codes.
 */
import type { Calendar, OpenHours } from './calendar.ts';
import { alwaysOpenIn, dateOf, MILLISECONDS_PER_MINUTE } from './calendar.ts';
import type { ClockReading, ClockRecord, ClockTarget, RunningSpan } from './clock-log.ts';
import { readClockLog } from './clock-log.ts';
import { dueOf } from './clock.ts';
import type { OpenStretch } from './open-hours.ts';
import { openStretches, plannedOpening, usualOpening } from './open-hours.ts';
import { localDayAt, localDayBounds } from './time-zone.ts';

/** Open time `[from, to)` within one local day. */
export interface Piece {
  readonly from: Date;
  readonly to: Date;
}

export interface PausedPiece extends Piece {
  readonly reason: string | null;
}

/**
 * What is to be said about a day, with the values its sentence needs (times as ISO instants or `HH:MM`, lengths in ms):
 * `from` {at} it started here · `until` {at} it is due here · `full_day` all open time counts · `half_day` {name, until}
 * · `special_opening` {name} other hours than usual · `closed` · `holiday` {name} · `clocks_forward`, `clocks_back`
 * {minutes, changesOpenTime} · `paused` {milliseconds, reason}, once per pause, the reason empty when none was given.
 */
export interface DayNote {
  readonly code: DayNoteCode;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

export type DayNoteCode =
  | 'from'
  | 'until'
  | 'full_day'
  | 'half_day'
  | 'special_opening'
  | 'closed'
  | 'holiday'
  | 'clocks_forward'
  | 'clocks_back'
  | 'paused';

export interface ExplainedDay {
  /** The local date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly open: readonly Piece[];
  readonly counted: readonly Piece[];
  readonly paused: readonly PausedPiece[];
  readonly willCount: readonly Piece[];
  /** Milliseconds of this day that count, those to come included. */
  readonly countedOfDay: number;
  /** The same for all days up to and including this one. On the due day it is the whole target. */
  readonly soFar: number;
  readonly notes: readonly DayNote[];
}

export interface Explanation {
  readonly zone: string;
  readonly target: ClockTarget;
  readonly startedAt: Date;
  /** Null while a pause leaves it open; the days then end with today. */
  readonly dueAt: Date | null;
  readonly endedAt: Date | null;
  readonly days: readonly ExplainedDay[];
}

/**
 * Explains a clock day by day, up to its due moment or to the end if that came first; null before it has started.
 * @param zone whose local days to show when the clock is always open; otherwise the calendar's own zone is used.
 * @throws Refusal of business time, as `clockState`.
 */
export function explainClock(record: ClockRecord, now: Date, zone = 'UTC'): Explanation | null {
  const reading = readClockLog(record, now);
  const { startedAt, target, end } = reading;
  if (startedAt === null) return null;
  const calendar = namedCalendar(reading.calendar, zone);
  const dueAt = dueOf(reading).at;
  const spans = countedSpans(reading, dueAt, now);

  const last = new Date(Math.max(+spans.last, +startedAt));
  const firstDay = localDayAt(calendar.zone, +startedAt);
  // A due moment at local midnight ends the day before it, which is where its last hour counted.
  const lastDay = Math.max(firstDay, localDayAt(calendar.zone, last > startedAt ? +last - 1 : +last));
  const range = [
    {
      from: new Date(localDayBounds(calendar.zone, firstDay).from),
      to: new Date(localDayBounds(calendar.zone, lastDay).to),
    },
  ];
  const open = piecesByDay(calendar, range);
  const counted = piecesByDay(calendar, spans.counted);
  const willCount = piecesByDay(calendar, spans.willCount);
  const paused = spans.paused.map((span) => ({ reason: span.reason, byDay: piecesByDay(calendar, [span]) }));

  const days: ExplainedDay[] = [];
  let soFar = 0;
  for (let localDay = firstDay; localDay <= lastDay; localDay += 1) {
    const bounds = localDayBounds(calendar.zone, localDay);
    // A date the zone skipped altogether did not happen.
    if (bounds.from >= bounds.to) continue;
    const countedPieces = counted.get(localDay) ?? [];
    const comingPieces = willCount.get(localDay) ?? [];
    const pausedPieces = paused.flatMap(({ reason, byDay }) =>
      (byDay.get(localDay) ?? []).map((piece) => ({ ...piece, reason })),
    );
    const countedOfDay = lengthOf(countedPieces) + lengthOf(comingPieces);
    soFar += countedOfDay;
    const openPieces = open.get(localDay) ?? [];
    days.push({
      date: dateOf(localDay),
      open: openPieces,
      counted: countedPieces,
      paused: pausedPieces,
      willCount: comingPieces,
      countedOfDay,
      soFar,
      notes: [
        ...(localDay === firstDay ? [note('from', { at: startedAt.toISOString() })] : []),
        ...openingNotes(calendar, localDay, lengthOf(openPieces), countedOfDay),
        ...clockChangeNotes(bounds.clockChange, lengthOf(openPieces) !== plannedOpening(calendar, localDay)),
        ...paused.flatMap(({ reason, byDay }) => pauseNotes(byDay.get(localDay) ?? [], reason)),
        ...(localDay === lastDay && dueAt !== null && +last === +dueAt
          ? [note('until', { at: dueAt.toISOString() })]
          : []),
      ],
    });
  }
  return { zone: calendar.zone, target, startedAt, dueAt, endedAt: end?.at ?? null, days };
}

interface CountedSpans {
  readonly counted: readonly Piece[];
  readonly paused: readonly PausedPiece[];
  readonly willCount: readonly Piece[];
  /** The moment the explanation ends with. */
  readonly last: Date;
}

function countedSpans(reading: ClockReading, dueAt: Date | null, now: Date): CountedSpans {
  const until = reading.end?.at ?? now;
  const past = dueAt !== null && dueAt < until ? dueAt : until;
  const isComing = reading.end === null && dueAt !== null && dueAt > now;
  return {
    counted: reading.running.map((span) => cut(span, past)),
    paused: reading.paused.map((span) => ({ ...cut(span, past), reason: span.reason })),
    willCount: isComing ? [{ from: now, to: dueAt }] : [],
    last: isComing ? dueAt : past,
  };
}

function cut(span: RunningSpan, end: Date): Piece {
  return { from: span.from, to: span.to !== null && span.to < end ? span.to : end };
}

function namedCalendar(calendar: OpenHours, zone: string): Calendar {
  return calendar ?? alwaysOpenIn(zone);
}

function piecesByDay(calendar: Calendar, spans: readonly Piece[]): Map<number, Piece[]> {
  const stretches: OpenStretch[] = spans.flatMap((span) => openStretches(calendar, +span.from, +span.to));
  const byDay = new Map<number, Piece[]>();
  for (const { from, to, localDay } of stretches) {
    const pieces = byDay.get(localDay);
    const piece = { from: new Date(from), to: new Date(to) };
    if (pieces === undefined) byDay.set(localDay, [piece]);
    else pieces.push(piece);
  }
  return byDay;
}

function openingNotes(calendar: Calendar, localDay: number, open: number, counted: number): DayNote[] {
  const date = dateOf(localDay);
  // The last entry of a date holds, as in the table of open hours.
  const exception = calendar.exceptions.findLast((candidate) => candidate.date === date);
  const planned = plannedOpening(calendar, localDay);
  if (exception !== undefined) {
    if (planned === 0) return [note('holiday', { name: exception.name })];
    if (planned >= usualOpening(calendar, localDay)) return [note('special_opening', { name: exception.name })];
    const until = exception.intervals.reduce((latest, interval) => (interval.to > latest ? interval.to : latest), '');
    return [note('half_day', { name: exception.name, until })];
  }
  if (planned === 0) return [note('closed')];
  return counted === open && open > 0 ? [note('full_day')] : [];
}

function clockChangeNotes(clockChange: number, changesOpenTime: boolean): DayNote[] {
  if (clockChange === 0) return [];
  const values = { minutes: Math.abs(clockChange) / MILLISECONDS_PER_MINUTE, changesOpenTime };
  return [note(clockChange > 0 ? 'clocks_forward' : 'clocks_back', values)];
}

function pauseNotes(pieces: readonly Piece[], reason: string | null): DayNote[] {
  return pieces.length === 0 ? [] : [note('paused', { milliseconds: lengthOf(pieces), reason: reason ?? '' })];
}

function note(code: DayNoteCode, values: DayNote['values'] = {}): DayNote {
  return { code, values };
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + (+piece.to - +piece.from), 0);
}
