import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { findCompany } from '../people/index.ts';
import type { Book, Marks } from './book.ts';
import { answerEvents, answersIn, countAnswer } from './counting-answers.ts';
import { caseEvents, countCase } from './counting-cases.ts';
import { countMoment, momentEvents } from './counting-moments.ts';
import { countPromise, promiseEvents } from './counting-promises.ts';
import * as queries from './roll-up-queries.ts';

/**
 * Keeps the daily roll-ups. One reader for all of them, because a moment or a promise counts in the team that had its
 * case at that point of the log. Days are days of the company's zone; after a change of the zone (or of which calendar
 * is the default) a replay restates the past.
 */
export const rollUpsFromEvents: Subscription = {
  name: 'measures.roll-ups',
  types: [...caseEvents, ...promiseEvents, ...momentEvents, ...answerEvents],
  reset: (ctx) => queries.emptyRollUps(ctx.trx),
  handle: async (ctx, events) => {
    const book = await openBook(ctx, events);
    for (const event of events) count(book, event);
    await closeBook(ctx, book);
  },
};

function count(book: Book, event: KeptEvent): void {
  const [room] = event.type.split('.');
  if (room === 'cases') countCase(book, event);
  else if (room === 'promises') countPromise(book, event);
  else if (room === 'moments') countMoment(book, event);
  else for (const answer of answersIn(event)) countAnswer(book, answer);
}

async function openBook(ctx: WritingContext, events: readonly KeptEvent[]): Promise<Book> {
  const company = await findCompany(ctx.trx);
  const ids = (name: string, room?: string) =>
    events
      .filter((event) => room === undefined || event.type.startsWith(`${room}.`))
      .map((event) => event.data[name] ?? (room === undefined ? undefined : event.subjectId))
      .filter((id): id is string => typeof id === 'string');
  const answers = events.filter(({ type }) => answerEvents.includes(type)).flatMap(answersIn);
  const some = (type: string) => events.some((event) => event.type === type);
  return {
    zone: company?.time_zone ?? 'UTC',
    language: company?.language.startsWith('de') === true ? 'de' : 'en',
    words: some('voice.answered') ? await queries.listWordVersions(ctx.trx) : [],
    calendars: some('cases.closed') || some('cases.imported') ? await queries.listOpenHours(ctx.trx) : [],
    cases: marks(
      await queries.findMarks(ctx.trx, 'case_marks', [
        ...ids('caseId'),
        ...ids('caseId', 'cases'),
        ...imported(events),
        ...answers.flatMap(({ data }) => (typeof data['caseId'] === 'string' ? [data['caseId']] : [])),
      ]),
    ),
    promises: marks(await queries.findMarks(ctx.trx, 'promise_marks', ids('promiseId', 'promises'))),
    moments: marks(await queries.findMarks(ctx.trx, 'moment_marks', ids('momentId', 'moments'))),
    answers: marks(
      await queries.findMarks(
        ctx.trx,
        'answer_marks',
        answers.map(({ data, subjectId }) => String(data['answerId'] ?? subjectId)),
      ),
    ),
    deltas: new Map(),
  };
}

function imported(events: readonly KeptEvent[]): string[] {
  return events
    .filter(({ type }) => type === 'cases.imported')
    .flatMap(({ data }) => (data['cases'] as { caseId: string }[]).map(({ caseId }) => caseId));
}

async function closeBook(ctx: WritingContext, book: Book): Promise<void> {
  await queries.saveMarks(ctx.trx, 'case_marks', changed(book.cases));
  await queries.saveMarks(ctx.trx, 'promise_marks', changed(book.promises));
  await queries.saveMarks(ctx.trx, 'moment_marks', changed(book.moments));
  await queries.saveMarks(ctx.trx, 'answer_marks', changed(book.answers));
  await queries.addToRollUps(ctx.trx, book.deltas);
  await queries.noteMeasured(ctx.trx, ctx.now);
}

function marks<T>(rows: Map<string, T>): Marks<T> {
  return { rows, changed: new Set() };
}

function changed<T>({ rows, changed: ids }: Marks<T>): T[] {
  return [...ids].map((id) => rows.get(id)!);
}
