import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/notifications.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { onLive } from '../../live.ts';
import { queryClient } from '../../query-client.ts';
import { sessionQuery } from '../../session.ts';

export type Notification = contract.Notification;

/** How much one has not read. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: ({ signal }) => call<typeof contract.countNotifications>('GET', '/notifications/unread', { signal }),
});

/** What one was told, newest first. */
export const notificationsQuery = paged(['notifications', 'list'], (page, signal) =>
  call<typeof contract.listNotifications>('GET', '/notifications', { query: page, signal }),
);

export const notificationChoicesQuery = queryOptions({
  queryKey: ['notifications', 'choices'],
  queryFn: ({ signal }) => call<typeof contract.readNotificationChoices>('GET', '/notifications/choices', { signal }),
});

// The stream tells of everybody's; only one's own is asked for again.
onLive('notifications.', ({ id }) => {
  if (id === queryClient.getQueryData(sessionQuery.queryKey)?.user?.id)
    void queryClient.invalidateQueries({ queryKey: ['notifications'] });
});
