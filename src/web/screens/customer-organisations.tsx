import './forms.css';
import './customers.css';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OrganisationForm } from '../modules/customers/organisation-form.tsx';
import { organisationsQuery } from '../modules/customers/records.data.ts';
import { usePaged } from '../paged.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { DataList } from '../ui/data-list.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';

/** Which companies trust us? By name, found by a piece of it. */
export function Screen() {
  const { t } = useTranslation(['records', 'customers']);
  const navigate = useNavigate();
  const { may } = useSession();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [adding, setAdding] = useState(false);
  const list = usePaged(organisationsQuery(q));
  const rows = list.items;
  return (
    <div className="page customers">
      <PageHeader
        eyebrow={[
          <Link key="all" to="/customers">
            {t('customers:list.label')}
          </Link>,
        ]}
        answer={t('organisation.all')}
        tools={
          <>
            <input
              className="choose search"
              type="search"
              value={typed}
              aria-label={t('organisation.find')}
              placeholder={t('organisation.find')}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {may('customers.write') && (
              <Button kind="go" onClick={() => setAdding(true)}>
                {t('organisation.new')}
              </Button>
            )}
          </>
        }
      />
      {list.pending ? (
        <RowsSkeleton rows={10} height={44} />
      ) : list.error !== null && rows.length === 0 ? (
        <ErrorNotice problem={list.error} onAgain={list.again} />
      ) : (
        <DataList
          label={t('organisation.all')}
          className="people-list"
          items={rows}
          keyOf={(row) => row.id}
          rowHeight={44}
          renderRow={(row) => <div className="organisation-row">{row.name}</div>}
          onOpen={(row) => void navigate({ to: '/organisations/$id', params: { id: row.id } })}
          more={list.more}
          empty={<EmptyState what={t('organisation.emptyWhat')} why={t('organisation.emptyWhy')} />}
        />
      )}
      {adding && <OrganisationForm onClose={() => setAdding(false)} />}
    </div>
  );
}
