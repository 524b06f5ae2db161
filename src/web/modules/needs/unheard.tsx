import './needs.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as records from '../../../contract/customer-records.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Figure } from '../../ui/figure.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { coverageQuery, unheardQuery } from './needs.data.ts';

/** Whom nobody has heard from, most valuable first, and how much of the briefs is known. */
export default function Unheard() {
  return (
    <div className="two-halves" style={{ marginTop: 28 }}>
      <UnheardList />
      <Coverage />
    </div>
  );
}

function UnheardList() {
  const { t, i18n } = useTranslation('needs');
  const list = usePaged(unheardQuery);
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 });
  return (
    <section aria-labelledby="unheard">
      <h2 className="title" id="unheard">
        {t('unheard.title')}
      </h2>
      <p className="dim sm">{t('unheard.why')}</p>
      <ListFrame list={list} rows={4} none={<p className="sm">{t('unheard.none')}</p>}>
        <ul className="history" style={{ marginTop: 8 }}>
          {list.items.map((one) => (
            <li key={one.customer.id}>
              <Link to="/customers/$id" params={{ id: one.customer.id }}>
                {one.customer.name}
              </Link>
              <span>
                {t('unheard.value', { value: number.format(one.value) })}, {t('unheard.cases', { count: one.cases })}{' '}
                <span className="dim xs">
                  {one.heardAt === null ? (
                    t('unheard.never')
                  ) : (
                    <>
                      {t('unheard.last')} <TimeText at={one.heardAt} />
                    </>
                  )}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </ListFrame>
    </section>
  );
}

function Coverage() {
  const { t } = useTranslation(['needs', 'customers']);
  const [segment, setSegment] = useState('');
  const segments = useQuery({
    queryKey: ['needs', 'segments'],
    queryFn: ({ signal }) => call<typeof records.listSegments>('GET', '/customers/segments', { signal }),
  }).data;
  const found = useQuery(coverageQuery(segment === '' ? undefined : segment));
  return (
    <section aria-labelledby="brief-coverage">
      <h2 className="title" id="brief-coverage">
        {t('coverage.title')}
      </h2>
      {segments !== undefined && segments.length > 0 && (
        <label className="row sm">
          {t('coverage.of')}
          <select
            className="choose"
            style={{ width: 'auto' }}
            value={segment}
            onChange={(event) => setSegment(event.currentTarget.value)}
          >
            <option value="">{t('coverage.everybody')}</option>
            {segments.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {found.isPending && <TextSkeleton lines={8} />}
      {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
      {found.data && (
        <>
          <p className="sm">
            <Figure figure={found.data.known} />{' '}
            <span className="dim">{t('coverage.known', { count: found.data.customers })}</span>
          </p>
          <ul className="funnel">
            {found.data.questions.map(({ question, known, stale }) => (
              <li key={question}>
                <span>{t(`customers:brief.${question}`)}</span>
                <span className="track" aria-hidden>
                  <i style={{ width: `${(known.k / Math.max(1, known.n)) * 100}%` }} />
                </span>
                <b className="strong">
                  {known.k}
                  {stale > 0 && <span className="dim xs"> {t('coverage.stale', { count: stale })}</span>}
                </b>
              </li>
            ))}
          </ul>
          {found.data.least.length > 0 && (
            <p className="sm" style={{ marginTop: 10 }}>
              <span className="dim">{t('coverage.least')}: </span>
              {found.data.least.slice(0, 6).map(({ customer, known }, at) => (
                <span key={customer.id}>
                  {at > 0 && ', '}
                  <Link to="/customers/$id" params={{ id: customer.id }}>
                    {customer.name}
                  </Link>{' '}
                  {known}/8
                </span>
              ))}
            </p>
          )}
        </>
      )}
    </section>
  );
}
