import type { Calendar, OpenHours } from '../../../domain/promises/calendar.ts';
import { ALWAYS_OPEN } from '../../../domain/promises/calendar.ts';
import { dayIn } from '../../../domain/measures/days.ts';
import type { Language } from '../../../domain/voice/one-word.ts';

/** The roll-ups: by which keys each counts, and what. The one description from which their SQL is made. */
export const rollUps = {
  moment_days: {
    keys: { day: 'date', touchpoint_id: 'uuid', channel: 'text', team_id: 'uuid' },
    counts: ['won', 'neutral', 'lost'],
  },
  moment_totals: { keys: { day: 'date', touchpoint_id: 'uuid' }, counts: ['won', 'neutral', 'lost'] },
  promise_days: {
    keys: { day: 'date', kind: 'text', clock: 'text', team_id: 'uuid', channel: 'text' },
    counts: ['made', 'kept', 'broken', 'broken_silently', 'renegotiated'],
  },
  answer_days: {
    keys: { day: 'date', team_id: 'uuid', channel: 'text' },
    counts: [
      'answers',
      'rated',
      'satisfied',
      'promoters',
      'passives',
      'detractors',
      'ease_rated',
      'easy',
      'ease_sum',
      'worded',
      'our_word',
      'solved',
      'not_solved',
    ],
  },
  word_days: { keys: { day: 'date', stem: 'text', ours: 'boolean' }, counts: ['n'], kept: { example: 'text' } },
  case_days: {
    keys: { day: 'date', team_id: 'uuid', channel: 'text' },
    counts: ['opened', 'closed', 'reopened', 'confirmed', 'silent', 'refuted'],
  },
  case_durations: { keys: { opened_day: 'date', team_id: 'uuid', channel: 'text', step: 'int' }, counts: ['n'] },
  duration_totals: { keys: { opened_day: 'date', step: 'int' }, counts: ['n'] },
} as const;

export type RollUp = keyof typeof rollUps;
export type Keys = Readonly<Record<string, string | number | boolean | null>>;

/** Where a case counts now. */
export interface CaseMark {
  case_id: string;
  opened_at: string;
  opened_day: string;
  team_id: string | null;
  channel: string;
  assigned: boolean;
  /** −1 while open, else the step of working minutes it took. */
  step: number;
  merged: boolean;
  verdict: string | null;
  verdict_day: string | null;
  verdict_team_id: string | null;
}

export interface PromiseMark {
  promise_id: string;
  state: string;
  ended_day: string | null;
  kind: string;
  clock: string;
  team_id: string | null;
  channel: string;
  silent: boolean;
  at_risk: boolean;
}

export interface MomentMark {
  moment_id: string;
  day: string;
  touchpoint_id: string;
  channel: string;
  team_id: string | null;
  outcome: string;
}

export interface AnswerMark {
  answer_id: string;
  day: string;
  team_id: string | null;
  channel: string;
  counts: Record<string, number>;
  stem: string | null;
  ours: boolean;
}

/** Our word as it was at some time. */
export interface WordVersion {
  word: string;
  synonyms: string[];
  made_at: Date;
}

/** Marks of one kind: those loaded for the batch, changed in memory, and which of them to write. */
export interface Marks<T> {
  readonly rows: Map<string, T>;
  readonly changed: Set<string>;
}

/** What a batch works on: loaded once, changed in memory, written once. */
export interface Book {
  readonly zone: string;
  readonly language: Language;
  readonly words: readonly WordVersion[];
  readonly calendars: readonly { calendar: Calendar; at: Date }[];
  readonly cases: Marks<CaseMark>;
  readonly promises: Marks<PromiseMark>;
  readonly moments: Marks<MomentMark>;
  readonly answers: Marks<AnswerMark>;
  readonly deltas: Map<RollUp, Map<string, { keys: Keys; kept: Keys; counts: Map<string, number> }>>;
}

/** Adds to one count of a roll-up; `kept` is noted with a row when it is new. */
export function add(book: Book, rollUp: RollUp, keys: Keys, count: string, by: number, kept: Keys = {}): void {
  if (by === 0) return;
  const rows = book.deltas.get(rollUp) ?? new Map();
  book.deltas.set(rollUp, rows);
  const name = JSON.stringify(Object.values(keys));
  const row = rows.get(name) ?? { keys, kept, counts: new Map() };
  rows.set(name, row);
  row.counts.set(count, (row.counts.get(count) ?? 0) + by);
}

/** Notes a mark, to be written with the batch. */
export function mark<T>(marks: Marks<T>, id: string, row: T): T {
  marks.rows.set(id, row);
  marks.changed.add(id);
  return row;
}

export function dayOf(book: Book, at: Date): string {
  return dayIn(book.zone, at);
}

/** The opening hours that held at an instant: the last version by then, the first for all before it. */
export function openHoursOf(versions: Book['calendars'], at: Date): OpenHours {
  const held = versions.findLast((version) => version.at.getTime() <= at.getTime()) ?? versions[0];
  return held?.calendar ?? ALWAYS_OPEN;
}

/** Team and channel under which something about a case counts. */
export function placeOf(book: Book, caseId: unknown): { team_id: string | null; channel: string } {
  const found = typeof caseId === 'string' ? book.cases.rows.get(caseId) : undefined;
  return { team_id: found?.team_id ?? null, channel: found?.channel ?? 'none' };
}
