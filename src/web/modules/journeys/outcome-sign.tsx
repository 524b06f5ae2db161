import './journeys.css';
import { useTranslation } from 'react-i18next';

/** Won, neutral or lost: its shape, its place on the stave, and its word. */
export function OutcomeSign({ outcome }: { outcome: 'won' | 'neutral' | 'lost' }) {
  const { t } = useTranslation('charts');
  return (
    <span className="sign">
      <svg width="14" height="18" viewBox="0 0 14 18" aria-hidden>
        <line x1="0" x2="14" y1="9" y2="9" stroke="var(--line-strong)" />
        {outcome === 'won' && <circle cx="7" cy="4.6" r="3.6" fill="var(--won)" stroke="var(--won-edge)" />}
        {outcome === 'neutral' && (
          <circle cx="7" cy="9" r="3.2" fill="var(--surface)" stroke="var(--ink-3)" strokeWidth="1.3" />
        )}
        {outcome === 'lost' && <rect x="3.6" y="10.6" width="6.8" height="6.8" rx="1" fill="var(--lost)" />}
      </svg>
      {t(`outcome.${outcome}`)}
    </span>
  );
}
