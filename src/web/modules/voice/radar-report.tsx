import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/radar.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { dayWords, numberWords } from '../../../figures/day-words.ts';
import { Figure } from '../../ui/figure.tsx';
import { type RadarReport, refreshVoice } from './radar.data.ts';

const outcomes = ['returned', 'bought', 'glad', 'upset'] as const;

/** Whether the radar helps: both arms as they were drawn, with n and interval; and its switch. */
export function Report({ report }: { report: RadarReport }) {
  const { t, i18n } = useTranslation('radar');
  const { may } = useSession();
  const { settings } = report;
  const points = (value: number) => numberWords(value * 100, i18n.language);
  const change = async (body: { active?: boolean; daily?: number }) => {
    try {
      await call<typeof contract.changeRadarSettings>('PATCH', '/radar/settings', { body });
      notify(t('report.saved'));
    } catch (problem) {
      notifyProblem(problem);
    }
    refreshVoice();
  };
  return (
    <>
      <section className="aside-block">
        <h2>{t('report.title')}</h2>
        <p className="strong">{t(`report.${report.say}`, { n: report.left.judged, needed: report.neededLeft })}</p>
        {report.stoppedBecause !== null && report.stoppedAt !== null && (
          <p className="sm">
            {t(`report.stopped.${report.stoppedBecause}`, {
              date: dayWords(report.stoppedAt.slice(0, 10), i18n.language),
            })}
          </p>
        )}
        <p className="dim sm">{t('report.how', { share: Math.round(1 / settings.heldOut) })}</p>
      </section>
      {report.touched.judged + report.left.judged > 0 && (
        <section className="aside-block">
          <dl>
            {outcomes.map((outcome) => (
              <div key={outcome} style={{ gridTemplateColumns: '1fr', gap: 2, marginBottom: 8 }}>
                <dt className="strong">{t(`report.${outcome}`)}</dt>
                <dd style={{ textAlign: 'start' }}>
                  {t('report.listed')} <Figure figure={report.touched[outcome]} />
                </dd>
                <dd style={{ textAlign: 'start' }}>
                  {t('report.leftAlone')} <Figure figure={report.left[outcome]} />
                </dd>
                {report[outcome] !== null && (
                  <dd style={{ textAlign: 'start' }}>
                    {t('report.difference')}{' '}
                    {t('report.points', {
                      value: points(report[outcome].value),
                      low: points(report[outcome].low),
                      high: points(report[outcome].high),
                    })}
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </section>
      )}
      {report.outcomes.length > 0 && (
        <section className="aside-block">
          <h2>{t('report.outcomes')}</h2>
          <dl>
            {report.outcomes.map(({ state, n }) => (
              <div key={state}>
                <dt>{t(`outcome.${state}`)}</dt>
                <dd>{n}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {may('surveys.write') && (
        <section className="aside-block" style={{ display: 'grid', gap: 10, justifyItems: 'start' }}>
          <label className="sm">
            {t('report.daily')}{' '}
            <select
              className="choose"
              style={{ width: 'auto' }}
              value={settings.daily}
              onChange={(event) => void change({ daily: Number(event.currentTarget.value) })}
            >
              {[...new Set([1, 3, 5, 8, 12, 20, settings.daily])]
                .sort((one, other) => one - other)
                .map((n) => (
                  <option key={n} value={n}>
                    {n}
                  </option>
                ))}
            </select>
          </label>
          <Button size="s" onClick={() => void change({ active: !settings.active })}>
            {t(settings.active ? 'report.off' : 'report.on')}
          </Button>
        </section>
      )}
    </>
  );
}
