import type { KeptEvent } from '../../store/events.ts';
import { add, type Book, dayOf, mark, placeOf, type PromiseMark } from './book.ts';

export const promiseEvents = [
  'promises.made',
  'promises.kept',
  'promises.broken',
  'promises.withdrawn',
  'promises.renegotiated',
  'promises.reopened',
  'promises.at-risk',
  'promises.paused',
  'promises.recomputed',
];

/**
 * Counts promises on the day they ended, in the team that had the case when they were made. A promise once called
 * broken and later found kept (or open again) is taken back from where it was counted.
 */
export function countPromise(book: Book, event: KeptEvent): void {
  const id = String(event.data['promiseId'] ?? event.subjectId);
  const found = book.promises.rows.get(id);
  if (event.type === 'promises.made') {
    if (found !== undefined) return;
    const made = mark(book.promises, id, {
      promise_id: id,
      state: 'open',
      ended_day: null,
      kind: String(event.data['kind'] ?? 'personal'),
      clock: typeof event.data['clock'] === 'string' ? event.data['clock'] : 'none',
      ...placeOf(book, event.data['caseId']),
      silent: false,
      at_risk: false,
    });
    add(book, 'promise_days', keysOf(made, dayOf(book, event.at)), 'made', 1);
    return;
  }
  if (found === undefined) return;
  const state = states[event.type];
  if (state === undefined) return watch(book, found, event);
  if (state === found.state) return;
  countEnding(book, found, -1);
  const ended = mark(book.promises, id, {
    ...found,
    state,
    ended_day: state === 'open' ? null : dayOf(book, endOf(event)),
    silent: state === 'broken' && event.data['silent'] === true,
    at_risk: false,
  });
  countEnding(book, ended, 1);
}

const states: Readonly<Record<string, string>> = {
  'promises.kept': 'kept',
  'promises.broken': 'broken',
  'promises.withdrawn': 'withdrawn',
  'promises.reopened': 'open',
};

/** What happens to an open promise: another due time, a risk, a pause. */
function watch(book: Book, found: PromiseMark, event: KeptEvent): void {
  if (event.type === 'promises.renegotiated')
    add(book, 'promise_days', keysOf(found, dayOf(book, event.at)), 'renegotiated', 1);
  // another hour may be as near as the one before
  const atRisk = (event.type === 'promises.at-risk' || event.data['atRisk'] === true) && found.state === 'open';
  if (atRisk !== found.at_risk) mark(book.promises, found.promise_id, { ...found, at_risk: atRisk });
}

function countEnding(book: Book, promise: PromiseMark, by: number): void {
  if (promise.ended_day === null || (promise.state !== 'kept' && promise.state !== 'broken')) return;
  const keys = keysOf(promise, promise.ended_day);
  add(book, 'promise_days', keys, promise.state, by);
  if (promise.silent) add(book, 'promise_days', keys, 'broken_silently', by);
}

/** When it ended, which may lie before it was noticed. */
function endOf(event: KeptEvent): Date {
  const told = event.data['endedAt'];
  return typeof told === 'string' ? new Date(told) : event.at;
}

function keysOf({ kind, clock, team_id, channel }: PromiseMark, day: string) {
  return { day, kind, clock, team_id, channel };
}
