import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, Page, PageQuery } from './shapes.ts';

/** Whoever writes from here reaches nobody. */
export const BlockedSender = Type.Object({
  id: Id,
  address: Type.String({ description: 'An address, or a whole domain as @shop.example' }),
  blockedAt: Instant,
  blockedBy: Nullable(Type.Object({ id: Id, name: Type.String() })),
});
export type BlockedSender = Static<typeof BlockedSender>;

export const listBlockedSenders = route({
  method: 'GET',
  path: '/mail/blocked-senders',
  access: 'cases.read',
  summary: 'Whose mail reaches nobody, the latest first; of one customer: which of his addresses, or their domains',
  query: Type.Object({ ...PageQuery, customerId: Type.Optional(Id) }),
  reply: Page(BlockedSender),
});

/** Mail from there is kept as it came in and listed with its reason, but opens no case, reaches none and is not answered. */
export const blockSender = route({
  method: 'POST',
  path: '/mail/blocked-senders',
  access: 'cases.write',
  summary: 'Block an address; a whole domain needs channels.manage. Blocked twice it stays blocked',
  body: Type.Object(
    { address: Type.String({ minLength: 3, maxLength: 320, pattern: '^\\s*[^\\s@]*@[^\\s@]+\\s*$' }) },
    { additionalProperties: false },
  ),
  reply: BlockedSender,
});

export const unblockSender = route({
  method: 'DELETE',
  path: '/mail/blocked-senders/:id',
  access: 'cases.write',
  summary: 'Let mail from there in again; a whole domain needs channels.manage',
  params: ById,
});
