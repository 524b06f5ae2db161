import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { ShowMore } from '../../../ui/show-more.tsx';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { relaysQuery } from '../practice.data.ts';
import { RelayTree } from './relay-tree.tsx';

/** Where mine travelled: each relay that I started or took part in, as a tree. */
export function RelaysPart() {
  const { t } = useTranslation('culture');
  const list = usePaged(relaysQuery);
  if (list.pending) return <RowsSkeleton rows={4} height={90} />;
  if (list.items.length === 0) {
    if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
    return <EmptyState what={t('relays.emptyWhat')} why={t('relays.emptyWhy')} />;
  }
  return (
    <div style={{ display: 'grid', gap: 16, maxWidth: 860 }}>
      {list.items.map((relay) => (
        <section key={relay.rootId} className="card sheet">
          <h2 className="title">
            {relay.behaviour.kind === 'stop' && <span className="dim">{t('behaviours.stop')} </span>}
            {relay.behaviour.title}
          </h2>
          <p className="dim sm">
            {t('relays.reached', { count: relay.reached })} {t('relays.depth', { count: relay.depth })}{' '}
            {t('relays.since')} <TimeText at={relay.startedAt} />
          </p>
          <RelayTree relay={relay} />
        </section>
      ))}
      <ShowMore more={list.more} />
    </div>
  );
}
