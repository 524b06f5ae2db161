import { useTranslation } from 'react-i18next';
import type { Answer } from './search.data.ts';

/** What was not understood, what may have been meant, and whether everything has been taken in yet. */
export function SearchNotices({ answer, onAsk }: { answer: Answer; onAsk: (q: string) => void }) {
  const { t } = useTranslation('search');
  const { meant, taken } = answer;
  return (
    <div className="search-notices" role="status">
      {answer.notices.map((notice) => (
        <p key={`${notice.because}-${notice.filter}-${notice.value}`}>
          {t(`notice.${notice.because}`, { filter: notice.filter, value: notice.value })}
          {notice.meant.length > 0 && <> {t('notice.try', { meant: notice.meant.slice(0, 8).join(', ') })}</>}
        </p>
      ))}
      {meant !== null && (
        <p>
          {t(meant.shown ? 'meant.shown' : 'meant.ask')}{' '}
          <button type="button" className="link" onClick={() => onAsk(meant.q)}>
            {meant.q}
          </button>
        </p>
      )}
      {answer.partly && answer.next === null && <p className="dim">{t('partly')}</p>}
      {taken !== null && <p className="dim">{t('taken', { percent: Math.floor(taken * 100) })}</p>}
    </div>
  );
}
