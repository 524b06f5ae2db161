import type { KeptEvent } from '../../store/events.ts';
import { add, type Book, dayOf, mark, type MomentMark, placeOf } from './book.ts';

export const momentEvents = ['moments.recorded', 'moments.withdrawn'];

/** Counts a moment on its own day; stronger evidence, or another touchpoint, moves it from where it was counted. One that was none goes. */
export function countMoment(book: Book, event: KeptEvent): void {
  const { momentId, touchpointId, outcome, momentAt, channel, caseId } = event.data;
  if (outcome !== 'won' && outcome !== 'neutral' && outcome !== 'lost') return;
  const id = String(momentId ?? event.subjectId);
  const found = book.moments.rows.get(id);
  if (found !== undefined) addMoment(book, found, -1);
  if (event.type === 'moments.withdrawn') {
    if (found !== undefined) mark(book.moments, id, { ...found, outcome: 'gone' });
    return;
  }
  const counted = mark(book.moments, id, {
    moment_id: id,
    day: dayOf(book, typeof momentAt === 'string' ? new Date(momentAt) : event.at),
    touchpoint_id: String(touchpointId),
    channel: typeof channel === 'string' ? channel : 'none',
    team_id: found?.team_id ?? placeOf(book, caseId).team_id,
    outcome,
  });
  addMoment(book, counted, 1);
}

function addMoment(book: Book, { day, touchpoint_id, channel, team_id, outcome }: MomentMark, by: number): void {
  if (outcome === 'gone') return;
  add(book, 'moment_days', { day, touchpoint_id, channel, team_id }, outcome, by);
  add(book, 'moment_totals', { day, touchpoint_id }, outcome, by);
}
