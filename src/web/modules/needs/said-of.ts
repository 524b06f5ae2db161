import type { SaidAt } from '../../ui/voice-quote.tsx';
import type { HeardWords } from './needs.data.ts';

/** Where words stand, for those that may be kept from there in the brief of whoever said them. */
export function saidOf({
  source,
  sourceId,
  messageId,
  customer,
  at,
}: Pick<HeardWords, 'source' | 'sourceId' | 'messageId' | 'customer' | 'at'>): { said?: SaidAt } {
  const whose = { customerId: customer?.id, at };
  if (source === 'answer' || source === 'observation' || source === 'review' || source === 'wish')
    return { said: { kind: source, id: sourceId, ...whose } };
  return messageId === null ? {} : { said: { kind: 'message', id: messageId, ...whose } };
}
