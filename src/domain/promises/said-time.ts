/**
 * Reads when something is to happen from a sentence, as the hour it is due at. What people say vaguely is due when a
 * reasonable customer would begin to ask, by this table (also `saidTimeTable`, for screens and documents):
 *
 * | said                                  | due                                                                |
 * |---------------------------------------|--------------------------------------------------------------------|
 * | Friday, tomorrow, 3 December, today   | that day's closing time; the usual closing if closed that day      |
 * | before Friday                         | closing of the last open day before                                |
 * | first thing tomorrow, gleich morgen   | one hour after opening; on the next open day if closed             |
 * | early, in the morning, noon           | two hours after opening, 12:00, 12:00                              |
 * | early afternoon, afternoon, evening   | 15:00, closing time (at least 17:00), 20:00                        |
 * | end of day, close of business         | closing time of the day, or of the next open day if closed or past |
 * | within two working days               | closing of the second open day after today                         |
 * | in three days, within a week          | closing of that calendar day                                       |
 * | within 24 hours, in an hour           | so much plain time later, to the minute                            |
 * | in the next days, a few days          | third open day; third calendar day                                 |
 * | this week, end of next week           | closing of the last open day of that week                          |
 * | early next week, mid next week        | its second open day; Wednesday                                     |
 * | after the weekend, before the weekend | first open day of next week; last open day of this one             |
 * | end, middle, early in a month         | its last open day; open day at or before the 15th; the 7th         |
 * | at three (no day)                     | today if still ahead, else the next open day                       |
 * | soon, as soon as possible, shortly    | no hour: nothing can be late                                       |
 */
import { quick } from './quick-letters.ts';
import type { Language } from '../languages.ts';
import { type Calendar, dateOf } from './calendar.ts';
import { sayingsOf } from './said-time-languages.ts';
import { lastOpenDay, openDay, openDayFrom, usualDay } from './said-time-hours.ts';
import {
  type DayPart,
  likelyHour,
  minutesOfPart,
  type SaidPiece,
  type SayingRule,
  type SpeakingMoment,
  type TimePrecision,
} from './said-time-reading.ts';
import { instantAtWall, wallTimeAt, zoneSaid } from './said-time-zone.ts';

export interface SaidTimeContext {
  readonly at: Date;
  /** IANA zone of whoever speaks: his three o'clock. */
  readonly timeZone: string;
  /** Open hours; null for usual office hours in `timeZone`. */
  readonly calendar: Calendar | null;
  readonly language: Language;
  /** Locale of the writer; `en-US` puts the month first. */
  readonly locale?: string | undefined;
}

/** When something is due, and by which line of the table. `date` is the local date; `words` what was said. */
export interface SaidDue {
  readonly at: Date;
  readonly precision: TimePrecision;
  readonly explanation: {
    readonly rule: string;
    readonly words: string;
    readonly date: string;
    readonly closed: boolean;
  };
}

/** Where the words of a time stand in the text. */
export interface SaidTimes {
  readonly due: SaidDue | null;
  readonly spans: readonly (readonly [number, number])[];
}

type Placed = SaidPiece & { start: number; end: number; before: boolean; deadline: boolean };

const past = quick(
  /(?<![\p{L}])(?:last|since|dated|from|(?<!ahead )of|past|previous|letzten?|letzter|seit|vom|vergangenen?|desde|depuis|dernier|pasado)\s+(?:the\s+|dem\s+|el\s+)?$/iu,
);
const beforeWord = quick(
  /(?<![\p{L}])(?:before|ahead of|vor|antes (?:de|del)|avant)\s+(?:the\s+|dem\s+|den\s+|el\s+|le\s+|a\s+)?$/iu,
);
const deadlineWord = quick(
  /(?<![\p{L}])(?:by|until|till|no later than|bis|spätestens|längstens|hasta|para|antes|avant|d['’]ici|até|latest)(?:\s+(?:the|zum|zur|am|um|on|end of|ende|spätestens|el|le|à|às|later than|at))*\s+$/iu,
);
/** What stands before a day whose thing happens then. */
const possessed = /(?:^|[,:;] |(?<!\p{L})(?:in|on|with|by|that['’]s|it['’]s) )$/iu;
const ago = /^\s*(?:ago|old|alt|her)\b/iu;
/** A length of time: "for two days"; "for Friday" is a day. */
const lasting = /minute|hour|day\b(?<!(?:mon|tues|wednes|thurs|fri|satur|sun|to)day)|days|week|month/iu;
const waiting = /(?:takes?|took|dauert|for|every|per|jeden?)\s+(?:about\s+|up to\s+|alle\s+)?$/iu;
/** When a clause says that something is due, and which of its words say so; `due` is null when it names no time. */
export function saidTimes(clause: string, context: SaidTimeContext): SaidTimes {
  const zone = zoneSaid(clause) ?? context.timeZone;
  const { at, calendar, locale } = context;
  const now: SpeakingMoment = { at, zone, calendar, wall: wallTimeAt(zone, at), monthFirst: locale === 'en-US' };
  const pieces = piecesOf(clause, sayingsOf(context.language), now);
  const spans = pieces.map(({ start, end }) => [start, end] as const);
  const due = dueOf(clause, pieces, now);
  return { due, spans };
}

function piecesOf(clause: string, rules: readonly SayingRule[], now: SpeakingMoment): Placed[] {
  const found: Placed[] = [];
  for (const { find, read } of rules) {
    for (const match of clause.matchAll(find)) {
      const start = match.index;
      const end = start + match[0].length;
      const lead = clause.slice(Math.max(0, start - 30), start);
      const tail = clause.slice(end, end + 12);
      if (
        (past.test(lead) && !/^(?:tomorrow|next|now|morgen|nächste|mañana|demain|amanhã)/iu.test(match[0])) ||
        (ago.test(tail) && !/uhr$/iu.test(match[0]))
      ) {
        // "ready from 2 pm" is ahead, as long as no clock is of a letter: "your mail from 2 pm"
        if (
          !/(?:will|'ll|going to|gonna)(?!\p{L})[^]*from $/iu.test(clause.slice(0, start)) &&
          !/(?:^|[,:;] |(?:ready|open|available|free|there|yours|here|on|in) )from $/iu.test(lead)
        )
          continue;
      }
      // "about Friday's order" names a thing; "in tonight's release", "Tomorrow's post brings" and "Friday's when" a time
      if (
        /^['’]s\b/u.test(tail) &&
        !possessed.test(lead) &&
        !/^['’]s (?:when|what|the|fine|good|our)(?!\p{L})/u.test(tail)
      )
        continue;
      const piece = read(match.groups ?? {}, now);
      if (
        piece === null ||
        (piece.kind !== 'clock' && waiting.test(lead) && (!/for\s+$/iu.test(lead) || lasting.test(match[0])))
      )
        continue;
      const isDeadline = deadlineWord.test(lead) || /^(?:by|until|till|bis|spätestens)/iu.test(match[0]);
      found.push({
        ...piece,
        start,
        end,
        before: beforeWord.test(lead) || /^before (?!lunch)/iu.test(match[0]),
        deadline: isDeadline,
      });
    }
  }
  found.sort((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start);
  const kept: Placed[] = [];
  for (const piece of found)
    if (kept.every(({ start, end }) => piece.end <= start || piece.start >= end)) kept.push(piece);
  return kept.sort((one, other) => one.start - other.start);
}

function dueOf(clause: string, pieces: readonly Placed[], now: SpeakingMoment): SaidDue | null {
  const days = pieces.filter((piece) => piece.kind === 'day' || (piece.kind === 'part' && piece.day !== undefined));
  const day = chosen(clause, days);
  const instant = chosen(
    clause,
    pieces.filter(({ kind }) => kind === 'instant'),
  );
  if (instant?.kind === 'instant' && (day === undefined || instant.deadline || instant.start < day.start)) {
    const { at, precision, rule } = instant;
    return said(at, precision, rule, clause.slice(instant.start, instant.end), now);
  }
  const hours = pieces.filter((piece) => piece.kind === 'clock' || (piece.kind === 'part' && piece.day === undefined));
  const hour = nearest(
    hours.some(({ kind }) => kind === 'clock') ? hours.filter(({ kind }) => kind === 'clock') : hours,
    day,
  );
  const part = pieces.find((piece) => piece.kind === 'part' && piece !== hour);
  if (day === undefined && hour === undefined) return null;
  const spans = [day, hour].filter((piece) => piece !== undefined).toSorted((one, other) => one.start - other.start);
  const words = clause.slice(spans[0]?.start, spans.at(-1)?.end);
  if (day?.kind === 'day' && hour === undefined) return wholeDay(day, words, now);
  const dayNumber = day?.kind === 'day' ? day.day : day?.kind === 'part' ? day.day : undefined;
  if (hour?.kind === 'clock')
    return clockTime(hour, dayNumber, part?.kind === 'part' ? part.part : undefined, words, now);
  const partPiece = hour?.kind === 'part' ? hour : day?.kind === 'part' ? day : undefined;
  return partPiece === undefined ? null : partOfDay(partPiece.part, dayNumber, partPiece.before, words, now);
}

/** Of several: what is said as a deadline; of alternatives ("Monday or Tuesday") the later; else the first. */
function chosen(clause: string, pieces: readonly Placed[]): Placed | undefined {
  const first = pieces.find(({ deadline }) => deadline) ?? pieces[0];
  if (first === undefined) return undefined;
  const next = pieces[pieces.indexOf(first) + 1];
  if (next === undefined) return first;
  const between = clause.slice(first.end, next.start);
  return next.deadline ||
    /^\s*(?:or|oder|to|–|-|bis|and|und|o|ou|y|à|a|,)?\s*(?:on|am|the|by|de[mn]|el|le)?\s*$/iu.test(between)
    ? chosen(clause, pieces.slice(pieces.indexOf(next)))
    : first;
}

function nearest(hours: readonly Placed[], day: Placed | undefined): Placed | undefined {
  if (day === undefined) return hours.find(({ deadline }) => deadline) ?? hours[0];
  // "I take the train at 7:10 and am with you by ten"
  const [only, ...others] = hours.filter(({ deadline, kind }) => deadline && kind === 'clock');
  if (only !== undefined && others.length === 0) return only;
  const gap = (piece: Placed) => (piece.start >= day.end ? piece.start - day.end : day.start - piece.end + 1);
  const [first] = hours.toSorted((one, other) => gap(one) - gap(other));
  // "between two and four": the later of two hours that stand together
  const range = hours.find(
    (one) =>
      first !== undefined &&
      one.start > first.start &&
      one.start - first.end < 8 &&
      one.kind === 'clock' &&
      first.kind === 'clock',
  );
  return range ?? first;
}

function wholeDay(piece: Placed & { kind: 'day' }, words: string, now: SpeakingMoment): SaidDue {
  const { calendar, wall } = now;
  const isBefore = piece.before && piece.rule === 'day';
  const day = isBefore ? lastOpenDay(calendar, Math.max(wall.day, piece.day - 14), piece.day - 1) : piece.day;
  if (piece.minutes !== undefined) return onDay(day, piece.minutes, piece.precision, piece.rule, words, now);
  const close = usualDay(calendar, day).to;
  const over = day === wall.day && hoursInstant(day, close, now) <= now.at;
  return onDay(day, over ? 24 * 60 : close, piece.precision, isBefore ? 'before' : piece.rule, words, now);
}

function clockTime(
  piece: Placed & { kind: 'clock' },
  said_: number | undefined,
  part: DayPart | undefined,
  words: string,
  now: SpeakingMoment,
): SaidDue {
  const late = part === 'afternoon' || part === 'evening' || part === 'early-afternoon';
  const day = said_ ?? now.wall.day;
  const minutes = piece.sure
    ? piece.minutes
    : late && piece.minutes < 720
      ? piece.minutes + 720
      : part === 'morning' || part === 'early'
        ? piece.minutes
        : likelyHour(now, day, piece.minutes);
  const at = instantAtWall(now.zone, day, minutes);
  if (said_ !== undefined || at > now.at) return said(at, 'minute', 'clock', words, now);
  // "at nine", said at ten: tonight is rarely meant
  return said(instantAtWall(now.zone, openDayFrom(now.calendar, day + 1), minutes), 'minute', 'clock', words, now);
}

function partOfDay(
  part: DayPart,
  saidDay: number | undefined,
  before: boolean,
  words: string,
  now: SpeakingMoment,
): SaidDue {
  const { calendar, wall } = now;
  if (part === 'first') {
    const day = openDayFrom(calendar, saidDay ?? wall.day + 1);
    return onDay(day, usualDay(calendar, day).from + 60, 'part', 'first-thing', words, now);
  }
  if (part === 'close') {
    const day = openDayFrom(calendar, saidDay ?? wall.day);
    const over = hoursInstant(day, usualDay(calendar, day).to, now) <= now.at;
    const open = over ? openDayFrom(calendar, day + 1) : day;
    return onDay(open, usualDay(calendar, open).to, 'day', 'closing', words, now);
  }
  const ahead = (day: number) => hoursInstant(day, minutesOfPart(part, day, calendar), now) > now.at;
  const day = saidDay ?? (ahead(wall.day) ? wall.day : openDayFrom(calendar, wall.day + 1));
  const minutes = minutesOfPart(part, day, calendar);
  return onDay(day, before && part === 'afternoon' ? 720 : minutes, 'part', part, words, now, true);
}

/** Closing times are the calendar's, in its zone; hours of the clock are the speaker's. */
function hoursInstant(day: number, minutes: number, now: SpeakingMoment): Date {
  return instantAtWall(now.calendar?.zone ?? now.zone, day, minutes);
}

function onDay(
  day: number,
  minutes: number,
  precision: TimePrecision,
  rule: string,
  words: string,
  now: SpeakingMoment,
  spoken = false,
): SaidDue {
  return said(
    spoken ? instantAtWall(now.zone, day, minutes) : hoursInstant(day, minutes, now),
    precision,
    rule,
    words,
    now,
    day,
  );
}

function said(
  at: Date,
  precision: TimePrecision,
  rule: string,
  words: string,
  now: SpeakingMoment,
  day = wallTimeAt(now.zone, at).day,
): SaidDue {
  const isClosed = openDay(now.calendar, day) === null;
  return { at, precision, explanation: { rule, words: words.trim(), date: dateOf(day), closed: isClosed } };
}
