import './journeys.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Voice } from '../../ui/voice-quote.tsx';
import { momentsQuery, type MomentFilter } from './journeys.data.ts';
import { OutcomeSign } from './outcome-sign.tsx';

/** The ledger of moments: when, who, where, how it went, and by which evidence. Each leads to its case. */
export function Ledger({ filter, place = true, limit }: { filter: MomentFilter; place?: boolean; limit?: number }) {
  const { t } = useTranslation(['map', 'charts', 'customers']);
  const list = usePaged(momentsQuery(filter, limit));
  if (list.pending) return <RowsSkeleton rows={8} height={40} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) return <EmptyState what={t('ledger.emptyWhat')} why={t('ledger.emptyWhy')} />;
  return (
    <>
      {/* A region that scrolls must be reachable without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="scroll" tabIndex={0} aria-label={t('ledger.title')}>
        <table className="data ledger">
          <thead>
            <tr>
              <th scope="col">{t('ledger.outcome')}</th>
              <th scope="col">{t('ledger.customer')}</th>
              {place && <th scope="col">{t('ledger.place')}</th>}
              <th scope="col">{t('ledger.evidence')}</th>
              <th scope="col">{t('ledger.when')}</th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((moment) => (
              <tr key={moment.id}>
                <td>
                  <OutcomeSign outcome={moment.outcome} />
                </td>
                <td>
                  <Link to={`/customers/${moment.customer.id}`}>{moment.customer.name}</Link>
                </td>
                {place && (
                  <td>
                    <Link to={`/journeys/touchpoints/${moment.touchpoint.id}`}>{moment.touchpoint.name}</Link>
                  </td>
                )}
                <td>
                  {moment.quote !== null && moment.quote !== '' && (
                    <span style={{ display: 'block' }}>
                      {moment.evidence === 'broken-promise' ? (
                        // what we promised is no word of the customer
                        t(`customers:clock.${moment.quote}`, { defaultValue: moment.quote })
                      ) : (
                        <Voice>{moment.quote}</Voice>
                      )}
                    </span>
                  )}
                  <span className="dim xs">
                    {t(`evidence.${moment.evidence}`)}
                    {moment.score !== null && ` ${moment.score}`}
                  </span>
                </td>
                <td style={{ whiteSpace: 'nowrap' }}>
                  {moment.caseId === null ? (
                    <TimeText at={moment.at} />
                  ) : (
                    <Link to={`/cases/${moment.caseId}`}>
                      <TimeText at={moment.at} />
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ShowMore more={list.more} />
    </>
  );
}
