import { useTranslation } from 'react-i18next';
import type { MottoCheck } from './charter.data.ts';

/** How long and readable a motto is, and gently what would make it easier to remember. It never blocks. */
export function MottoHints({ check }: { check: MottoCheck }) {
  const { t } = useTranslation('culture');
  const warnings = check.warnings.filter((one) => one.code !== 'empty');
  return (
    <div className="hints xs">
      <p className="dim">
        {t('motto.words', { count: check.words })} {t('motto.syllables', { count: check.syllables })}{' '}
        {warnings.length === 0 && check.words > 0 && t('motto.good')}
      </p>
      {warnings.map((one) => (
        <p key={one.code} className="mid">
          {t(`motto.warn.${one.code}`)}
        </p>
      ))}
    </div>
  );
}
