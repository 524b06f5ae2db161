import './radar.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Figure } from '../../ui/figure.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { DurationText } from '../../ui/time-text.tsx';
import { recoveryFiguresQuery } from './radar.data.ts';

/** How well we win back: open by age and severity, won back with interval, first contact, causes and touchpoints. */
export function RecoveryFigures() {
  const { t } = useTranslation('regain');
  const found = useQuery(recoveryFiguresQuery);
  if (found.isPending) return <TextSkeleton lines={6} />;
  if (found.data === undefined) return <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />;
  const figures = found.data;
  const shares = [
    ['recovered', figures.recovered],
    ['still30', figures.stillGood30],
    ['still90', figures.stillGood90],
    ['inTime', figures.contactInTime],
  ] as const;
  const ranked = [
    {
      key: 'causes',
      rows: figures.causes.map((row) => ({
        name: row.kind === null ? t('side.notNamed') : t(`cause.${row.kind}`),
        n: row.n,
        recovered: row.recovered,
      })),
    },
    {
      key: 'touchpoints',
      rows: figures.touchpoints.map((row) => ({
        name: row.touchpoint?.name ?? t('side.nowhere'),
        n: row.n,
        recovered: row.recovered,
      })),
    },
  ] as const;
  return (
    <section aria-labelledby="regain-figures" style={{ marginBottom: 30 }}>
      <h2 className="title" id="regain-figures">
        {t('figures.title')} <span className="dim sm">{t('figures.period', { count: figures.days })}</span>
      </h2>
      <div className="two-halves">
        <div>
          <dl style={{ display: 'grid', gap: 8 }}>
            {shares.map(([key, figure]) => (
              <div key={key}>
                <dt className="label">{t(`figures.${key}`)}</dt>
                <dd style={{ margin: 0 }}>
                  <Figure figure={figure} />
                </dd>
              </div>
            ))}
            <div>
              <dt className="label">{t('figures.median')}</dt>
              <dd style={{ margin: 0 }}>
                {figures.contactMedianMinutes === null ? (
                  <span className="dim">{t('figures.medianUnknown')}</span>
                ) : (
                  <DurationText milliseconds={figures.contactMedianMinutes * 60_000} />
                )}
              </dd>
            </div>
          </dl>
        </div>
        <table className="data">
          <caption className="label" style={{ textAlign: 'start' }}>
            {t('figures.open')}: {figures.open}, {figures.severe} {t('figures.severe')}, {figures.late}{' '}
            {t('figures.late')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('figures.age')}</th>
              <th scope="col">{t('figures.severe')}</th>
              <th scope="col">{t('figures.normal')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.byAge.map((age) => (
              <tr key={age.upToDays ?? 0}>
                <th scope="row">
                  {age.upToDays === null ? t('figures.older') : t('figures.upTo', { count: age.upToDays })}
                </th>
                <td>{age.severe}</td>
                <td>{age.normal}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="two-halves">
        {ranked.map(({ key, rows }) => (
          <div className="arms" key={key}>
            <table className="data">
              <thead>
                <tr>
                  <th scope="col">{t(`figures.${key}`)}</th>
                  <th scope="col">{t('figures.how')}</th>
                  <th scope="col">{t('figures.wonBack')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.name}>
                    <th scope="row">{row.name}</th>
                    <td>{row.n}</td>
                    <td>
                      <Figure figure={row.recovered} terse />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </div>
    </section>
  );
}
