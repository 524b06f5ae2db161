import './improvement.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Chip } from '../../ui/chip.tsx';
import { dayWords } from '../../../figures/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { decisionsQuery } from './improvement.data.ts';

/** Decisions and what became of them. */
export function DecisionsList({ empty }: { empty?: ReactNode }) {
  const { t, i18n } = useTranslation('fixing');
  const list = usePaged(decisionsQuery({}));
  if (list.pending) return <RowsSkeleton rows={5} height={68} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) {
    return <EmptyState what={t('decisions.emptyWhat')} why={t('decisions.emptyWhy')} action={empty} />;
  }
  return (
    <>
      <ul className="register">
        {list.items.map((line) => (
          <li key={line.id}>
            <Link className="entry" to={`/improve/decisions/${line.id}`}>
              <span>
                <span className="name">{line.question}</span>
                <span className="more" style={{ display: 'block' }}>
                  {[line.touchpoint?.name, line.chosen]
                    .filter((part) => part !== null && part !== undefined)
                    .join(' · ')}
                </span>
              </span>
              <span>
                <Chip kind={line.state === 'draft' ? 'think' : 'plain'}>{t(`decisions.state.${line.state}`)}</Chip>
              </span>
              <span className="end sm dim">
                {line.outcome !== null
                  ? t(`decisions.outcome.${line.outcome}`)
                  : line.reviewOn !== null
                    ? t('decisions.review', { day: dayWords(line.reviewOn, i18n.language) })
                    : line.decidedAt !== null && <TimeText at={line.decidedAt} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </>
  );
}
