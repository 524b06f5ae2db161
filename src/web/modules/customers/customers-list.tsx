import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Initials } from '../../ui/initials.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { customersQuery, type CustomerRow } from './customers.data.ts';

/** Every customer, the one last heard from first, or those that a word finds. */
export function CustomersList({ q, vip, onNew }: { q: string; vip: boolean; onNew?: () => void }) {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const list = useInfiniteQuery(customersQuery(q, vip));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <RowsSkeleton rows={12} height={44} />;
  if (list.isError && rows.length === 0) {
    return <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />;
  }
  return (
    <DataList
      label={t('list.label')}
      className="people-list"
      items={rows}
      keyOf={(row) => row.id}
      rowHeight={44}
      renderRow={(row) => <Row row={row} />}
      onOpen={(row) => void navigate({ to: '/customers/$id', params: { id: row.id } })}
      more={{ has: list.hasNextPage, load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage }}
      empty={
        q === '' && !vip ? (
          <EmptyState
            what={t('list.emptyWhat')}
            why={t('list.emptyWhy')}
            action={
              onNew && (
                <Button kind="go" onClick={onNew}>
                  {t('new.title')}
                </Button>
              )
            }
          />
        ) : (
          <EmptyState what={t('list.nobodyWhat', { q })} why={t('list.nobodyWhy')} />
        )
      }
    />
  );
}

function Row({ row }: { row: CustomerRow }) {
  const { t } = useTranslation('customers');
  return (
    <div className="person-row">
      <Initials name={row.name} of="customer" />
      <span className="name cut">
        <b>{row.name}</b>
        {row.vip && <Chip kind="line">{t('vip')}</Chip>}
      </span>
      <span className="cut mid">{row.organisation?.name ?? ''}</span>
      <span className="cut dim mail">{row.email ?? ''}</span>
      <span className="dim when">
        {row.lastHeardAt === null ? t('list.neverHeard') : <TimeText at={row.lastHeardAt} />}
      </span>
    </div>
  );
}
