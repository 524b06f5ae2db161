import '../modules/measures/measures.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/promises.ts';
import { call } from '../api.ts';
import { paged, usePaged } from '../paged.ts';
import { useSearchParams } from '../search-params.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';

const states = ['broken', 'kept', 'open', 'all'] as const;

function promisesQuery(state: (typeof states)[number]) {
  return paged(['promises', 'records', state], (page, signal) =>
    call<typeof contract.listPromises>('GET', '/promises', { query: { state, ...page }, signal }),
  );
}

/** The promises behind an answer: which were broken, to whom, and why. */
export function Screen() {
  const { t } = useTranslation('progress');
  const [search, change] = useSearchParams();
  const state = states.find((one) => one === search['state']) ?? 'broken';
  const list = usePaged(promisesQuery(state));
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <Link key="up" to="/measure">
            {t('web:places.measure.name')}
          </Link>,
        ]}
        answer={t(`records.${state}`)}
        tools={
          <label>
            <span className="sr">{t('records.show')}</span>
            <select className="choose" value={state} onChange={(event) => change({ state: event.currentTarget.value })}>
              {states.map((one) => (
                <option key={one} value={one}>
                  {t(`records.${one}`)}
                </option>
              ))}
            </select>
          </label>
        }
      />
      {list.pending && <RowsSkeleton />}
      {list.error !== null && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {!list.pending && list.error === null && list.items.length === 0 && (
        <EmptyState what={t('records.none')} why={t('records.noneWhy')} />
      )}
      {list.items.length > 0 && (
        <div className="scroll" style={{ marginTop: 18 }}>
          <table className="data ledger">
            <thead>
              <tr>
                <th scope="col">{t('records.what')}</th>
                <th scope="col">{t('records.whom')}</th>
                <th scope="col">{t('records.due')}</th>
                <th scope="col">{t('records.keeper')}</th>
                <th scope="col">{t('records.end')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((promise) => (
                <tr key={promise.id}>
                  <td>
                    <Link to={`/promises/${promise.id}`}>
                      {promise.clock === null ? promise.what : t(`records.clock.${promise.clock}`)}
                    </Link>
                  </td>
                  <td>
                    <Link to={`/customers/${promise.customer.id}`}>{promise.customer.name}</Link>
                    {promise.case !== null && (
                      <>
                        {' '}
                        <Link className="dim xs" to={`/inbox/${promise.case.number}`}>
                          {promise.case.subject}
                        </Link>
                      </>
                    )}
                  </td>
                  <td>{promise.dueAt === null ? '–' : <TimeText at={promise.dueAt} />}</td>
                  <td>{promise.keeper?.name ?? t('records.nobody')}</td>
                  <td>
                    {t(`records.state.${promise.state}`)}
                    {promise.brokeInSilence ? (
                      <span className="dim xs"> {t('records.silently')}</span>
                    ) : (
                      promise.endReason !== null && <span className="dim xs"> {promise.endReason}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ShowMore more={list.more} />
    </div>
  );
}
