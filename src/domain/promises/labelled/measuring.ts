/**
 * Measures recognition by labelled sentences. A sentence is `[text, due, more]`: due is a wall time in Berlin, `open` for a
 * promise without an hour, `no` for none. All are said on Wednesday, 18 November 2026, at ten; the shop is open Monday to
 * Friday from nine to five and closed at Christmas.
 */
import type { Calendar } from '../calendar.ts';
import { instantAtWall } from '../said-time-zone.ts';
import { dayNumber } from '../said-time-hours.ts';
import { spokenPromises } from '../spoken-promise.ts';

export interface Label {
  readonly language?: string;
  readonly if?: string;
  readonly strength?: string;
  readonly who?: string;
  readonly anyDue?: boolean;
}
export type Labelled = readonly [text: string, due: string, more?: Label];
export interface LabelledMail {
  readonly text: string;
  readonly promises: readonly (readonly [what: string, due: string])[];
}

/** How well sentences were read; `faults` tells each that was not. */
export interface Measured {
  readonly precision: number;
  readonly recall: number;
  readonly dates: number;
  readonly conditions: number;
  readonly strengths: number;
  readonly faults: readonly string[];
}

const zone = 'Europe/Berlin';
const day = [{ from: '09:00', to: '17:00' }];
const closed = ['2026-12-24', '2026-12-25', '2026-12-26', '2027-01-01'];
export const shop: Calendar = {
  zone,
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  exceptions: closed.map((date) => ({ date, name: 'Holiday', intervals: [] })),
};
export const saidAt = new Date('2026-11-18T10:00:00+01:00');

/** What is read in a text, in short. */
export function readShort(text: string, language?: string) {
  return spokenPromises(text, { at: saidAt, timeZone: zone, calendar: shop, language });
}

/** Counts what was found, missed and made up. */
export function measure(sentences: readonly Labelled[]): Measured {
  const faults: string[] = [];
  const count = { right: 0, madeUp: 0, missed: 0, dates: 0, dated: 0, conditions: 0, conditional: 0, strengths: 0 };
  for (const [text, due, more] of sentences) {
    const found = readShort(text, more?.language).at(-1);
    if (due === 'no') {
      if (found === undefined) continue;
      count.madeUp += 1;
      faults.push(`made up: ${text} → ${found.what}`);
      continue;
    }
    if (found === undefined) {
      count.missed += 1;
      faults.push(`missed: ${text}`);
      continue;
    }
    count.right += 1;
    if (found.strength === (more?.strength ?? 'firm')) count.strengths += 1;
    else faults.push(`strength: ${text} → ${found.strength}`);
    if (more?.if !== undefined || found.condition !== null) {
      count.conditional += 1;
      if (found.condition === (more?.if ?? null) || more?.if === undefined) count.conditions += 1;
      else faults.push(`condition: ${text} → ${found.condition ?? 'none'}`);
    }
    if (more?.anyDue === true) continue;
    count.dated += 1;
    if ((found.due?.at.getTime() ?? null) === instantOf(due)) count.dates += 1;
    else
      faults.push(`date: ${text} → ${found.due?.at.toISOString() ?? 'none'} (${found.due?.explanation.words ?? ''})`);
  }
  return {
    precision: count.right / (count.right + count.madeUp),
    recall: count.right / (count.right + count.missed),
    dates: count.dates / count.dated,
    conditions: count.conditional === 0 ? 1 : count.conditions / count.conditional,
    strengths: count.strengths / count.right,
    faults,
  };
}

/** The instant of a label; null for `open`. */
export function instantOf(wall: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/.exec(wall);
  if (match === null) return null;
  const [, year, month, of, hour, minute] = match.map(Number);
  return instantAtWall(zone, dayNumber(year ?? 0, month ?? 0, of ?? 0), (hour ?? 0) * 60 + (minute ?? 0)).getTime();
}
