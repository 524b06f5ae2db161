import './moving.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { ImportCard } from './import-card.tsx';
import { importsQuery } from './moving.data.ts';
import { NewImport } from './new-import.tsx';

/** Brings the history of another desk here: choose, look, decide, run. */
export function MovingIn() {
  const { t } = useTranslation('moving');
  const list = useQuery(importsQuery);
  const [making, setMaking] = useState(false);
  return (
    <Block
      id="moving-in"
      title={t('in.title')}
      tools={(list.data?.items.length ?? 0) > 0 && <Button onClick={() => setMaking(true)}>{t('in.new')}</Button>}
    >
      {list.isPending && <RowsSkeleton rows={3} height={64} />}
      {list.isError && <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <EmptyState
          what={t('in.emptyWhat')}
          why={t('in.emptyWhy')}
          action={
            <Button kind="go" onClick={() => setMaking(true)}>
              {t('in.new')}
            </Button>
          }
        />
      )}
      {list.data?.items.map((one) => (
        <ImportCard key={one.id} one={one} />
      ))}
      {making && <NewImport onClose={() => setMaking(false)} />}
    </Block>
  );
}
