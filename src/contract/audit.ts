import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** One thing that happened. */
export const LoggedEvent = Type.Object({
  id: Type.Integer(),
  at: Instant,
  type: Type.String(),
  actor: Type.Object({
    kind: OneOf(['staff', 'customer', 'key', 'system']),
    id: Nullable(Id),
    name: Nullable(Type.String()),
  }),
  subjectId: Nullable(Id),
  data: Type.Record(Type.String(), Type.Unknown()),
});
export type LoggedEvent = Static<typeof LoggedEvent>;

export const listEvents = route({
  method: 'GET',
  path: '/events',
  access: 'events.read',
  summary: 'Everything that happened, the newest first; a page may be short or empty while `next` still leads on',
  query: Type.Object({
    ...PageQuery,
    /** An exact type, or its beginning: `cases.` */
    type: Type.Optional(Type.String({ maxLength: 80, pattern: '^[a-z][a-z.-]*$' })),
    actorId: Type.Optional(Id),
    subjectId: Type.Optional(Id),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
  }),
  reply: Page(LoggedEvent),
});
