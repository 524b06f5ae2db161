import '../modules/measures/measures.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RegisterFigures } from '../modules/promises/register/register-figures.tsx';
import { RegisterFilters } from '../modules/promises/register/register-filters.tsx';
import { csvOf } from '../modules/promises/register/register-csv.ts';
import { RegisterTable } from '../modules/promises/register/register-table.tsx';
import {
  readRows,
  registerFiguresQuery,
  registerQuery,
  type RegisterFilter,
} from '../modules/promises/register/register.data.ts';
import { DecidedBeside } from '../modules/reports/decided-beside.tsx';
import { usePaged } from '../paged.ts';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { notify, notifyProblem } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';
import { UpLink } from '../ui/up-link.tsx';

const mostRows = 5000;

/** The register of promises: which were kept, which were not, to whom, and why. */
export function Screen() {
  const { t } = useTranslation('register');
  const [search, change] = useSearchParams();
  const [busy, setBusy] = useState(false);
  const filter = filterOf(search);
  const list = usePaged(registerQuery(filter));
  const me = useSession().user?.id;
  // a colleague's share is counted for nobody but himself
  const ofOther = filter.keeper !== undefined && !['me', 'nobody', me].includes(filter.keeper);
  const figures = useQuery({ ...registerFiguresQuery(filter), enabled: !ofOther }).data;
  const download = async () => {
    setBusy(true);
    try {
      const rows = await readRows(filter, mostRows);
      save('promises.csv', csvOf(rows));
      if (rows.length === mostRows) notify(t('register.csvMost', { n: mostRows }));
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  const all = figures?.all;
  return (
    <div className="page">
      <PageHeader
        eyebrow={[<UpLink key="up" to="measure" />, t('register.eyebrow')]}
        answer={
          ofOther
            ? t('register.answerOfOther')
            : all === undefined
              ? '…'
              : all.n === 0
                ? t('register.answerNone')
                : t(filter.kind === undefined ? 'register.answerOwed' : 'register.answer', { k: all.k, n: all.n })
        }
        tools={
          <>
            <Link to="/measure/estimates">{t('register.calibration')}</Link>
            <Button busy={busy} onClick={() => void download()}>
              {t('register.csv')}
            </Button>
          </>
        }
      />
      <RegisterFilters search={search} onChange={change} />
      {figures !== undefined && <RegisterFigures figures={figures} />}
      <DecidedBeside figure="kept" />
      {list.pending && <RowsSkeleton />}
      {list.error !== null && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {!list.pending && list.error === null && list.items.length === 0 && (
        <EmptyState what={t('register.none')} why={t('register.noneWhy')} />
      )}
      {list.items.length > 0 && <RegisterTable rows={list.items} />}
      <ShowMore more={list.more} />
    </div>
  );
}

/** The address as the API understands it: days are whole days. */
function filterOf(search: Readonly<Record<string, string | undefined>>): RegisterFilter {
  const day = (key: string) => {
    const value = search[key];
    return value !== undefined && /^\d{4}-\d\d-\d\d/.test(value) ? { [key]: `${value.slice(0, 10)}T00:00:00Z` } : {};
  };
  const words = Object.fromEntries(
    ['state', 'kind', 'outcome', 'team', 'keeper', 'customer', 'clock'].flatMap((key) =>
      search[key] === undefined || search[key] === '' ? [] : [[key, search[key]]],
    ),
  );
  return { ...day('from'), ...day('to'), ...words } as RegisterFilter;
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
