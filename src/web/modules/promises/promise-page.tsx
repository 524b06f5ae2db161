import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Eyebrow, Answer } from '../../ui/page-header.tsx';
import { BarAlone } from '../../ui/promise-bar.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { Clock } from './clock.tsx';
import { PromiseAside } from './promise-aside.tsx';
import { PromiseMoves } from './promise-moves.tsx';
import { barOf, minutesWords, promiseTitle } from './promise-words.ts';
import type { PromiseDetail } from './promises.data.ts';

const PromiseRisk = lazy(() => import('./promise-risk.tsx'));

/** A promise in full: the answer, the line that is left, why that hour, and what became of it. */
export function PromisePage({ promise }: { promise: PromiseDetail }) {
  const { t } = useTranslation(['cases', 'party-promises']);
  const now = useNow();
  const { language, timeZone } = useManner();
  const { explanation, targetMinutes } = promise;
  // moved to another hour it has other open hours than it was given at first
  const moved = promise.firstDueAt !== null && promise.firstDueAt !== promise.dueAt;
  const length = moved ? (explanation?.days.at(-1)?.soFarMinutes ?? null) : targetMinutes;
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  const at = (instant: string) => instantWords(new Date(instant), now, language, timeZone);
  const what = promiseTitle(promise, (key, values) => t(`promise.${key}`, values ?? {}));
  const due = promise.dueAt === null ? t('promise.state.paused') : at(promise.dueAt);
  const bar = barOf(promise, now);
  const risk = bar.state === 'risk' || bar.state === 'broken';
  return (
    <div className="page pr">
      <header className="top-line">
        <div className="grow">
          <Eyebrow
            parts={[
              promise.party === null
                ? t(`promise.kind.${promise.kind}`)
                : t(`party-promises:kind.${promise.party.side}`),
              ...(promise.case === null
                ? []
                : [
                    <Link
                      key="case"
                      to="/inbox/{-$number}"
                      params={{ number: String(promise.case.number) }}
                      search={{} as never}
                    >
                      {t('promise.ofCase', { number: promise.case.number, subject: promise.case.subject })}
                    </Link>,
                  ]),
            ]}
          />
          <Answer meet>{headline(promise, what, due, say)}</Answer>
        </div>
        <div className="tools">
          <PromiseMoves promise={promise} />
        </div>
      </header>
      <div className="life">
        <BarAlone {...bar} thick />
        <b className={risk ? 'hl' : undefined}>
          {life(promise, say, promise.endedAt === null ? '' : at(promise.endedAt))}
        </b>
        {promise.clock === null && promise.firstDueAt !== null && promise.firstDueAt !== promise.dueAt && (
          <s className="dim sm">{t('promise.first', { at: at(promise.firstDueAt) })}</s>
        )}
      </div>
      <section className="card why-card" aria-labelledby="why">
        <header>
          <h2 className="title" id="why">
            {promise.dueAt === null ? t('promise.why.open') : t('promise.why.title', { at: due })}
          </h2>
          <span className="dim sm">
            {[
              length === null ? '' : openHours(length, say),
              explanation?.calendar == null
                ? ''
                : t('promise.why.calendar', { name: explanation.calendar.name, zone: explanation.zone }),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </header>
        {explanation === null ? (
          <p className="mid" style={{ padding: '14px 0' }}>
            {t('promise.why.nothing')}
          </p>
        ) : (
          <Clock explanation={explanation} />
        )}
        {promise.state === 'open' && promise.kind !== 'estimate' && (
          <Suspense>
            <PromiseRisk promise={promise} />
          </Suspense>
        )}
      </section>
      <PromiseAside promise={promise} />
    </div>
  );
}

function headline(
  promise: PromiseDetail,
  what: string,
  due: string,
  t: (key: string, values?: Record<string, unknown>) => string,
) {
  const values = { name: promise.customer.name, what, due };
  const { party } = promise;
  if (party !== null)
    return t(`party-promises:headline.${party.side}.${promise.state}`, { name: party.name, what: promise.what, due });
  if (promise.state === 'open') {
    const key = promise.clock === null ? 'open' : promise.clock;
    return t(promise.paused ? 'promise.headline.paused' : `promise.headline.${key}`, values);
  }
  return t(`promise.headline.${promise.state}`, values);
}

/** How much is left, in open time; how much it is over; how it ended. */
function life(promise: PromiseDetail, t: (key: string, values?: Record<string, unknown>) => string, ended: string) {
  if (promise.state !== 'open') return t(`promise.state.${promise.state}At`, { at: ended });
  if (promise.remainingMinutes === null) return t('promise.state.paused');
  const time = minutesWords(promise.remainingMinutes, t);
  return promise.remainingMinutes < 0 ? t('promise.over', { time }) : t('promise.left', { time });
}

function openHours(minutes: number, t: (key: string, values?: Record<string, unknown>) => string): string {
  return minutes % 60 === 0 ? t('promise.why.openHours', { count: minutes / 60 }) : minutesWords(minutes, t);
}
