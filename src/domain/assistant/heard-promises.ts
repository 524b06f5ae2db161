/**
 * What a language model says was promised is believed as far as the words show it: the quote, what is promised and its condition must stand in
 * the text, and the hour is read from the quoted words by our own table. Only where that gives none, a day the model names counts, and is
 * marked to be looked at. It never confirms anything.
 */
import { languageOfTag } from '../languages.ts';
import type { Calendar } from '../promises/calendar.ts';
import { type SaidDue, saidTimes } from '../promises/said-time.ts';
import { dayNumber } from '../promises/said-time-hours.ts';
import { instantAtWall } from '../promises/said-time-zone.ts';
import { sentencesOf } from '../promises/spoken-promise-text.ts';
import { groundedIn } from './grounding.ts';
import type { MaskedText } from './masking.ts';

/** One promise as a model tells it: `when` in the words of the text, `date` as it understands them (`2026-12-04` or `2026-12-04T15:00`). */
export interface ToldPromise {
  readonly quote: string;
  readonly what: string | null;
  readonly when: string | null;
  readonly date: string | null;
  readonly condition: string | null;
  readonly strength: 'firm' | 'weak';
}

/** Places in the text, as UTF-16 offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A promise that the text shows: the sentence it stands in, and what of it is what. */
export interface HeardPromise extends Place {
  readonly what: Place;
  readonly condition: Place | null;
  readonly due: SaidDue | null;
  /** The hour was not read from the words by our own table. */
  readonly pleaseCheck: boolean;
  readonly strength: 'firm' | 'weak';
}

export interface HearingContext {
  readonly at: Date;
  readonly timeZone: string;
  readonly calendar: Calendar | null;
  /** As the model named it. */
  readonly language: string;
  readonly locale?: string | undefined;
}

const longestAheadMs = 550 * 86_400_000;

/** What of the told promises can be shown in the text, one a sentence, in the order they stand. */
export function heardPromises(
  text: string,
  read: MaskedText,
  told: readonly ToldPromise[],
  context: HearingContext,
): HeardPromise[] {
  const sentences = sentencesOf(text).map(({ start, text: words }) => ({ start, end: start + words.length }));
  const heard: HeardPromise[] = [];
  for (const one of told) {
    const quote = groundedIn(read, one.quote);
    if (quote === null) continue;
    const sentence = sentences.find(({ start, end }) => quote.start < end && start < quote.end) ?? quote;
    const whole = { start: Math.min(sentence.start, quote.start), end: Math.max(sentence.end, quote.end) };
    if (whole.end - whole.start > 1000 || heard.some((other) => overlaps(other, whole))) continue;
    const due = dueOf(text, read, one, quote, context);
    heard.push({
      ...whole,
      what: within(whole, one.what === null ? null : groundedIn(read, one.what)) ?? quote,
      condition: within(whole, one.condition === null ? null : groundedIn(read, one.condition)),
      ...due,
      strength: one.strength,
    });
  }
  return heard.toSorted((one, other) => one.start - other.start);
}

/** Whether two stretches of a text touch the same words. */
export function overlaps(one: Place, other: Place): boolean {
  return one.start < other.end && other.start < one.end;
}

function within(whole: Place, place: Place | null): Place | null {
  return place !== null && place.start >= whole.start && place.end <= whole.end ? place : null;
}

function dueOf(
  text: string,
  read: MaskedText,
  { when, date }: ToldPromise,
  quote: Place,
  context: HearingContext,
): { due: SaidDue | null; pleaseCheck: boolean } {
  const language = languageOfTag(context.language);
  const at = when === null ? null : groundedIn(read, when);
  if (language !== undefined) {
    for (const place of at === null ? [quote] : [at, quote]) {
      const { due } = saidTimes(text.slice(place.start, place.end), { ...context, language });
      if (due !== null && isAhead(due.at, context.at)) return { due, pleaseCheck: false };
    }
  }
  const due = date === null ? null : dateDue(date, context);
  return { due, pleaseCheck: due !== null };
}

/** A day means that day's closing time, like a day that was said; a day with an hour that hour where the writer is. */
function dateDue(date: string, context: HearingContext): SaidDue | null {
  const [, day, hour] = /^(20\d\d-[01]\d-[0-3]\d)(?:[T ]([0-2]\d:[0-5]\d)(?::\d\d)?)?$/u.exec(date.trim()) ?? [];
  if (day === undefined) return null;
  const { due } = saidTimes(`by ${day}`, { ...context, language: 'en' });
  if (due === null) return null;
  const [hours = 0, minutes = 0] = (hour ?? '').split(':').map(Number);
  if (hours > 23) return null;
  const at = hour === undefined ? due.at : instantAtWall(context.timeZone, dayOf(day), hours * 60 + minutes);
  if (!isAhead(at, context.at)) return null;
  const precision = hour === undefined ? due.precision : 'minute';
  return { at, precision, explanation: { ...due.explanation, rule: 'assistant' } };
}

function dayOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayNumber(year, month, day);
}

function isAhead(due: Date, now: Date): boolean {
  return due > now && due.getTime() - now.getTime() < longestAheadMs;
}
