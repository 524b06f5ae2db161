import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/webhooks.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Webhook = contract.Webhook;
export type WebhookMessage = contract.WebhookMessage;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'all'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listWebhooks>('GET', '/webhooks', { query: { limit: 200 }, signal })).items,
});

/** What was and is to be sent to one webhook. */
export function messagesQuery(id: string, state: WebhookMessage['state'] | 'all') {
  return paged<WebhookMessage>(['webhooks', 'messages', id, state], (page, signal) =>
    call<typeof contract.listWebhookMessages>('GET', '/webhooks/:id/messages', {
      params: { id },
      query: { ...page, ...(state === 'all' ? {} : { state }) },
      signal,
    }),
  );
}

/** One message as it was sent, with its tries. */
export function messageQuery(id: string, messageId: string) {
  return queryOptions({
    queryKey: ['webhooks', 'message', id, messageId],
    queryFn: ({ signal }) =>
      call<typeof contract.readWebhookMessage>('GET', '/webhooks/:id/messages/:messageId', {
        params: { id, messageId },
        signal,
      }),
  });
}

export const askAgain = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] });

refetchOn('webhooks.', ['webhooks']);
