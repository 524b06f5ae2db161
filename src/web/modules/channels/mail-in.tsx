import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { MailSource } from './channels.data.ts';
import { sourcesQuery } from './connections.data.ts';
import { SourceDialog } from './source-dialog.tsx';
import './connections.css';

const states = ['received', 'processed', 'set-aside'] as const;

/** Every mail that came in, with what became of it and why; its bytes are one press away. */
export function MailIn() {
  const { t } = useTranslation(['mailboxes', 'cases']);
  const [state, setState] = useState<MailSource['state']>();
  const [open, setOpen] = useState<string>();
  const list = useInfiniteQuery(sourcesQuery(state));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="block" aria-labelledby="incoming">
      <header className="row">
        <h2 className="title grow" id="incoming">
          {t('incoming.title')}
        </h2>
        <label>
          <span className="sr">{t('incoming.which')}</span>
          <select
            className="choose"
            value={state ?? ''}
            onChange={(event) => setState(states.find((one) => one === event.currentTarget.value))}
          >
            <option value="">{t('incoming.all')}</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {t(`incoming.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </header>
      {list.isPending ? (
        <RowsSkeleton rows={6} height={40} />
      ) : list.isError && rows.length === 0 ? (
        <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />
      ) : (
        <DataList
          label={t('incoming.title')}
          className="outbox"
          items={rows}
          keyOf={(row) => row.id}
          rowHeight={40}
          onOpen={(row) => setOpen(row.id)}
          renderRow={(row) => (
            <div className="incoming-row">
              <span className={row.state === 'set-aside' ? 'strong' : 'dim'}>{t(`incoming.${row.state}`)}</span>
              <span className="cut">{row.from ?? '–'}</span>
              <span className="cut dim">
                {row.reason ??
                  [
                    row.class === null || row.class === 'human'
                      ? ''
                      : t(`cases:mailClass.${row.class}`, { defaultValue: row.class }),
                    t(row.caseId === null ? 'incoming.dropped' : 'incoming.case'),
                  ]
                    .filter((part) => part !== '')
                    .join(', ')}
              </span>
              <span className="dim">{row.door.toUpperCase()}</span>
              <span className="dim when">
                <TimeText at={row.receivedAt} />
              </span>
            </div>
          )}
          more={{ has: list.hasNextPage, load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage }}
          empty={<EmptyState what={t('incoming.emptyWhat')} why={t('incoming.emptyWhy')} />}
        />
      )}
      {open !== undefined && <SourceDialog id={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
