import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { MailList } from './mail-list.tsx';
import { outboxMailQuery, outboxQuery, type OutboxRow } from './channels.data.ts';

const states = ['queued', 'sent', 'deferred', 'failed', 'bounced', 'held'] as const;

/** Every mail that goes out, readable even where nothing is set up to carry it. */
export function Outbox() {
  const { t } = useTranslation('settings');
  const [state, setState] = useState<OutboxRow['state']>();
  const [open, setOpen] = useState<string>();
  const list = usePaged(outboxQuery(state));
  return (
    <section className="block" aria-labelledby="outbox">
      <MailList
        id="outbox"
        title={t('outbox.title')}
        which={t('outbox.state')}
        all={t('outbox.all')}
        states={states}
        wordOf={(one) => t(`outbox.${one}`)}
        state={state}
        onState={setState}
        list={list}
        onOpen={setOpen}
        renderRow={(row) => (
          <div className="outbox-row">
            <span className={row.state === 'sent' ? 'dim' : 'strong'}>{t(`outbox.${row.state}`)}</span>
            <span className="cut">{row.to.join(', ')}</span>
            <span className="cut">{row.subject}</span>
            <span className="dim">{t(`outbox.purpose.${row.purpose}`)}</span>
            <span className="dim when">
              <TimeText at={row.sentAt ?? row.queuedAt} />
            </span>
          </div>
        )}
        empty={<EmptyState what={t('outbox.emptyWhat')} why={t('outbox.emptyWhy')} />}
      />
      {open !== undefined && <MailDialog id={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function MailDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const mail = useQuery(outboxMailQuery(id));
  const retry = async () => {
    try {
      await call<typeof contract.retryOutboxMail>('POST', '/outbox/:id/retry', { params: { id } });
      notify(t('outbox.again'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['channels'] });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const found = mail.data;
  return (
    <Dialog opened onClose={onClose} title={found?.subject ?? t('outbox.title')} width={720}>
      {mail.isPending && <TextSkeleton lines={6} />}
      {mail.isError && <ErrorNotice problem={mail.error} onAgain={() => void mail.refetch()} />}
      {found && (
        <div className="stack">
          <p className="row">
            <span className="grow">
              <span className="dim">{t('outbox.to')}</span> {[...found.to, ...found.cc].join(', ')}
            </span>
            <b className="strong">{t(`outbox.${found.state}`)}</b>
            {found.state !== 'sent' && (
              <Button size="s" onClick={() => void retry()}>
                {t('outbox.retry')}
              </Button>
            )}
          </p>
          {found.lastError !== null && (
            <p className="sm">
              {t('outbox.tries', { count: found.attempts })} {found.lastError}
            </p>
          )}
          <p className="mail-text">{found.text}</p>
          <details>
            <summary>{t('health.source')}</summary>
            {/* It scrolls, and people without a mouse can reach it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <section className="source" tabIndex={0} aria-label={t('health.source')}>
              <pre>{found.source}</pre>
            </section>
          </details>
        </div>
      )}
    </Dialog>
  );
}
