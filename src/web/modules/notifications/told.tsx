import './notifications.css';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/notifications.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { notificationsQuery, type Notification } from './notifications.data.ts';

const Choices = lazy(() => import('./choices.tsx'));
const again = () => void queryClient.invalidateQueries({ queryKey: ['notifications'] });

/** What one was told, newest first; one press opens what it is about. */
export function Told() {
  const { t } = useTranslation('notifications');
  const navigate = useNavigate();
  const [choosing, setChoosing] = useState(false);
  const now = useNow();
  const { language, timeZone } = useManner();
  const list = usePaged(notificationsQuery);
  const items = list.items;
  const open = (one: Notification) => {
    void call<typeof contract.readNotification>('POST', '/notifications/:id/read', {
      params: { id: one.id },
      body: { read: true },
    })
      .then(again)
      .catch(notifyProblem);
    if (one.link !== null) void navigate({ to: one.link });
  };
  const readAll = () =>
    void call<typeof contract.readAllNotifications>('POST', '/notifications/read').then(again).catch(notifyProblem);
  return (
    <div className="told-page">
      {list.pending && <RowsSkeleton rows={4} height={52} />}
      {list.error !== null && items.length === 0 && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {!list.pending && list.error === null && items.length === 0 && <EmptyState what={t('none')} why={t('noneWhy')} />}
      <ul className="told">
        {items.map((one) => (
          <li key={one.id}>
            <button type="button" className={one.readAt === null ? 'unread' : ''} onClick={() => open(one)}>
              <span className="row">
                <span className="grow">{one.subject}</span>
                <span className="dim xs">{instantWords(new Date(one.at), now, language, timeZone)}</span>
              </span>
              {one.text !== '' && <span className="dim said">{one.text}</span>}
            </button>
          </li>
        ))}
      </ul>
      <div className="row">
        {list.more.has && (
          <Button size="s" onClick={list.more.load}>
            {t('more')}
          </Button>
        )}
        {items.some((one) => one.readAt === null) && (
          <Button size="s" onClick={readAll}>
            {t('all')}
          </Button>
        )}
        <Button size="s" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {t('choices.title')}
        </Button>
      </div>
      {choosing && (
        <Suspense>
          <Choices />
        </Suspense>
      )}
    </div>
  );
}
