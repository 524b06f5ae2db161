import { IconCircle, IconInbox, IconMessage2Star, IconTarget } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '../../../contract/customers.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { timelineQuery } from './customers.data.ts';

const icons = { case: IconInbox, promise: IconTarget, moment: IconCircle, answer: IconMessage2Star };

/** Everything that happened with a customer, newest first. */
export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const list = useInfiniteQuery(timelineQuery(customerId));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <RowsSkeleton rows={6} height={34} />;
  if (list.isError && items.length === 0) {
    return <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />;
  }
  if (items.length === 0) return <p className="dim">{t('timeline.empty')}</p>;
  return (
    <>
      <ol className="timeline">
        {items.map((item) => (
          <Item key={`${item.kind}-${item.id}-${item.at}`} item={item} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button kind="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('web:more')}
        </Button>
      )}
    </>
  );
}

function Item({ item }: { item: TimelineItem }) {
  const { t } = useTranslation('customers');
  const Icon = icons[item.kind];
  const title = item.kind === 'promise' ? t(`clock.${item.title}`, { defaultValue: item.title }) : item.title;
  return (
    <li>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className="kind">{t(`timeline.${item.kind}`)}</span>
      <span className="grow cut">
        {item.kind === 'case' && item.caseNumber !== null ? (
          <Link to="/inbox/{-$number}" params={{ number: String(item.caseNumber) }} search={{} as never}>
            {title}
          </Link>
        ) : item.kind === 'promise' ? (
          <Link to="/promises/$id" params={{ id: item.id }}>
            {title}
          </Link>
        ) : (
          title
        )}{' '}
        {item.caseNumber !== null && <small className="dim">#{item.caseNumber}</small>}
      </span>
      <span className="mid xs">{t(`itemState.${item.state}`, { defaultValue: item.state })}</span>
      <span className="dim xs when">
        <TimeText at={item.at} />
      </span>
    </li>
  );
}
