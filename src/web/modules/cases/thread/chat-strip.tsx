import './chat-strip.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/widget-settings.ts';
import { call } from '../../../api.ts';
import { refetchOn } from '../../../live.ts';
import { queryClient } from '../../../query-client.ts';
import { ask } from '../../../questions.ts';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import type { Case } from '../cases.data.ts';

const chatQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'one', id, 'chat'],
    queryFn: ({ signal }) => call<typeof contract.readCaseChat>('GET', '/cases/:id/chat', { params: { id }, signal }),
    // a visitor who stops writing says so only sometimes; who is gone says nothing
    refetchInterval: 10_000,
  });

refetchOn('chat.', ['cases', 'one']);

/** Who is at the other end of a chat: there or gone, writing, what he has seen, and whether he is who he says. */
export default function ChatStrip({ found }: { found: Case }) {
  const { t } = useTranslation('chat');
  const { may } = useSession();
  const chat = useQuery(chatQuery(found.id)).data?.chat;
  if (chat == null) return null;
  const ban = async (banned: boolean) => {
    if (
      banned &&
      (await ask({ title: t('ban.title'), text: t('ban.text', { name: found.customer.name }), yes: t('ban.yes') })) ===
        undefined
    )
      return;
    try {
      await call<typeof contract.banVisitor>('PUT', '/cases/:id/chat/ban', {
        params: { id: found.id },
        body: { banned },
      });
      await queryClient.invalidateQueries({ queryKey: chatQuery(found.id).queryKey });
      notify(t(banned ? 'ban.done' : 'ban.undone'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <div className="chat-strip" role="status">
      <span className={chat.here ? 'chat-dot here' : 'chat-dot'} aria-hidden />
      <b className="strong">
        {chat.typing ? t('typing', { name: found.customer.name }) : chat.here ? t('here') : t('left')}
      </b>
      {!chat.here && (
        <span className="dim">
          <TimeText at={chat.lastSeenAt} />
        </span>
      )}
      {chat.waitingSince !== null && found.state !== 'closed' && (
        <Waiting since={chat.waitingSince} overdue={chat.overdueAt !== null} />
      )}
      {chat.endedAt !== null && <span className="dim">{t('ended')}</span>}
      {chat.email !== null && (
        <span>
          {chat.email}{' '}
          <span className={chat.verifiedBy === null ? 'chat-claimed' : 'dim'}>
            {t(chat.verifiedBy === null ? 'claimed' : `proved.${chat.verifiedBy}`)}
          </span>
        </span>
      )}
      {chat.email === null && <span className="dim">{t(chat.here ? 'noAddress' : 'noAddressLeft')}</span>}
      {chat.page !== null && (
        <span className="dim cut">{t('page', { page: chat.page.replace(/^https?:\/\//, '') })}</span>
      )}
      {!chat.here && chat.email !== null && <span className="dim">{t('byMail')}</span>}
      <span className="grow" />
      {may('cases.write') && (
        <Button size="s" kind="quiet" onClick={() => void ban(!chat.banned)}>
          {t(chat.banned ? 'ban.lift' : 'ban.do')}
        </Button>
      )}
    </div>
  );
}

/** For how long nobody has answered, counting on. */
function Waiting({ since, overdue }: { since: string; overdue: boolean }) {
  const { t } = useTranslation('chat');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - Date.parse(since)) / 1000));
  const time = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  return <span className={overdue ? 'chat-overdue' : 'dim'}>{t(overdue ? 'overdue' : 'waits', { time })}</span>;
}
