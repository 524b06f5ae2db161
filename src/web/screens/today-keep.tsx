import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCandidateWords } from '../modules/practice/wins/candidate-words.ts';
import type { Candidate } from '../modules/practice/wins/wins.data.ts';
import { notify, notifyProblem } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { promiseBarGeometry } from '../ui/promise-bar-geometry.ts';
import { BarAlone } from '../ui/promise-bar.tsx';
import { TextSkeleton } from '../ui/skeletons.tsx';
import { DurationText, TimeText, useNow } from '../ui/time-text.tsx';
import { usePromiseWords } from './today-words.ts';
import { addressOf, keep, type PromiseRow, type PromisesToday } from './today.data.ts';

const most = 3;

/** Mine to keep: what I owe next, today and after, and one customer to win. */
export function TodayKeep({ today, candidate }: { today: PromisesToday | undefined; candidate: Candidate | null }) {
  const { t } = useTranslation('today');
  const mine = today === undefined ? [] : [...today.mine.open, ...today.later];
  const shown = mine.slice(0, candidate === null ? most + 1 : most);
  return (
    <section className="card" aria-labelledby="mine-to-keep">
      <header>
        <h2 id="mine-to-keep">{t('keep.title')}</h2>
        {mine.length > shown.length ? (
          <Link className="label" to="/measure/promises" search={{ keeper: 'me', state: 'open' } as never}>
            {t('keep.count', { count: mine.length })}
          </Link>
        ) : (
          mine.length > 0 && <span className="label">{t('keep.count', { count: mine.length })}</span>
        )}
      </header>
      {today === undefined ? (
        <TextSkeleton lines={6} />
      ) : mine.length === 0 ? (
        <EmptyState what={t('keep.emptyWhat')} why={t('keep.emptyWhy')} />
      ) : (
        <ul>
          {shown.map((promise) => (
            <Item key={promise.id} promise={promise} />
          ))}
        </ul>
      )}
      {candidate !== null && <WinSomeone candidate={candidate} />}
    </section>
  );
}

function Item({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation('today');
  const words = usePromiseWords();
  const now = useNow().getTime();
  const [busy, setBusy] = useState(false);
  const dueAt = promise.dueAt === null ? now : Date.parse(promise.dueAt);
  const previous = promise.firstDueAt === null ? {} : { previousDueAt: Date.parse(promise.firstDueAt) };
  const { left, was } = promiseBarGeometry({ madeAt: Date.parse(promise.madeAt), dueAt, now, ...previous });
  const over = dueAt < now;
  const press = () => {
    setBusy(true);
    keep(promise.id)
      .then(() => notify(t('keep.done', { name: promise.customer.name })))
      .catch((problem: unknown) => notifyProblem(problem, press))
      .finally(() => setBusy(false));
  };
  return (
    <li className="item">
      <div className="row">
        <Link className="grow cut t" to={addressOf(promise)}>
          {words.what(promise)}
        </Link>
        <span className={promise.atRisk || over ? 'due risk' : 'due'}>
          {promise.paused ? (
            words.paused(promise)
          ) : over ? (
            <>
              <DurationText milliseconds={now - dueAt} /> {t('keep.over')}
            </>
          ) : dueAt - now < 86_400_000 ? (
            <>
              <DurationText milliseconds={dueAt - now} /> {t('keep.left')}
            </>
          ) : (
            <TimeText at={promise.dueAt ?? ''} />
          )}
        </span>
      </div>
      <div className="row">
        <BarAlone state={promise.paused ? 'paused' : promise.atRisk ? 'risk' : 'open'} left={left} was={was} />
        <span className="label cut">{promise.customer.name}</span>
        {promise.clock === null && (
          <Button size="s" busy={busy} onClick={press} aria-label={t('keep.keptName', { what: promise.what })}>
            {t('keep.kept')}
          </Button>
        )}
      </div>
    </li>
  );
}

function WinSomeone({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation('today');
  const why = useCandidateWords();
  return (
    <p className="foot sm">
      <span className="dim">{t('keep.win')}</span> {candidate.customer.name}, {why(candidate)}.{' '}
      <Link to="/customers/$id" params={{ id: candidate.customer.id }}>
        {t('keep.brief')}
      </Link>
    </p>
  );
}
