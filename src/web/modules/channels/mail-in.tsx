import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { MailSource } from './channels.data.ts';
import { sourcesQuery } from './connections.data.ts';
import { MailList } from './mail-list.tsx';
import { SourceDialog } from './source-dialog.tsx';

const states = ['received', 'processed', 'set-aside'] as const;

/** Every mail that came in, with what became of it and why; its bytes are one press away. */
export function MailIn() {
  const { t } = useTranslation(['mailboxes', 'cases']);
  const [state, setState] = useState<MailSource['state']>();
  const [open, setOpen] = useState<string>();
  const list = usePaged(sourcesQuery(state));
  return (
    <section className="block" aria-labelledby="incoming">
      <MailList
        id="incoming"
        title={t('incoming.title')}
        which={t('incoming.which')}
        all={t('incoming.all')}
        states={states}
        wordOf={(one) => t(`incoming.${one}`)}
        state={state}
        onState={setState}
        list={list}
        onOpen={setOpen}
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
        empty={<EmptyState what={t('incoming.emptyWhat')} why={t('incoming.emptyWhy')} />}
      />
      {open !== undefined && <SourceDialog id={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
