import { stepOf } from '../../../domain/measures/duration-steps.ts';
import { businessTimeBetween } from '../../../domain/promises/business-time.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../domain/promises/calendar.ts';
import type { KeptEvent } from '../../store/events.ts';
import { add, type Book, type CaseMark, dayOf, mark, openHoursOf } from './book.ts';

export const caseEvents = [
  'cases.opened',
  'cases.changed',
  'cases.closed',
  'cases.reopened',
  'cases.verdict-given',
  'cases.merged',
  'cases.imported',
];

/** Counts what happened to a case: arrivals, endings, verdicts, and how long it took in working time. */
export function countCase(book: Book, event: KeptEvent): void {
  if (event.type === 'cases.imported') return takeOver(book, event);
  const caseId = String(event.data['caseId'] ?? event.subjectId);
  if (event.type === 'cases.opened') return open(book, caseId, event);
  const found = book.cases.rows.get(caseId);
  if (found === undefined || found.merged) return;
  if (event.type === 'cases.changed') change(book, found, event);
  else if (event.type === 'cases.closed') close(book, found, event);
  else if (event.type === 'cases.reopened') reopen(book, found, event);
  else if (event.type === 'cases.verdict-given') giveVerdict(book, found, event);
  else merge(book, found);
}

function open(book: Book, caseId: string, event: KeptEvent): void {
  if (book.cases.rows.has(caseId)) return;
  const opened = mark(book.cases, caseId, {
    case_id: caseId,
    opened_at: event.at.toISOString(),
    opened_day: dayOf(book, event.at),
    team_id: text(event.data['teamId']),
    channel: text(event.data['channel']) ?? 'none',
    assigned: text(event.data['assigneeId']) !== null,
    step: -1,
    merged: false,
    verdict: null,
    verdict_day: null,
    verdict_team_id: null,
  });
  addDuration(book, opened, 1);
  add(book, 'case_days', dayKeys(opened, opened.opened_day), 'opened', 1);
}

/** Cases of another desk count on the days on which they were opened and closed there; a later import counts what is new. */
function takeOver(book: Book, event: KeptEvent): void {
  for (const data of event.data['cases'] as Record<string, unknown>[]) {
    const caseId = String(data['caseId']);
    const at = (value: unknown) => ({ ...event, subjectId: caseId, data, at: new Date(String(value)) });
    open(book, caseId, at(data['openedAt']));
    if (data['closedAt'] !== null) close(book, book.cases.rows.get(caseId)!, at(data['closedAt']));
  }
}

/** A case that moves to another team takes its duration along; what happened before stays where it happened. */
function change(book: Book, found: CaseMark, event: KeptEvent): void {
  const after = (event.data['after'] ?? {}) as Record<string, unknown>;
  const moved = 'teamId' in after && text(after['teamId']) !== found.team_id;
  if (!moved && !('assigneeId' in after)) return;
  if (moved) addDuration(book, found, -1);
  const changed = mark(book.cases, found.case_id, {
    ...found,
    team_id: moved ? text(after['teamId']) : found.team_id,
    assigned: 'assigneeId' in after ? text(after['assigneeId']) !== null : found.assigned,
  });
  if (moved) addDuration(book, changed, 1);
}

function close(book: Book, found: CaseMark, event: KeptEvent): void {
  if (found.step !== -1) return;
  const openedAt = new Date(found.opened_at);
  const took =
    event.at <= openedAt ? 0 : businessTimeBetween(openHoursOf(book.calendars, event.at), openedAt, event.at);
  addDuration(book, found, -1);
  const closed = mark(book.cases, found.case_id, { ...found, step: stepOf(took / MILLISECONDS_PER_MINUTE) });
  addDuration(book, closed, 1);
  add(book, 'case_days', dayKeys(found, dayOf(book, event.at)), 'closed', 1);
}

/** Open again: it has not been solved, so it no longer counts among the times to resolve. */
function reopen(book: Book, found: CaseMark, event: KeptEvent): void {
  if (found.step === -1) return;
  addDuration(book, found, -1);
  addDuration(book, mark(book.cases, found.case_id, { ...found, step: -1 }), 1);
  // closed by a slip and taken back at once: it was not closed at all
  const slip = event.data['slip'] === true ? text(event.data['closedAt']) : null;
  if (slip !== null) add(book, 'case_days', dayKeys(found, dayOf(book, new Date(slip))), 'closed', -1);
  else add(book, 'case_days', dayKeys(found, dayOf(book, event.at)), 'reopened', 1);
}

/** A later verdict (confirmed after silence) replaces the earlier one where that was counted. */
function giveVerdict(book: Book, found: CaseMark, event: KeptEvent): void {
  const verdict = text(event.data['verdict']);
  if (verdict !== 'confirmed' && verdict !== 'silent' && verdict !== 'refuted') return;
  if (found.verdict !== null && found.verdict_day !== null)
    add(book, 'case_days', { ...dayKeys(found, found.verdict_day), team_id: found.verdict_team_id }, found.verdict, -1);
  const day = dayOf(book, event.at);
  mark(book.cases, found.case_id, { ...found, verdict, verdict_day: day, verdict_team_id: found.team_id });
  add(book, 'case_days', dayKeys(found, day), verdict, 1);
}

/** Merged cases are one case: this one's duration counts no longer. */
function merge(book: Book, found: CaseMark): void {
  addDuration(book, found, -1);
  mark(book.cases, found.case_id, { ...found, merged: true });
}

function addDuration(book: Book, { opened_day, team_id, channel, step }: CaseMark, by: number): void {
  add(book, 'case_durations', { opened_day, team_id, channel, step }, 'n', by);
  add(book, 'duration_totals', { opened_day, step }, 'n', by);
}

function dayKeys({ team_id, channel }: CaseMark, day: string) {
  return { day, team_id, channel };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
