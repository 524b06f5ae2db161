import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usualColumns } from '../../../../domain/cases/views.ts';
import type * as contract from '../../../../contract/cases-views.ts';
import { call } from '../../../api.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/time-text.tsx';
import { refreshViews } from '../hands.data.ts';
import { viewFilterOf } from './search-view.ts';

/** A search of nothing but filters on cases can be kept as a view of one's own; there it is counted and can be renamed. */
export function KeepAsView({ q }: { q: string }) {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const now = useNow();
  const filter = viewFilterOf(q, now.toISOString().slice(0, 10));
  if (filter === null) return null;
  const keep = async () => {
    try {
      const view = await call<typeof contract.addView>('POST', '/views', {
        body: {
          name: q.slice(0, 80),
          scope: 'personal',
          teamId: null,
          filter,
          sort: 'updated',
          columns: [...usualColumns],
          density: 'comfortable',
        },
      });
      refreshViews();
      notify(t('kept'));
      void navigate({ to: '/inbox/{-$number}', params: {}, search: { view: view.id } as never });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <p style={{ margin: '0 0 12px' }}>
      <Button size="s" onClick={() => void keep()}>
        {t('keep')}
      </Button>
    </p>
  );
}
