import { useTranslation } from 'react-i18next';
import type { ShareFigure } from '../../contract/shapes.ts';
import { figureWords } from '../../figures/figure-words.ts';

/**
 * A share as it may be said: unknown in grey, a bare count, k of n with its interval, or the share with interval and n.
 * `terse` leaves the interval to the chart beside it.
 */
export function Figure({ figure, terse }: { figure: ShareFigure; terse?: boolean }) {
  const { t, i18n } = useTranslation();
  const words = figureWords(figure, i18n.language);
  if (words.grey) return <span style={{ color: 'var(--unknown-ink)' }}>{t(words.key, words.values)}</span>;
  return (
    <span>
      <b className="strong">{t(`${words.key}Head`, words.values)}</b>
      {terse !== true && <span className="dim"> {t(`${words.key}Tail`, words.values)}</span>}
    </span>
  );
}
