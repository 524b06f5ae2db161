import { queryOptions } from '@tanstack/react-query';
import type * as channels from '../../../contract/channels.ts';
import type * as contract from '../../../contract/channels-connections.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { refetchOn } from '../../live.ts';

export type Connection = contract.Connection;
export type ConnectionHealth = contract.ConnectionHealth;

/** Where fetching stands, of every mailbox with servers of its own. */
export const connectionsQuery = queryOptions({
  queryKey: ['channels', 'connections'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listConnections>('GET', '/mailboxes/connections', { signal })).items,
});

/** How one mailbox is fetched and how it sends. */
export function connectionQuery(id: string) {
  return queryOptions({
    queryKey: ['channels', 'connection', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readConnection>('GET', '/mailboxes/:id/connection', { params: { id }, signal }),
    // a form is filled from it: what is typed must not change under the hands
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** The last set-up test; asked again every second while it runs. */
export function testQuery(id: string) {
  return queryOptions({
    queryKey: ['channels', 'test', id],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.readTest>('GET', '/mailboxes/:id/test', { params: { id }, signal })).test,
    refetchInterval: ({ state }) => (state.data != null && state.data.endedAt === null ? 1000 : false),
  });
}

/** Mail as it came in, newest first; all of it or what has one state. */
export function sourcesQuery(state: channels.MailSource['state'] | undefined) {
  return paged(
    ['channels', 'sources', state ?? 'all'],
    (page, signal) =>
      call<typeof channels.listMailSources>('GET', '/mail/sources', {
        query: { ...page, ...(state === undefined ? {} : { state }) },
        signal,
      }),
    50,
  );
}

refetchOn('channels.mailbox-', ['channels', 'connections']);
refetchOn('channels.mail-set-aside', ['channels', 'sources']);
refetchOn('cases.customer-wrote', ['channels', 'sources']);
