import './voice.css';
import { useTranslation } from 'react-i18next';
import { Figure } from '../../ui/figure.tsx';
import { percent } from '../../../figures/figure-words.ts';
import type { Funnel } from './voice.data.ts';

/** These lead out of it rather than on. */
const away: ReadonlySet<string> = new Set(['withheld', 'bounced']);

/** From "should have been asked" to "answered everything": each step with what it is of, and who fell out why. */
export function FunnelSteps({ funnel }: { funnel: Funnel }) {
  const { t, i18n } = useTranslation('listening');
  if (funnel.invited === 0) return <p className="dim sm">{t('funnel.nobody')}</p>;
  const reached = new Map(funnel.steps.map(({ step, n }) => [step, n]));
  return (
    <>
      <ul className="funnel" aria-label={t('funnel.title')}>
        {funnel.steps.map(({ step, n, of }) => (
          <li key={step} className={away.has(step) ? 'away' : undefined}>
            <span>{t(`funnel.${step}`)}</span>
            <span className="track" aria-hidden>
              <i style={{ width: `${((n ?? 0) / funnel.invited) * 100}%` }} />
            </span>
            <span className="dim">
              {n === null ? (
                <span style={{ color: 'var(--unknown-ink)' }}>{t('funnel.unknown')}</span>
              ) : (
                <>
                  <b className="strong" style={{ color: 'var(--ink)' }}>
                    {n}
                  </b>{' '}
                  {of !== null && t(`funnel.ofThat.${of}`, { n: reached.get(of) ?? 0 })}
                  {of !== null && (reached.get(of) ?? 0) > 0 && ` · ${percent(n / reached.get(of)!, i18n.language)}`}
                </>
              )}
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
