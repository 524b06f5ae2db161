import './improvement.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Chip } from '../../ui/chip.tsx';
import { moneyWords } from '../../../figures/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { problemsQuery, type ProblemFilter } from './improvement.data.ts';

/** Problems: what is behind several cases, whom it hurts, and what it may cost. */
export function ProblemsList({ filter, empty }: { filter: ProblemFilter; empty?: ReactNode }) {
  const { t, i18n } = useTranslation('fixing');
  const list = usePaged(problemsQuery(filter));
  if (list.pending) return <RowsSkeleton rows={6} height={68} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) {
    return <EmptyState what={t('problems.emptyWhat')} why={t('problems.emptyWhy')} action={empty} />;
  }
  return (
    <>
      <ul className="register">
        {list.items.map((problem) => (
          <li key={problem.id}>
            <Link className="entry" to={`/improve/problems/${problem.id}`}>
              <span>
                <span className="name">{problem.title}</span>
                <span className="more" style={{ display: 'block' }}>
                  {problem.touchpoint?.name ?? t('problems.everywhere')} · {t('problems.opened')}{' '}
                  <TimeText at={problem.openedAt} />
                </span>
              </span>
              <span>
                <Chip kind={problem.state === 'open' ? 'line' : 'plain'}>{t(`problems.state.${problem.state}`)}</Chip>
              </span>
              <span className="end">
                <span className="worth">{t('problems.customers', { count: problem.affected.customers })}</span>
                <span className="dim xs">
                  {problem.affected.value === null
                    ? t('problems.cases', { count: problem.affected.cases })
                    : t('problems.bought', {
                        sum: moneyWords(problem.affected.value, problem.affected.currency, i18n.language),
                      })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </>
  );
}
