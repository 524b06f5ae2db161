import { say } from '../catalogue.ts';
import { type Clock, writeMoment, writeMomentLong } from './dates.ts';
import { isolated } from './layout.ts';

/** What the tracker is made of: a case, its promises that the customer may see, and who answered when. */
export interface TrackedCase {
  state: string;
  verdict: string | null;
  createdAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  opening: string;
  files: number;
  promises: readonly TrackedPromise[];
  answers: readonly { at: Date; by: string }[];
  /** Steps that are done, in the words kept for the customer. */
  told?: readonly { at: Date; words: string }[];
}

export interface TrackedPromise {
  id: string;
  kind: string;
  clock: string | null;
  what: string;
  state: string;
  madeAt: Date;
  dueAt: Date | null;
  firstDueAt: Date | null;
  endedAt: Date | null;
  paused: boolean;
  atRisk: boolean;
  acceptedAt: Date | null;
  /** When he would rather have it, in his words. */
  askedFor: string | null;
  apology: string | null;
  /** Made to whoever looks, not to a colleague of his. */
  mine: boolean;
}

/** One line of the tracker. */
export interface TrackerStep {
  shape: 'past' | 'broken' | 'now' | 'next';
  title: string;
  detail: string;
  when: string;
  /** How it ended, in one word, or how the hour is to be read. */
  ending: string | undefined;
  /** Of the open promise that comes next: what its bar and its buttons need. */
  open:
    | {
        promiseId: string;
        percentLeft: number;
        atRisk: boolean;
        accepted: boolean;
        /** He asked for another time, and nobody has agreed on one yet. */
        asked: boolean;
        personal: boolean;
      }
    | undefined;
}

/** The tracker of a case: what happened in order, what is promised now, and what comes after it. Pure. */
export function trackerOf(tracked: TrackedCase, now: Date, clock: Clock): TrackerStep[] {
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(clock.language, 'pages', `case.${key}`, values);
  const past: { at: Date; step: TrackerStep }[] = [
    {
      at: tracked.createdAt,
      step: done(text('told'), openingLine(tracked, text), writeMoment(tracked.createdAt, clock)),
    },
  ];
  for (const promise of tracked.promises) {
    if (promise.state === 'open' || promise.endedAt === null) continue;
    const step = endedPromise(promise, tracked, clock);
    if (step !== undefined) past.push({ at: promise.endedAt, step });
  }
  const firstAnswer = tracked.answers[0];
  if (firstAnswer !== undefined && !tracked.promises.some((promise) => promise.clock === 'first-response')) {
    past.push({
      at: firstAnswer.at,
      step: done(text('answered', { name: firstAnswer.by }), '', writeMoment(firstAnswer.at, clock)),
    });
  }
  if (tracked.closedAt !== null)
    past.push({
      at: tracked.closedAt,
      step: done(text('closed', { name: tracked.closedBy ?? '' }), '', writeMoment(tracked.closedAt, clock)),
    });
  for (const { at, words } of tracked.told ?? []) past.push({ at, step: done(words, '', writeMoment(at, clock)) });
  past.sort((one, other) => one.at.getTime() - other.at.getTime());
  return [...past.map(({ step }) => step), ...openSteps(tracked, now, clock)];
}

/** Today's answer to the customer's question, as the headline. */
export function headlineOf(tracked: TrackedCase, clock: Clock): string {
  const text = (key: string, values: Record<string, string> = {}) =>
    say(clock.language, 'pages', `case.${key}`, values);
  if (tracked.state === 'closed')
    return text(tracked.verdict === 'confirmed' ? 'headline-confirmed' : 'headline-closed');
  const next = openPromises(tracked)[0];
  if (next?.dueAt !== undefined && next.dueAt !== null)
    return text('headline-promise', { what: isolated(nameOf(next, clock)), due: writeMomentLong(next.dueAt, clock) });
  if (tracked.state === 'waiting') return text('headline-waiting');
  if (tracked.verdict === 'refuted') return text('headline-refuted');
  const last = tracked.promises.filter((promise) => promise.state !== 'open').at(-1);
  return text(last?.state === 'broken' ? 'headline-broken' : 'headline-open');
}

/** What a promise is called towards the customer. */
export function nameOf(promise: Pick<TrackedPromise, 'clock' | 'what'>, clock: Clock): string {
  return promise.clock === null ? promise.what : say(clock.language, 'pages', `case.${promise.clock}`);
}

/** Promises that belong to no case, as lines: those that ended in their order, then what is open, the first due first. Pure. */
export function trackerOfPromises(promises: readonly TrackedPromise[], now: Date, clock: Clock): TrackerStep[] {
  const ended = promises
    .filter((promise) => promise.state !== 'open' && promise.endedAt !== null)
    .sort((one, other) => one.endedAt!.getTime() - other.endedAt!.getTime());
  return [
    ...ended.flatMap((promise) => endedPromise(promise, { answers: [] }, clock) ?? []),
    ...stepsAhead({ promises }, now, clock),
  ];
}

function openSteps(tracked: TrackedCase, now: Date, clock: Clock): TrackerStep[] {
  const steps = stepsAhead(tracked, now, clock);
  const title = say(clock.language, 'pages', 'case.you-confirm');
  if (tracked.state !== 'closed')
    steps.push({ shape: 'next', title, detail: '', when: '', ending: undefined, open: undefined });
  return steps;
}

function stepsAhead(tracked: Pick<TrackedCase, 'promises'>, now: Date, clock: Clock): TrackerStep[] {
  const text = (key: string, values: Record<string, string> = {}) =>
    say(clock.language, 'pages', `case.${key}`, values);
  return openPromises(tracked).map((promise, index): TrackerStep => {
    const due = promise.dueAt === null ? '' : writeMoment(promise.dueAt, clock);
    const moved =
      promise.firstDueAt !== null &&
      promise.dueAt !== null &&
      promise.firstDueAt.getTime() !== promise.dueAt.getTime() &&
      promise.clock === null;
    const detail = promise.paused
      ? text('paused')
      : promise.askedFor !== null
        ? text('asked-for', { words: isolated(promise.askedFor) })
        : moved
          ? text('moved', { from: writeMoment(promise.firstDueAt!, clock) })
          : promise.acceptedAt === null
            ? ''
            : text('accepted');
    const open = {
      promiseId: promise.id,
      percentLeft: percentLeft(promise, now),
      atRisk: promise.atRisk,
      accepted: promise.acceptedAt !== null && promise.askedFor === null,
      asked: promise.askedFor !== null,
      personal: promise.clock === null && promise.mine,
    };
    return {
      shape: index === 0 ? 'now' : 'next',
      title: nameOf(promise, clock),
      detail,
      when: due === '' ? '' : text('by', { due }),
      ending: undefined,
      open,
    };
  });
}

function openPromises(tracked: Pick<TrackedCase, 'promises'>): TrackedPromise[] {
  return tracked.promises
    .filter((promise) => promise.state === 'open')
    .sort(
      (one, other) =>
        (one.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (other.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER),
    );
}

function endedPromise(
  promise: TrackedPromise,
  tracked: Pick<TrackedCase, 'answers'>,
  clock: Clock,
): TrackerStep | undefined {
  const text = (key: string, values: Record<string, string> = {}) =>
    say(clock.language, 'pages', `case.${key}`, values);
  if (promise.state === 'withdrawn') return undefined;
  const kept = promise.state === 'kept';
  const answer =
    kept && promise.clock !== null && promise.clock !== 'resolution'
      ? tracked.answers.find((one) => Math.abs(one.at.getTime() - promise.endedAt!.getTime()) < 60_000)
      : undefined;
  return {
    shape: kept ? 'past' : 'broken',
    title: answer === undefined ? nameOf(promise, clock) : text('answered', { name: answer.by }),
    detail:
      !kept && promise.apology !== null
        ? text('apology', { text: promise.apology })
        : promise.dueAt === null
          ? ''
          : text('promised', { due: writeMoment(promise.dueAt, clock) }),
    when: writeMoment(promise.endedAt!, clock),
    ending: text(kept ? 'kept' : 'broken'),
    open: undefined,
  };
}

function done(title: string, detail: string, when: string): TrackerStep {
  return { shape: 'past', title, detail, when, ending: undefined, open: undefined };
}

function openingLine(
  tracked: TrackedCase,
  text: (key: string, values?: Record<string, string | number>) => string,
): string {
  const words =
    tracked.opening.length > 90 ? `${tracked.opening.slice(0, 90).replace(/\s+\S*$/, '')} …` : tracked.opening;
  return tracked.files === 0 ? words : `${words} (${text('files', { n: tracked.files })})`;
}

/** How much of the promised time is left, in per cent, by the wall clock: the page shows a length, not a figure. */
function percentLeft(promise: TrackedPromise, now: Date): number {
  if (promise.dueAt === null) return 100;
  const whole = promise.dueAt.getTime() - promise.madeAt.getTime();
  const left = promise.dueAt.getTime() - now.getTime();
  return whole <= 0 ? 0 : Math.round(Math.min(1, Math.max(0, left / whole)) * 100);
}
