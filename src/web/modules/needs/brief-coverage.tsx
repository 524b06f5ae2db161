import './needs.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as records from '../../../contract/customer-records.ts';
import { call } from '../../api.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Figure } from '../../ui/figure.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { coverageQuery } from './needs.data.ts';

/** How much of the briefs is known: of everybody or a segment, or of one organisation, question by question. */
export default function BriefCoverage({ organisationId }: { organisationId?: string }) {
  const { t } = useTranslation(['needs', 'customers']);
  const [segment, setSegment] = useState('');
  const segments = useQuery({
    queryKey: ['needs', 'segments'],
    queryFn: ({ signal }) => call<typeof records.listSegments>('GET', '/customers/segments', { signal }),
    enabled: organisationId === undefined,
  }).data;
  const found = useQuery(
    coverageQuery({
      ...(segment === '' ? {} : { segmentId: segment }),
      ...(organisationId === undefined ? {} : { organisationId }),
    }),
  );
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
          <ul className="coverage">
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
