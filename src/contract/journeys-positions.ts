import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, Page, PageQuery } from './shapes.ts';

const Name = Type.Object({ id: Id, name: Type.String() });

/** One time a customer was at a destination. */
const Arrived = Type.Object({
  passage: Type.Integer({ description: 'Which passage it belongs to; within one he is at a destination once' }),
  reachedAt: Instant,
  caseId: Nullable(Id),
  accepted: Nullable(Type.Boolean()),
});

const Next = Type.Object({
  destinationId: Id,
  name: Type.String(),
  expectedAt: Nullable(Instant),
  lateDays: Type.Number(),
});

/** Where one customer is on one journey, in the passage he is on: the one he set out on, or came round to, last. */
export const CustomerJourney = Type.Object({
  journeyId: Id,
  name: Type.String(),
  startedAt: Type.String({ format: 'date-time', description: 'Since when he is on this passage' }),
  passages: Type.Integer({ description: 'How often he set out on it or came round again' }),
  destinations: Type.Array(
    Type.Object({
      id: Id,
      position: Type.Integer(),
      name: Type.String(),
      customerWording: Type.String(),
      reachedAt: Nullable(Instant),
      caseId: Nullable(Id),
      accepted: Nullable(Type.Boolean()),
      times: Type.Integer({ description: 'How often he was here' }),
      arrivals: Type.Array(Arrived, { description: 'Every time he was here, the latest first, twenty at most' }),
    }),
  ),
  next: Nullable(Next),
  beside: Type.Array(
    Type.Object({
      passage: Type.Integer(),
      startedAt: Instant,
      caseId: Nullable(Id),
      next: Nullable(Next),
      waitedUntil: Nullable(
        Type.String({ format: 'date-time', description: 'When nobody waits for it any more, its case being closed' }),
      ),
    }),
    {
      description:
        'Passages of other cases, the latest first, each waited for on its own: as long as its case is open, and after that for as long again as was expected',
    },
  ),
});
export type CustomerJourney = Static<typeof CustomerJourney>;

export const readPositions = route({
  method: 'GET',
  path: '/customers/:id/positions',
  access: 'journeys.read',
  summary: 'Where a customer is: reached when, next, late by how much',
  params: ById,
  reply: Type.Object({ items: Type.Array(CustomerJourney) }),
});

export const notePosition = route({
  method: 'POST',
  path: '/positions',
  access: 'customers.write',
  summary: 'Say that a customer reached a destination, and whether he accepts it',
  body: Type.Object(
    {
      customerId: Id,
      destinationId: Id,
      reachedAt: Type.Optional(Instant),
      caseId: Type.Optional(Id),
      accepted: Type.Optional(Type.Boolean()),
      again: Type.Optional(
        Type.Boolean({
          description: 'He came here once more: another passage begins. Without it, saying it twice changes nothing',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  reply: CustomerJourney,
});

export const takeBackPosition = route({
  method: 'DELETE',
  path: '/customers/:id/positions/:destinationId',
  access: 'customers.write',
  summary: 'Take back that a customer reached a destination, the last time or in a passage; answers where he is now',
  params: Type.Object({ id: Id, destinationId: Id }, { additionalProperties: false }),
  query: Type.Object({ passage: Type.Optional(Type.Integer({ minimum: 1 })) }),
  reply: Type.Object({ items: Type.Array(CustomerJourney) }),
});

/** Customers who wait longer than expected, the latest first. */
export const LateTraveller = Type.Object({
  customer: Name,
  since: Instant,
  expectedAt: Instant,
  lateDays: Type.Number(),
  passage: Type.Integer({
    description: 'Which time he walks the journey; who walks it by two cases may be late in both',
  }),
  caseId: Nullable(Id),
});
export type LateTraveller = Static<typeof LateTraveller>;

export const listLate = route({
  method: 'GET',
  path: '/destinations/:id/late',
  access: 'journeys.read',
  summary: 'Customers on their way to a destination for longer than expected, the longest first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(LateTraveller),
});

/** A customer who is late anywhere on a journey, and who has to act. */
export const Stalled = Type.Object({
  ...LateTraveller.properties,
  next: Name,
  ownerRole: Nullable(Type.String()),
});
export type Stalled = Static<typeof Stalled>;

export const listStalled = route({
  method: 'GET',
  path: '/journeys/:id/stalled',
  access: 'journeys.read',
  summary: 'Everybody who is late on a journey, the longest first, with what is next and whose it is',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Stalled),
});
