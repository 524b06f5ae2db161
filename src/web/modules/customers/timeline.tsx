import {
  IconArrowMerge,
  IconCircle,
  IconEar,
  IconHeartHandshake,
  IconInbox,
  IconMessage,
  IconMessage2Star,
  IconNote,
  IconShoppingBag,
  IconTarget,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '../../../contract/customers-timeline.ts';
import { usePaged } from '../../paged.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { saidMarks } from '../../ui/voice-quote.tsx';
import { timelineQuery } from './customers.data.ts';

const icons = {
  case: IconInbox,
  message: IconMessage,
  promise: IconTarget,
  moment: IconCircle,
  answer: IconMessage2Star,
  observation: IconEar,
  recovery: IconHeartHandshake,
  purchase: IconShoppingBag,
  note: IconNote,
  merge: IconArrowMerge,
};

/** What can be looked at alone; everything at first. */
const views = [
  '',
  'case,message',
  'promise',
  'moment',
  'answer,observation,recovery',
  'purchase',
  'note,merge',
] as const;

/** Everything that happened with a customer, newest first. */
export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['customers', 'records']);
  const [kinds, setKinds] = useState<(typeof views)[number]>('');
  const list = usePaged(timelineQuery(customerId, kinds));
  const items = list.items;
  return (
    <>
      <div className="row wrap" role="group" aria-label={t('records:timeline.show')}>
        {views.map((view) => (
          <Button
            key={view}
            size="s"
            kind={view === kinds ? 'plain' : 'quiet'}
            aria-pressed={view === kinds}
            onClick={() => setKinds(view)}
          >
            {t(`records:timeline.view.${view === '' ? 'all' : view.split(',')[0]}`)}
          </Button>
        ))}
      </div>
      {list.pending ? (
        <RowsSkeleton rows={6} height={34} />
      ) : list.error !== null && items.length === 0 ? (
        <ErrorNotice problem={list.error} onAgain={list.again} />
      ) : items.length === 0 ? (
        <p className="dim">{t('timeline.empty')}</p>
      ) : (
        <ol className="timeline">
          {items.map((item) => (
            <Item key={`${item.kind}-${item.id}-${item.at}`} item={item} customerId={customerId} />
          ))}
        </ol>
      )}
      {list.more.has && (
        <Button kind="quiet" busy={list.more.loading} onClick={list.more.load}>
          {t('web:more')}
        </Button>
      )}
    </>
  );
}

function Item({ item, customerId }: { item: TimelineItem; customerId: string }) {
  const { t } = useTranslation(['customers', 'records']);
  const Icon = icons[item.kind];
  const title = item.kind === 'promise' ? t(`clock.${item.title}`, { defaultValue: item.title }) : item.title;
  return (
    <li>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className="kind">{t(`records:timeline.kind.${item.kind}`)}</span>
      <span className="grow cut">
        {(item.kind === 'case' || item.kind === 'message') && item.caseNumber !== null ? (
          <Link to="/inbox/{-$number}" params={{ number: String(item.caseNumber) }} search={{} as never}>
            {title}
          </Link>
        ) : item.kind === 'promise' ? (
          <Link to="/promises/$id" params={{ id: item.id }}>
            {title}
          </Link>
        ) : item.kind === 'answer' || item.kind === 'observation' || item.kind === 'note' ? (
          <span {...saidMarks({ kind: item.kind, id: item.id, customerId, at: item.at })}>{title}</span>
        ) : (
          title
        )}{' '}
        {item.caseNumber !== null && <small className="dim">#{item.caseNumber}</small>}
      </span>
      <span className="mid xs">
        {t(`itemState.${item.state}`, {
          defaultValue: t(`records:timeline.state.${item.state}`, { defaultValue: item.state }),
        })}
      </span>
      <span className="dim xs when">
        <TimeText at={item.at} />
      </span>
    </li>
  );
}
