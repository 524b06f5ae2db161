import { Type } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';
import { CaseRef, Message } from './cases.ts';

export const listMessages = route({
  method: 'GET',
  path: '/cases/:id/messages',
  access: 'cases.read',
  summary: 'The conversation: newest last; the cursor leads to older messages',
  params: CaseRef,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Message),
});

/** One thing that was done to a case, for its history. */
export const CaseEvent = Type.Object({
  id: Type.Integer(),
  at: Instant,
  type: Type.String(),
  actor: Type.Object({
    kind: OneOf(['staff', 'customer', 'key', 'system']),
    id: Nullable(Id),
    name: Nullable(Type.String()),
  }),
  data: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
});

export const readHistory = route({
  method: 'GET',
  path: '/cases/:id/history',
  access: 'cases.read',
  summary: 'Who did what to a case and when, newest first',
  params: CaseRef,
  query: Type.Object({ ...PageQuery }),
  reply: Page(CaseEvent),
});
