import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels.ts';
import type * as connections from '../../../contract/channels-connections.ts';
import { call } from '../../api.ts';
import { whole } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../questions.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { healthQuery, mailboxesQuery, type Mailbox } from './channels.data.ts';
import { ConnectionLine } from './connection-line.tsx';
import { connectionsQuery } from './connections.data.ts';
import { MailboxForm } from './mailbox-form.tsx';
import { useAllowedReturn } from './allowed-return.ts';
import './connections.css';

const ConnectionForm = lazy(async () => ({ default: (await import('./connection-form.tsx')).ConnectionForm }));
const MailboxTrial = lazy(async () => ({ default: (await import('./mailbox-trial.tsx')).MailboxTrial }));

/** The addresses that customers write to, and when each last heard something. */
export function Mailboxes() {
  const { t } = useTranslation(['settings', 'mailboxes']);
  const list = whole(useQuery(mailboxesQuery));
  const health = useQuery(healthQuery).data;
  const servers = useQuery(connectionsQuery).data;
  const [open, setOpen] = useState<Mailbox | 'new'>();
  const [serving, setServing] = useState<Mailbox>();
  const [trying, setTrying] = useState<Mailbox>();
  useAllowedReturn();
  const fetchNow = async (mailbox: Mailbox) => {
    try {
      await call<typeof connections.fetchNow>('POST', '/mailboxes/:id/fetch', { params: { id: mailbox.id } });
      notify(t('mailboxes:fetchNowSaid'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const remove = async (mailbox: Mailbox) => {
    const text = t('mailbox.removeWhy', { address: mailbox.address });
    if ((await ask({ title: t('mailbox.remove'), text, yes: t('mailbox.remove') })) === undefined) return;
    try {
      await call<typeof contract.removeMailbox>('DELETE', '/mailboxes/:id', { params: { id: mailbox.id } });
      await queryClient.invalidateQueries({ queryKey: ['channels'] });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block
      id="mailboxes"
      title={t('mailbox.title')}
      tools={<Button onClick={() => setOpen('new')}>{t('mailbox.new')}</Button>}
      why={t('mailbox.why')}
    >
      <ListFrame
        list={list}
        rows={2}
        height={44}
        none={<EmptyState what={t('mailbox.emptyWhat')} why={t('mailbox.emptyWhy')} />}
      >
        <ul className="rows">
          {list.items.map((mailbox) => {
            const server = servers?.find((one) => one.mailboxId === mailbox.id);
            const flow = health?.mailboxes.find((one) => one.id === mailbox.id);
            return (
              <li key={mailbox.id}>
                <div className="grow">
                  <p className="row">
                    <b className="strong">{mailbox.name}</b>
                    <span className="mid">{mailbox.address}</span>
                    {mailbox.isDefault && <Chip>{t('mailbox.isDefault')}</Chip>}
                  </p>
                  <p className="dim xs">
                    {flow === undefined || flow.lastReceivedAt === null ? (
                      t('mailbox.nothingYet')
                    ) : (
                      <>
                        {t('mailbox.lastIn')} <TimeText at={flow.lastReceivedAt} />,{' '}
                        {t('mailbox.received', { count: flow.received })}
                      </>
                    )}
                    {flow?.lastSentAt != null && (
                      <>
                        {' · '}
                        {t('mailbox.lastOut')} <TimeText at={flow.lastSentAt} />
                      </>
                    )}
                  </p>
                  {server !== undefined && <ConnectionLine health={server} />}
                </div>
                <div className="row-tools">
                  {!mailbox.isDefault && (
                    <Button size="s" kind="quiet" onClick={() => void remove(mailbox)}>
                      {t('remove')}
                    </Button>
                  )}
                  {server?.fetches === true && server.enabled && (
                    <Button size="s" kind="quiet" onClick={() => void fetchNow(mailbox)}>
                      {t('mailboxes:fetchNow')}
                    </Button>
                  )}
                  <Button size="s" kind="quiet" onClick={() => setTrying(mailbox)}>
                    {t('mailboxes:test')}
                  </Button>
                  <Button size="s" onClick={() => setServing(mailbox)}>
                    {t('mailboxes:server')}
                  </Button>
                  <Button size="s" onClick={() => setOpen(mailbox)}>
                    {t('change')}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      </ListFrame>
      {open !== undefined && (
        <MailboxForm {...(open === 'new' ? {} : { mailbox: open })} onClose={() => setOpen(undefined)} />
      )}
      <Suspense fallback={null}>
        {serving !== undefined && <ConnectionForm mailbox={serving} onClose={() => setServing(undefined)} />}
        {trying !== undefined && <MailboxTrial mailbox={trying} onClose={() => setTrying(undefined)} />}
      </Suspense>
    </Block>
  );
}
