import './words.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { effortCasesQuery, effortQuery, resolutionQuery } from './words.data.ts';

const Recurrences = lazy(() => import('./recurrences.tsx'));
const kinds = ['contacts', 'handOffs', 'repeats', 'channelSwitches'] as const;
type About = { week?: string | undefined; touchpoint?: string | undefined };

/** Whether what we called solved was solved for the customer, and what it cost him. */
export default function WordsMeasure() {
  const { t, i18n } = useTranslation('words');
  const resolution = useQuery(resolutionQuery).data;
  const effort = useQuery(effortQuery).data;
  const [about, setAbout] = useState<About>();
  const { may } = useSession();
  if (resolution === undefined || effort === undefined) return null;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const no = resolution.saidSolvedCustomerSaidNo;
  const rows = [
    { key: 'all', name: t('measure.all'), about: undefined, point: effort.all },
    ...effort.touchpoints.map((point) => ({
      key: point.touchpoint?.id ?? '',
      name: point.touchpoint?.name ?? '',
      about: { touchpoint: point.touchpoint?.id },
      point,
    })),
    ...effort.weeks.map((point) => ({
      key: point.week ?? '',
      name: `${t('measure.week')} ${point.week === null ? '' : new Date(point.week).toLocaleDateString(i18n.language, { day: 'numeric', month: 'short', timeZone: 'UTC' })}`,
      about: { week: point.week ?? undefined },
      point,
    })),
  ];
  return (
    <section className="card words-measure" aria-labelledby="words-measure">
      <h2 className="title" id="words-measure">
        {t('measure.title')}
      </h2>
      {resolution.closed === 0 ? (
        <p className="mid">{t('measure.none')}</p>
      ) : (
        <>
          <p>
            <b>{t('measure.no')}:</b> {t('measure.of', { k: no.k, n: no.n })}
          </p>
          <p className="mid sm">
            {t('measure.closed', { count: resolution.closed })}:{' '}
            {(['confirmed', 'silent', 'refuted', 'recurred', 'unasked'] as const)
              .map((key) => `${t(`measure.${key}`)} ${String(resolution[key])}`)
              .join(' · ')}
          </p>
          {/* a table that is wider than a phone is moved by keyboard as well */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className="words-table" tabIndex={0} aria-label={t('measure.effort')}>
            <table>
              <caption className="dim sm">
                {t('measure.effort')}. {t('measure.effortWhy')}
              </caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="sr">{t('measure.case')}</span>
                  </th>
                  <th scope="col">{t('measure.n')}</th>
                  {kinds.map((kind) => (
                    <th key={kind} scope="col">
                      {t(`measure.${kind}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, name, about: where, point }) => (
                  <tr key={key}>
                    <th scope="row">
                      <button
                        type="button"
                        className="plainly"
                        title={t('measure.cases')}
                        onClick={() => setAbout(where ?? {})}
                      >
                        {name}
                      </button>
                    </th>
                    <td>{point.n}</td>
                    {kinds.map((kind) => (
                      <td key={kind}>{point[kind] === null ? '–' : number.format(point[kind])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {about !== undefined && <Cases about={about} />}
        </>
      )}
      {may('cases.read') && (
        <Suspense fallback={<RowsSkeleton rows={3} height={56} />}>
          <Recurrences />
        </Suspense>
      )}
    </section>
  );
}

function Cases({ about }: { about: About }) {
  const { t } = useTranslation('words');
  const cases = useQuery(effortCasesQuery(about)).data ?? [];
  return (
    <ul className="words-list" aria-live="polite">
      {cases.map(({ case: one, customer, ...counts }) => (
        <li key={one.id}>
          <Link className="grow" to="/inbox/{-$number}" params={{ number: String(one.number) }}>
            #{one.number} {one.subject}
          </Link>
          <span className="dim sm">
            {customer.name} · {kinds.map((kind) => t(`strip.${kind}`, { count: counts[kind] })).join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
