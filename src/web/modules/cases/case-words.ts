import type { CaseRow } from './cases.data.ts';
import { durationWords, instantWords } from '../../ui/time-words.ts';

/** Part of the line that is left, in percent, on one scale for the whole list: due times stand as a staircase. */
export function leftOnList(dueAt: string, now: Date): number {
  const minutes = (Date.parse(dueAt) - now.getTime()) / 60_000;
  // Five hours fill two thirds of the line; what is days away still leaves a hair of track.
  return minutes <= 0 ? 0 : Math.round((1 - Math.exp(-minutes / 300)) * 1000) / 10;
}

/** "answer in 48 min", "by Wed 12:00", "broken Mon 17:00": what a row says of the next promise. */
export function dueWords(
  promise: NonNullable<CaseRow['nextPromise']>,
  now: Date,
  say: { t: (key: string, values?: Record<string, unknown>) => string; language: string; timeZone: string },
): string {
  const { t, language, timeZone } = say;
  const due = new Date(promise.at);
  const left = due.getTime() - now.getTime();
  if (left < 0 && promise.what === 'chat-answer')
    return t('row.visitorOverdue', { at: instantWords(due, now, language, timeZone) });
  if (left < 0) return t('row.broken', { at: instantWords(due, now, language, timeZone) });
  if (left > 20 * 3_600_000) return t('row.by', { at: instantWords(due, now, language, timeZone) });
  const span = durationWords(left);
  const time = t(`web:${span.key}`, span.values);
  return isClock(promise.what) ? t(`row.in.${promise.what}`, { time }) : t('row.in.other', { time });
}

/** Policies promise by clock; their words are ours, a person's are his own. */
function isClock(what: string): boolean {
  return what === 'first-response' || what === 'next-response' || what === 'resolution' || what === 'chat-answer';
}

/** How to call someone in a headline: the first name of a plain first-and-last, else the whole name. */
export function calledName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.length === 2 && !/[.@]/.test(words[0] ?? '') ? (words[0] as string) : name.trim();
}

/** Bytes for people: "340 kB", "2.1 MB", in thousands as file managers say it. */
export function sizeWords(bytes: number, language: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const digits = unit === 'megabyte' && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(Math.max(value, 1));
}
