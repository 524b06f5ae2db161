import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const timelineKinds = [
  'case',
  'message',
  'promise',
  'moment',
  'answer',
  'observation',
  'recovery',
  'purchase',
  'note',
  'merge',
] as const;

/** One thing that happened with a customer, newest first. `state` is the state of that record in its room. */
export const TimelineItem = Type.Object({
  kind: OneOf(timelineKinds),
  id: Id,
  at: Instant,
  title: Type.String(),
  state: Type.String(),
  caseId: Nullable(Id),
  caseNumber: Nullable(Type.Integer()),
  /** Over which channel, where there is one. */
  channel: Nullable(Type.String()),
  /** Who of us did it, where somebody did. */
  by: Nullable(Type.String()),
});
export type TimelineItem = Static<typeof TimelineItem>;

export const readTimeline = route({
  method: 'GET',
  path: '/customers/:id/timeline',
  access: 'customers.read',
  summary: 'Everything that happened with a customer over every channel, newest first; `kinds` as words with commas',
  params: ById,
  query: Type.Object({
    ...PageQuery,
    kinds: Type.Optional(Type.String({ maxLength: 200, pattern: '^[a-z]+(,[a-z]+)*$' })),
    channel: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Page(TimelineItem),
});
