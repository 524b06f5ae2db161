import '../hands.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases-hands.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { refreshCases } from '../cases.data.ts';
import { handKeys, type BulkRun as Run } from '../hands.data.ts';

/** Work on many cases while it goes on: how far it is, stop, and the way back. */
export default function BulkRun({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('hands');
  const run = useQuery({
    queryKey: handKeys.bulk(id),
    queryFn: ({ signal }) => call<typeof contract.readBulkRun>('GET', '/bulk-runs/:id', { params: { id }, signal }),
    // the stream tells of each step; the clock helps where it is away
    refetchInterval: (query) => (busy(query.state.data) ? 1500 : false),
  }).data;
  if (run === undefined) return null;
  const deed = async (path: '/bulk-runs/:id/cancel' | '/bulk-runs/:id/undo') => {
    try {
      const now =
        path === '/bulk-runs/:id/undo'
          ? await call<typeof contract.undoBulkRun>('POST', path, { params: { id } })
          : await call<typeof contract.cancelBulkRun>('POST', path, { params: { id } });
      queryClient.setQueryData(handKeys.bulk(id), now);
      void refreshCases();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const [first] = run.refusals;
  return (
    <div className="run">
      {busy(run) && (
        <progress max={run.total} value={run.done + run.refused} aria-label={t('bulk.running', { ...run })} />
      )}
      <output>
        {run.state === 'running' && t('bulk.running', { done: run.done + run.refused, total: run.total })}
        {run.state === 'done' && t('bulk.done', { count: run.done })}
        {run.state === 'cancelled' && t('bulk.cancelled', { done: run.done, total: run.total })}
        {run.state === 'undoing' && t('bulk.undoing', { total: run.total })}
        {run.state === 'undone' && t('bulk.undone')}
        {first !== undefined && ` ${t('bulk.refused', { count: run.refused, why: first.detail })}`}
      </output>
      <span className="grow" />
      {run.state === 'running' && (
        <Button size="s" onClick={() => void deed('/bulk-runs/:id/cancel')}>
          {t('bulk.cancel')}
        </Button>
      )}
      {(run.state === 'done' || run.state === 'cancelled') && run.done > 0 && (
        <Button size="s" onClick={() => void deed('/bulk-runs/:id/undo')}>
          {t('bulk.undo')}
        </Button>
      )}
      {!busy(run) && (
        <Button size="s" kind="quiet" onClick={onClose}>
          {t('bulk.close')}
        </Button>
      )}
    </div>
  );
}

function busy(run: Run | undefined): boolean {
  return run?.state === 'running' || run?.state === 'undoing';
}
