import './voice.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Figure } from '../../ui/figure.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { listeningQuery, withheldQuery } from './voice.data.ts';

/** Of how many we know what they think, and of how many we do not: the silent are grey, not content. */
export function Listening() {
  const { t } = useTranslation('listening');
  const found = useQuery(listeningQuery);
  const withheld = usePaged(withheldQuery);
  return (
    <div className="two-halves">
      <section aria-labelledby="coverage">
        <h2 className="title" id="coverage">
          {t('coverage.title')}
        </h2>
        {found.isPending && <TextSkeleton lines={4} />}
        {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
        {found.data && (
          <>
            <p style={{ fontSize: 'var(--t-xl)', margin: '8px 0 12px' }}>
              {t('coverage.heard', { k: found.data.heard.k, n: found.data.active, count: found.data.days })}
            </p>
            <ul className="funnel">
              {found.data.byWay.map(({ way, n }) => (
                <li key={way}>
                  <span>{t(`coverage.way.${way}`)}</span>
                  <span className="track" aria-hidden>
                    <i style={{ width: `${(n / Math.max(1, found.data.active)) * 100}%` }} />
                  </span>
                  <b className="strong">{n}</b>
                </li>
              ))}
              <li className="away">
                <span>{t('coverage.silent')}</span>
                <span className="track hatch" aria-hidden>
                  <i
                    style={{
                      width: `${((found.data.active - found.data.heard.k) / Math.max(1, found.data.active)) * 100}%`,
                    }}
                  />
                </span>
                <b className="strong">{Math.max(0, found.data.active - found.data.heard.k)}</b>
              </li>
            </ul>
            <p className="sm" style={{ marginTop: 12 }}>
              {t('coverage.share')} <Figure figure={found.data.heard} />
            </p>
            <p className="dim sm" style={{ marginTop: 6, maxWidth: '50ch' }}>
              {t('coverage.why')}
            </p>
          </>
        )}
      </section>
      <section aria-labelledby="withheld">
        <h2 className="title" id="withheld">
          {t('notAsked.title')}
        </h2>
        <ListFrame list={withheld} rows={4} none={<p className="dim sm">{t('notAsked.none')}</p>}>
          <ul className="history" style={{ marginTop: 8 }}>
            {withheld.items.map((one) => (
              <li key={one.id}>
                <Link to={`/customers/${one.customer.id}`}>{one.customer.name}</Link>
                <span>
                  {one.withheldReason ?? (one.withheldBecause === null ? '' : t(`withheld.${one.withheldBecause}`))}{' '}
                  <span className="dim xs">
                    <TimeText at={one.at} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </ListFrame>
      </section>
    </div>
  );
}
