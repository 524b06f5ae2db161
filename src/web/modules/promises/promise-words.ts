import type { PromiseState } from '../../ui/promise-bar-geometry.ts';
import { promiseBarGeometry } from '../../ui/promise-bar-geometry.ts';
import { durationWords, instantWords } from '../../ui/time-words.ts';
import type { PromiseRow } from './promises.data.ts';

export interface Say {
  t: (key: string, values?: Record<string, unknown>) => string;
  language: string;
  timeZone: string;
}

/** What is promised: a policy's clock and an estimate in our words, a person's promise in his, after the name of who else gave it. */
export function promiseTitle(
  promise: Pick<PromiseRow, 'clock' | 'what'> & { kind?: PromiseRow['kind']; party?: PromiseRow['party'] },
  t: Say['t'],
): string {
  if (promise.kind === 'estimate') return t('clock.estimate');
  if (promise.party?.side === 'by') return `${promise.party.name}: ${promise.what}`;
  return promise.clock === null ? promise.what : t(`clock.${promise.clock}`);
}

/** How its bar looks now. */
export function barOf(promise: PromiseRow, now: Date): { state: PromiseState; left: number; was: number | undefined } {
  const due = promise.dueAt === null ? undefined : Date.parse(promise.dueAt);
  if (promise.state === 'kept') return { state: 'kept', left: 0, was: undefined };
  if (promise.state === 'broken') return { state: 'broken', left: 0, was: undefined };
  if (due === undefined || promise.paused || promise.state === 'withdrawn') {
    return { state: 'paused', left: 60, was: undefined };
  }
  const madeAt = Date.parse(promise.madeAt);
  const previous = promise.firstDueAt === null ? undefined : Date.parse(promise.firstDueAt);
  const geometry = promiseBarGeometry({
    madeAt,
    dueAt: due,
    now: now.getTime(),
    // An earlier hour that lies behind the present one stands on the line; one further away has no place on it.
    ...(previous === undefined || previous >= due ? {} : { previousDueAt: previous }),
  });
  return { state: due < now.getTime() ? 'broken' : promise.atRisk ? 'risk' : 'open', ...geometry };
}

/** "11:30", "waits", "kept 10:58": the short word beside a bar. */
export function shortDue(promise: PromiseRow, now: Date, { t, language, timeZone }: Say): string {
  const at = (instant: string) => instantWords(new Date(instant), now, language, timeZone);
  if (promise.state === 'withdrawn') return t('state.withdrawn');
  if (promise.endedAt !== null) return t(`state.${promise.state}At`, { at: at(promise.endedAt) });
  if (promise.paused || promise.dueAt === null) return t('state.paused');
  return at(promise.dueAt);
}

/** Open minutes as people say them: "5 h 03". */
export function minutesWords(minutes: number, t: Say['t']): string {
  const { key, values } = durationWords(minutes * 60_000);
  return t(`web:${key}`, values);
}
