import './voice.css';
import { useTranslation } from 'react-i18next';
import { Figure } from '../../ui/figure.tsx';
import type { Funnel } from './voice.data.ts';

/** From "should have been asked" to "answered everything": each step with what it is of, and who fell out why. */
export function FunnelSteps({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation('listening');
  const all = Math.max(1, funnel.invited);
  if (funnel.invited === 0) return <p className="dim sm">{t('funnel.nobody')}</p>;
  const steps = [
    { key: 'invited', n: funnel.invited, of: funnel.invited, away: false },
    { key: 'withheld', n: funnel.withheld, of: funnel.invited, away: true },
    { key: 'bounced', n: funnel.bounced, of: funnel.invited, away: true },
    { key: 'delivered', n: funnel.delivered, of: funnel.invited, away: false },
    { key: 'opened', n: funnel.opened, of: funnel.delivered, away: false },
    { key: 'answered', n: funnel.started, of: funnel.delivered, away: false },
    { key: 'complete', n: funnel.complete, of: funnel.delivered, away: false },
  ];
  return (
    <>
      <ul className="funnel" aria-label={t('funnel.title')}>
        {steps.map(({ key, n, of, away }) => (
          <li key={key} className={away ? 'away' : undefined}>
            <span>{t(`funnel.${key}`)}</span>
            <span className="track" aria-hidden>
              <i style={{ width: `${(n / all) * 100}%` }} />
            </span>
            <span className="dim">
              <b className="strong" style={{ color: 'var(--ink)' }}>
                {n}
              </b>{' '}
              {key !== 'invited' && t('funnel.of', { n: of })}
            </span>
          </li>
        ))}
      </ul>
      <p className="sm" style={{ marginTop: 10 }}>
        {t('funnel.rate')} <Figure figure={funnel.responseRate} />
      </p>
      {funnel.withheldBecause.length > 0 && (
        <p className="dim xs" style={{ marginTop: 4 }}>
          {t('funnel.because')}{' '}
          {funnel.withheldBecause.map(({ because, n }) => `${t(`withheld.${because}`)} ${n}`).join(' · ')}
        </p>
      )}
    </>
  );
}
