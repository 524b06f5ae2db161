import type { TFunction } from 'i18next';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../questions.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { AddFiles } from './add-files.tsx';
import { ImportPlan } from './import-plan.tsx';
import { Meter } from './meter.tsx';
import { act, type Import, rowsQuery } from './moving.data.ts';

type Action = Parameters<typeof act>[1];

/** One import: how far it is and what can be done with it. */
export function ImportCard({ one }: { one: Import }) {
  const { t } = useTranslation('moving');
  const [busy, setBusy] = useState<Action>();
  const go = async (what: Action) => {
    if (
      what === 'cancel' &&
      (await ask({ title: t('in.cancelTitle'), text: t('in.cancelWhy'), yes: t('in.cancel') })) === undefined
    )
      return;
    setBusy(what);
    try {
      await act(one.id, what);
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(undefined);
    }
  };
  const button = (what: Action, kind: 'plain' | 'go' = 'plain') => (
    <Button kind={kind} busy={busy === what} onClick={() => void go(what)}>
      {t(`do.${what === 'run' && one.state !== 'ready' ? 'goOn' : what}`)}
    </Button>
  );
  const going = one.state === 'reading' || one.state === 'running';
  return (
    <article className="card moving-card" aria-label={t(`source.${one.source}`)}>
      <header className="row">
        <div className="grow">
          <p className="row">
            <b className="strong">{t(`source.${one.source}`)}</b>{' '}
            <Chip kind={one.state === 'failed' ? 'risk' : 'plain'}>{t(`state.${one.state}`)}</Chip>
          </p>
          <p className="dim xs cut">
            <TimeText at={one.createdAt} /> · {one.url ?? one.files.map((file) => file.name).join(', ')}
          </p>
        </div>
        {going && button('pause')}
        {(one.state === 'paused' || one.state === 'failed') && button('run', 'go')}
        {(going || one.state === 'paused') && button('cancel')}
        {['done', 'cancelled', 'failed', 'files', 'ready'].includes(one.state) && button('forget')}
      </header>
      {one.error !== null && <p role="alert">{one.error}</p>}
      {one.url === null && ['files', 'ready', 'failed'].includes(one.state) && <AddFiles one={one} />}
      {one.state === 'reading' && <p aria-live="polite">{t('in.read', { count: one.read })}</p>}
      {(one.state === 'running' || one.state === 'paused') && one.total > 0 && <Going one={one} />}
      {one.state === 'ready' && <ImportPlan key={one.id} one={one} run={() => void go('run')} busy={busy === 'run'} />}
      {one.state === 'done' && <Outcome one={one} />}
    </article>
  );
}

function Going({ one }: { one: Import }) {
  const { t } = useTranslation('moving');
  const left = one.secondsLeft;
  return (
    <div className="stack">
      <Meter label={t('in.progress')} done={one.done} of={one.total} />
      <p className="row dim">
        <span className="grow">
          {t('in.done', { done: one.done.toLocaleString(), total: one.total.toLocaleString() })}
        </span>
        {left !== null && (
          <span>
            {left < 90 ? t('in.secondsLeft', { count: left }) : t('in.minutesLeft', { count: Math.ceil(left / 60) })}
          </span>
        )}
      </p>
    </div>
  );
}

/** What became of it all, with the rows that did not make it and the whole report to take along. */
function Outcome({ one }: { one: Import }) {
  const { t } = useTranslation('moving');
  const skipped = useQuery({ ...rowsQuery(one.id, 'skipped'), enabled: one.skipped > 0 });
  return (
    <div className="stack">
      <dl className="moving-counts">
        {(['created', 'updated', 'unchanged', 'skipped'] as const).map((key) => (
          <div key={key}>
            <dt className="dim xs">{t(`outcome.${key}`)}</dt>
            <dd className="strong">{one[key].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {(skipped.data?.items.length ?? 0) > 0 && (
        <details>
          <summary>{t('in.whySkipped')}</summary>
          <ul className="rows">
            {skipped.data?.items.map((row) => (
              <li key={`${row.kind} ${row.externalId}`}>
                <code className="xs">{row.externalId}</code> <span className="dim">{reasonOf(t, row.reason)}</span>
              </li>
            ))}
          </ul>
          {one.skipped > skipped.data!.items.length && (
            <p className="dim xs">{t('in.moreInReport', { count: one.skipped - skipped.data!.items.length })}</p>
          )}
        </details>
      )}
      <p>
        <a href={`/api/v1/imports/${one.id}/report.csv`} download>
          {t('in.report')}
        </a>
      </p>
    </div>
  );
}

/** Why a record stayed behind, in words; a state of theirs is named as they name it. */
function reasonOf(t: TFunction<'moving'>, reason: string): string {
  const [key = '', value] = reason.split(': ');
  return t(`reason.${key}`, { value, defaultValue: reason });
}
