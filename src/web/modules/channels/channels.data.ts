import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/channels.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { refetchOn } from '../../live.ts';

export type Mailbox = contract.Mailbox;
export type OutboxRow = contract.OutboxRow;
export type MailSource = contract.MailSource;

export const mailboxesQuery = queryOptions({
  queryKey: ['channels', 'mailboxes'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listMailboxes>('GET', '/mailboxes', { query: { limit: 200 }, signal })).items,
});

/** Whether mail flows. */
export const healthQuery = queryOptions({
  queryKey: ['channels', 'health'],
  queryFn: ({ signal }) => call<typeof contract.readMailHealth>('GET', '/mailboxes/health', { signal }),
});

/** Mail that goes out, newest first; all of it or what has one state. */
export function outboxQuery(state: OutboxRow['state'] | undefined) {
  return paged(
    ['channels', 'outbox', state ?? 'all'],
    (page, signal) =>
      call<typeof contract.listOutbox>('GET', '/outbox', {
        query: { ...page, ...(state === undefined ? {} : { state }) },
        signal,
      }),
    50,
  );
}

/** One mail as it will be or was sent. */
export function outboxMailQuery(id: string) {
  return queryOptions({
    queryKey: ['channels', 'outbox-mail', id],
    queryFn: ({ signal }) => call<typeof contract.readOutboxMail>('GET', '/outbox/:id', { params: { id }, signal }),
  });
}

/** A mail as it came in. */
export function sourceQuery(id: string) {
  return queryOptions({
    queryKey: ['channels', 'source', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readMailSource>('GET', '/mail/sources/:id', { params: { id }, signal }),
    staleTime: Infinity,
  });
}

refetchOn('channels.', ['channels', 'health'], ['channels', 'outbox']);
refetchOn('cases.customer-wrote', ['channels', 'health']);
