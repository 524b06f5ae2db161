import type { ReplyOf } from '../../../../contract/route.ts';
import type * as contract from '../../../../contract/practice-huddles.ts';
import { useTranslation } from 'react-i18next';
import { dayWords } from '../../../../figures/day-words.ts';
import { useManner } from '../../../ui/time-text.tsx';

/** How steady it is: how many working days with a huddle, which without, how long they take. */
export function HuddleRhythm({ rhythm }: { rhythm: ReplyOf<typeof contract.readHuddleRhythm> }) {
  const { t } = useTranslation('huddle');
  const { language } = useManner();
  const { held, missed, medianSeconds } = rhythm;
  const days = held + missed.length;
  if (days === 0) return null;
  return (
    <section className="card start">
      <h2 className="title">{t('rhythm.title')}</h2>
      <p className="rhythm" aria-hidden>
        {Array.from({ length: held }, (_, place) => (
          // Marks of one kind, counted.
          // oxlint-disable-next-line react/no-array-index-key
          <i key={place} className="held" />
        ))}
        {missed.map((day) => (
          <i key={day} />
        ))}
      </p>
      <p className="mid">
        {t('rhythm.held', { held, count: days })}{' '}
        {medianSeconds !== null && t('rhythm.median', { count: Math.round(medianSeconds / 60) })}
      </p>
      {missed.length > 0 && (
        <details className="sm">
          <summary>{t('rhythm.missed', { count: missed.length })}</summary>
          <p className="dim">{missed.map((day) => dayWords(day, language)).join(' · ')}</p>
        </details>
      )}
    </section>
  );
}
