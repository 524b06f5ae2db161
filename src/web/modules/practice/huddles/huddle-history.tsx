import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { ShowMore } from '../../../ui/show-more.tsx';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import { useManner } from '../../../ui/time-text.tsx';
import { dayWords } from '../../../../figures/day-words.ts';
import { huddlesQuery } from './huddles.data.ts';

/** Huddles that were, newest first. */
export function HuddleHistory({ team }: { team: string | undefined }) {
  const { t } = useTranslation('huddle');
  const { language } = useManner();
  const list = usePaged(huddlesQuery(team));
  if (list.pending) return <RowsSkeleton rows={5} />;
  if (list.items.length === 0) {
    if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
    return <EmptyState what={t('history.emptyWhat')} why={t('history.emptyWhy')} />;
  }
  return (
    <section>
      <h2 className="title">{t('history.title')}</h2>
      <ul className="history">
        {list.items.map((one) => (
          <li key={one.id}>
            <Link to="/huddle/$id" params={{ id: one.id }}>
              {dayWords(one.day, language)}
            </Link>
            <span className="cut">{one.team?.name ?? t('stage.everyone')}</span>
            <span className="dim">{t('history.here', { count: one.here })}</span>
            <span className="dim">
              {one.seconds === null
                ? t('history.runs')
                : t('history.took', { count: Math.max(1, Math.round(one.seconds / 60)) })}
            </span>
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </section>
  );
}
