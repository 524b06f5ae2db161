import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as running from '../../../contract/procedures-running.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { caseProceduresQuery, deed, procedureNamesQuery, type Run } from './procedures.data.ts';
import { RunSteps } from './run-steps.tsx';

/** The procedures of a case: what runs as a checklist, what ran, and what is proposed, begun with one press. */
export default function ProcedureDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation('procedures');
  const found = useQuery(caseProceduresQuery(caseId));
  const start = (procedureId: string) =>
    void deed('procedures', () =>
      call<typeof running.startProcedure>('POST', '/cases/:id/procedures', {
        params: { id: caseId },
        body: { procedureId },
      }),
    );
  const { runs = [], proposed = [] } = found.data ?? {};
  const known = new Set([
    ...runs.filter(({ state }) => state === 'running').map((run) => run.procedure.id),
    ...proposed.map(({ id }) => id),
  ]);
  const others = (useQuery(procedureNamesQuery).data ?? []).filter(({ id }) => !known.has(id));
  return (
    <Dialog opened onClose={onClose} title={t('run.title')} width={680}>
      <div className="stack procedure-runs">
        {found.isPending && <TextSkeleton lines={5} />}
        {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
        {found.data !== undefined && runs.length + proposed.length === 0 && (
          <EmptyState what={t('run.noneWhat')} why={t('run.noneWhy')} />
        )}
        {runs.map((run) => (
          <OneRun key={run.id} run={run} />
        ))}
        {proposed.length > 0 && (
          <section aria-labelledby="proposed">
            <h3 className="label" id="proposed">
              {t('run.proposed')}
            </h3>
            <ul className="rows">
              {proposed.map((one, place) => (
                <li key={one.id}>
                  <p className="grow">
                    <b className="strong">{one.name}</b>
                    <span className="dim sm block-line">{one.purpose}</span>
                  </p>
                  <span className="dim xs">{t('run.steps', { count: one.steps })}</span>
                  <Button
                    size="s"
                    {...(place === 0 && runs.length === 0 ? { 'data-autofocus': true } : {})}
                    aria-label={t('run.startOne', { name: one.name })}
                    onClick={() => start(one.id)}
                  >
                    {t('run.start')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {found.data !== undefined && others.length > 0 && (
          <select
            className="choose"
            aria-label={t('run.other')}
            value=""
            onChange={({ currentTarget }) => start(currentTarget.value)}
          >
            <option value="">{t('run.other')} …</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
    </Dialog>
  );
}

function OneRun({ run }: { run: Run }) {
  const { t } = useTranslation('procedures');
  const params = { id: run.id };
  const stop = async () => {
    const answer = await ask({
      title: t('run.stopTitle', { name: run.procedure.name }),
      text: t('run.stopText'),
      yes: t('run.stop'),
      reason: { label: t('run.why') },
    });
    if (answer === undefined) return;
    await deed('procedures', () =>
      call<typeof running.stopProcedure>('POST', '/procedure-runs/:id/stop', {
        params,
        body: { reason: answer.reason },
      }),
    );
  };
  const otherwise = async () => {
    const answer = await ask({
      title: t('run.otherwiseTitle'),
      text: t('run.otherwiseText'),
      yes: t('run.otherwiseYes'),
      reason: { label: t('run.otherwiseLabel') },
    });
    if (answer === undefined) return;
    const said = await deed('procedures', () =>
      call<typeof running.sayOtherwise>('POST', '/procedure-runs/:id/deviations', {
        params,
        body: { text: answer.reason },
      }),
    );
    if (said) notify(t('run.otherwiseDone'));
  };
  return (
    <section aria-label={run.procedure.name}>
      <header className="row wrap">
        <h3 className="strong grow">{run.procedure.name}</h3>
        <span className="dim xs">
          {t('run.version', { version: run.version })} · {t(`run.state.${run.state}`)} ·{' '}
          {t('run.progress', { done: run.done, total: run.total })}
        </span>
      </header>
      {run.newest > run.version && <p className="dim xs">{t('run.newer', { version: run.newest })}</p>}
      {run.reason !== null && <p className="sm">{run.reason}</p>}
      <RunSteps run={run} />
      <p className="row wrap">
        <Button size="s" kind="quiet" onClick={() => void otherwise()}>
          {t('run.otherwise')}
        </Button>
        {run.state === 'running' && (
          <Button size="s" kind="quiet" onClick={() => void stop()}>
            {t('run.stop')}
          </Button>
        )}
        {run.state === 'stopped' && (
          <Button
            size="s"
            onClick={() =>
              void deed('procedures', () =>
                call<typeof running.resumeProcedure>('POST', '/procedure-runs/:id/resumption', { params }),
              )
            }
          >
            {t('run.resume')}
          </Button>
        )}
      </p>
    </section>
  );
}
