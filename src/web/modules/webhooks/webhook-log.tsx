import './webhooks.css';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/webhooks.ts';
import { messageStates } from '../../../domain/webhooks/words.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { askAgain, messageQuery, messagesQuery, type Webhook, type WebhookMessage } from './webhooks.data.ts';

const tabs = ['all', ...messageStates] as const;
const hour = 3_600_000;
const spans = [1, 24, 72, 720] as const;

/** What was and is to be sent, what was answered, and sending it again. */
export function WebhookLog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const [tab, setTab] = useState<(typeof tabs)[number]>('all');
  const [open, setOpen] = useState<string>();
  return (
    <Dialog opened onClose={onClose} title={t('logOf', { name: webhook.name })} width={820}>
      {webhook.state === 'active' && <Replay id={webhook.id} />}
      <Tabs
        label={t('log')}
        open={tab}
        onOpen={setTab}
        tabs={tabs.map((key) => ({ key, name: t(`message.${key}`) }))}
      />
      <Messages webhook={webhook} state={tab} open={open} onOpen={setOpen} />
    </Dialog>
  );
}

function Messages(props: {
  webhook: Webhook;
  state: (typeof tabs)[number];
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}) {
  const { t } = useTranslation('webhooks');
  const { webhook, open, onOpen } = props;
  const messages = usePaged(messagesQuery(webhook.id, props.state));
  if (messages.pending) return <RowsSkeleton rows={4} height={52} />;
  if (messages.error !== null) return <ErrorNotice problem={messages.error} onAgain={messages.again} />;
  if (messages.items.length === 0) return <EmptyState what={t('logEmptyWhat')} why={t('logEmptyWhy')} />;
  return (
    <>
      <ul className="rows">
        {messages.items.map((message) => (
          <li key={message.id} className="webhook-message">
            <button
              type="button"
              className="row wrap line"
              aria-expanded={open === message.id}
              onClick={() => onOpen(open === message.id ? undefined : message.id)}
            >
              <Chip kind={message.state === 'failed' ? 'think' : 'plain'}>{t(`message.${message.state}`)}</Chip>
              <b className="strong">{message.type}</b>
              <span className="dim sm">{answerOf(message, t)}</span>
              <span className="grow" />
              <TimeText at={message.at} />
            </button>
            {open === message.id && <Tries webhook={webhook} message={message} />}
          </li>
        ))}
      </ul>
      {messages.more.has && (
        <Button busy={messages.more.loading} onClick={messages.more.load}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function answerOf(message: WebhookMessage, t: TFunction<'webhooks'>): string {
  if (message.attempts === 0 && message.lastAt === null) return '';
  const tries = t('tries', { count: Math.max(1, message.attempts) });
  if (message.status === null) return `${message.error ?? ''} ${tries}`.trim();
  return `${String(message.status)} · ${String(message.ms ?? 0)} ms · ${tries}`;
}

function Tries({ webhook, message }: { webhook: Webhook; message: WebhookMessage }) {
  const { t } = useTranslation('webhooks');
  const found = useQuery(messageQuery(webhook.id, message.id));
  const again = () =>
    call<typeof contract.replayWebhookMessage>('POST', '/webhooks/:id/messages/:messageId/replay', {
      params: { id: webhook.id, messageId: message.id },
    }).then(() => {
      notify(t('sentAgain'));
      return askAgain();
    }, notifyProblem);
  if (found.isPending) return <RowsSkeleton rows={2} height={36} />;
  if (found.isError) return <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />;
  return (
    <div className="stack tries">
      <p className="dim xs">
        webhook-id <code>{message.id}</code>
        {message.nextAt !== null && (
          <>
            {' · '}
            {t('nextTry')} <TimeText at={message.nextAt} />
          </>
        )}
      </p>
      <ul>
        {found.data.attempts.map((attempt) => (
          <li key={attempt.id} className="sm">
            <TimeText at={attempt.at} /> · {attempt.status ?? t('noAnswer')} · {attempt.ms} ms
            {attempt.error !== null && <> · {attempt.error}</>}
            {attempt.excerpt !== '' && <pre>{attempt.excerpt}</pre>}
          </li>
        ))}
      </ul>
      {found.data.body !== null && (
        <details>
          <summary>{t('body')}</summary>
          <pre>{prettily(found.data.body)}</pre>
        </details>
      )}
      {webhook.state === 'active' && message.state !== 'waiting' && (
        <div className="row">
          <Button size="s" onClick={() => void again()}>
            {t('again')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Sends again what happened in the last hours, in the background. */
function Replay({ id }: { id: string }) {
  const { t } = useTranslation('webhooks');
  const [span, setSpan] = useState('24');
  const [what, setWhat] = useState<'missed' | 'all'>('missed');
  const [busy, setBusy] = useState(false);
  const replay = () => {
    setBusy(true);
    // a minute less than the log reaches back, for the way there
    const since = new Date(Date.now() - Number(span) * hour + 60_000).toISOString();
    void call<typeof contract.replayWebhook>('POST', '/webhooks/:id/replay', { params: { id }, body: { since, what } })
      .then(() => {
        notify(t('replaying'));
        return askAgain();
      }, notifyProblem)
      .finally(() => setBusy(false));
  };
  return (
    <div className="row wrap">
      <select
        className="choose short-span"
        aria-label={t('replayWhat')}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value === 'all' ? 'all' : 'missed')}
      >
        <option value="missed">{t('what.missed')}</option>
        <option value="all">{t('what.all')}</option>
      </select>
      <select
        className="choose short-span"
        aria-label={t('replaySince')}
        value={span}
        onChange={(event) => setSpan(event.currentTarget.value)}
      >
        {spans.map((hours) => (
          <option key={hours} value={String(hours)}>
            {t(`span.${String(hours)}`)}
          </option>
        ))}
      </select>
      <Button busy={busy} onClick={replay}>
        {t('replay')}
      </Button>
    </div>
  );
}

function prettily(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
