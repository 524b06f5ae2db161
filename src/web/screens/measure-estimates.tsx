import '../modules/measures/measures.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CalibrationChart } from '../modules/promises/calibration-chart.tsx';
import { calibrationQuery, type Calibration } from '../modules/promises/register/register.data.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { percent } from '../../figures/figure-words.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { UpLink } from '../ui/up-link.tsx';

type Line = Calibration['overall'];

/** Do our estimates come true? Promised against actual, overall and by kind of case. */
export function Screen() {
  const { t } = useTranslation('register');
  const found = useQuery(calibrationQuery);
  if (found.isPending) return <ScreenSkeleton />;
  const calibration = found.data;
  return (
    <div className="page">
      <PageHeader
        meet
        eyebrow={[
          <UpLink key="up" to="measure" />,
          t('calibration.eyebrow'),
          ...(calibration === undefined ? [] : [t('calibration.learned', { n: calibration.learnedFrom })]),
        ]}
        answer={
          calibration === undefined || calibration.overall.met.n === 0
            ? t('calibration.answerNone')
            : t('calibration.answer', { k: calibration.overall.met.k, n: calibration.overall.met.n })
        }
        tools={
          <a href="/help/how-we-keep-time" target="_blank" rel="noreferrer">
            {t('calibration.public')}
          </a>
        }
      />
      {calibration === undefined && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
      {calibration?.overall.met.n === 0 && <p className="mid">{t('calibration.why')}</p>}
      {calibration !== undefined && calibration.overall.met.n > 0 && (
        <>
          <section className="card" style={{ padding: 16, marginTop: 16 }}>
            <p className="xs dim">
              ↑ {t('calibration.met')} · → {t('calibration.promisedColumn')} · ┄ {t('calibration.perfect')}
            </p>
            <CalibrationChart levels={calibration.levels} />
          </section>
          <Lines calibration={calibration} />
          <p className="dim sm">{t('calibration.why')}</p>
        </>
      )}
    </div>
  );
}

function Lines({ calibration }: { calibration: Calibration }) {
  const { t } = useTranslation(['register', 'cases']);
  return (
    <div className="scroll" style={{ margin: '18px 0' }}>
      <table className="data ledger">
        <thead>
          <tr>
            {(['kind', 'met', 'share', 'between', 'band'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`calibration.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row name={t('calibration.all')} line={calibration.overall} />
          {calibration.byKind.map((line) => (
            <Row key={line.kind} name={t(`cases:kind.${line.kind}`, { defaultValue: line.kind })} line={line} />
          ))}
          {calibration.requoted.met.n > 0 && <Row name={t('calibration.requoted')} line={calibration.requoted} />}
        </tbody>
      </table>
    </div>
  );
}

function Row({ name, line: { met, band } }: { name: string; line: Line }) {
  const { t, i18n } = useTranslation('register');
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {met.k} / {met.n}
      </td>
      <td>{met.n < 5 ? '–' : percent(met.k / met.n, i18n.language)}</td>
      <td>{met.low === null ? '–' : `${percent(met.low, i18n.language)} – ${percent(met.high, i18n.language)}`}</td>
      <td className={band === 'unknown' ? 'dim' : undefined}>{t(`calibration.bands.${band}`)}</td>
    </tr>
  );
}
