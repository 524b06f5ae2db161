import { Type, type Static } from 'typebox';
import { momentOutcomes, evidenceKinds } from '../domain/journeys/moment-evidence.ts';
import { roles } from '../domain/people/permissions.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

export const Outcome = OneOf(momentOutcomes);
export const EvidenceKind = OneOf(evidenceKinds);
export const Party = OneOf(['own', 'partner', 'public'] as const);
const Name = Type.Object({ id: Id, name: Type.String() });
const Words = Type.String({ maxLength: 2000 });

/** How contacts at one place go: shares of its moments in the last 90 days. Unknown (no moments) is grey, never green. */
export const TouchpointHealth = Type.Object({
  days: Type.Integer(),
  n: Type.Integer(),
  won: ShareFigure,
  lost: ShareFigure,
  neutral: Type.Integer(),
  unknown: Type.Boolean(),
  /** When the newest moment there happened. */
  lastAt: Nullable(Instant),
});
export type TouchpointHealth = Static<typeof TouchpointHealth>;

/** A place where customers meet us: ours, a partner's or a public one. */
export const Touchpoint = Type.Object({
  id: Id,
  key: Nullable(Type.String({ description: 'The channel whose cases are counted here unless told otherwise' })),
  name: Type.String(),
  channel: Type.String(),
  purpose: Type.String(),
  owner: Nullable(Name),
  party: Party,
  importance: Type.Integer({ minimum: 1, maximum: 5 }),
  feelingBefore: Type.String(),
  feelingAfter: Type.String(),
  effort: Nullable(Type.Integer({ minimum: 1, maximum: 7 })),
  handOffs: Nullable(Type.Integer()),
  failureModes: Type.String(),
  lastImprovedAt: Nullable(Instant),
  createdAt: Instant,
  retiredAt: Nullable(Instant),
  health: TouchpointHealth,
});
export type Touchpoint = Static<typeof Touchpoint>;

const touchpointFields = {
  name: Line,
  channel: Type.String({ minLength: 1, maxLength: 40 }),
  purpose: Type.Optional(Words),
  ownerId: Type.Optional(Nullable(Id)),
  party: Type.Optional(Party),
  importance: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  feelingBefore: Type.Optional(Words),
  feelingAfter: Type.Optional(Words),
  effort: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 7 }))),
  handOffs: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 100 }))),
  failureModes: Type.Optional(Words),
};

export const listTouchpoints = route({
  method: 'GET',
  path: '/touchpoints',
  access: 'journeys.read',
  summary: 'Every place where customers meet us, by name, with its health',
  query: Type.Object({ ...PageQuery, retired: Type.Optional(Type.Boolean()) }),
  reply: Page(Touchpoint),
});

export const readTouchpoint = route({
  method: 'GET',
  path: '/touchpoints/:id',
  access: 'journeys.read',
  summary: 'One touchpoint with its health and dissection',
  params: ById,
  reply: Touchpoint,
});

export const createTouchpoint = route({
  method: 'POST',
  path: '/touchpoints',
  access: 'journeys.write',
  summary: 'Add a touchpoint',
  body: Type.Object(touchpointFields, { additionalProperties: false }),
  reply: Touchpoint,
});

export const changeTouchpoint = route({
  method: 'PATCH',
  path: '/touchpoints/:id',
  access: 'journeys.write',
  summary: 'Change or retire a touchpoint',
  params: ById,
  body: Type.Object(
    {
      ...touchpointFields,
      name: Type.Optional(Line),
      channel: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      lastImprovedAt: Type.Optional(Nullable(Instant)),
      retired: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Touchpoint,
});

/** One contact of one customer with one touchpoint, and how it went by the strongest evidence there is. */
export const Moment = Type.Object({
  id: Id,
  contact: Type.String(),
  at: Instant,
  customer: Name,
  touchpoint: Name,
  caseId: Nullable(Id),
  channel: Type.String(),
  outcome: Outcome,
  evidence: EvidenceKind,
  quote: Nullable(Type.String()),
  score: Nullable(Type.Integer()),
  changedAt: Instant,
});
export type Moment = Static<typeof Moment>;

/** A moment with everything that speaks about it, oldest first; the strongest and latest decides. */
export const MomentInFull = Type.Object({
  ...Moment.properties,
  allEvidence: Type.Array(
    Type.Object({
      at: Instant,
      kind: EvidenceKind,
      outcome: Outcome,
      strength: Type.Integer(),
      quote: Nullable(Type.String()),
      score: Nullable(Type.Integer()),
    }),
  ),
});
export type MomentInFull = Static<typeof MomentInFull>;

const period = {
  from: Type.Optional(Day),
  /** The last day that counts. */
  to: Type.Optional(Day),
};

export const listMoments = route({
  method: 'GET',
  path: '/moments',
  access: 'journeys.read',
  summary: 'The ledger of moments, newest first',
  query: Type.Object({
    ...PageQuery,
    ...period,
    outcome: Type.Optional(Outcome),
    touchpointId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    caseId: Type.Optional(Id),
    channel: Type.Optional(Type.String({ maxLength: 40 })),
    /** Moments of cases that this team has now. */
    team: Type.Optional(Id),
  }),
  reply: Page(Moment),
});

export const readMoment = route({
  method: 'GET',
  path: '/moments/:id',
  access: 'journeys.read',
  summary: 'One moment with all its evidence',
  params: ById,
  reply: MomentInFull,
});

export const listCustomerMoments = route({
  method: 'GET',
  path: '/customers/:id/moments',
  access: 'journeys.read',
  summary: "A customer's moments, newest first",
  params: ById,
  query: Type.Object({ ...PageQuery, outcome: Type.Optional(Outcome) }),
  reply: Page(Moment),
});

export const chooseTouchpoint = route({
  method: 'PUT',
  path: '/cases/:id/touchpoint',
  access: 'cases.write',
  summary: 'Say at which touchpoint a case happened, instead of the default of its channel',
  params: ById,
  body: Type.Object({ touchpointId: Id }, { additionalProperties: false }),
  reply: Type.Object({ caseId: Id, touchpointId: Id }),
});

export const OwnerRole = OneOf(roles);

/** A place on the way that can be said to be reached, with how many are there, on the way to it, and late. */
export const Destination = Type.Object({
  id: Id,
  position: Type.Integer(),
  name: Type.String(),
  doneWhen: Type.String(),
  customerWording: Type.String(),
  ownerRole: Nullable(OwnerRole),
  touchpointId: Nullable(Id),
  expectedDays: Nullable(
    Type.Number({ description: 'Days after the destination before, by which it should be reached' }),
  ),
  reachedOnEvent: Nullable(Type.String()),
  acceptanceQuestion: Type.String(),
  counts: Type.Object({
    reached: Type.Integer(),
    waiting: Type.Integer({ description: 'Customers whose next destination this is' }),
    late: Type.Integer({ description: 'Of those waiting, longer than expected; 10 000 means at least that many' }),
  }),
  /** Share of those asked who accept it. */
  acceptance: ShareFigure,
  /** Days from the start of the journey, by Kaplan–Meier over the 1 000 latest travellers, those on the way censored. */
  daysToReach: Type.Object({
    n: Type.Integer(),
    reached: Type.Integer(),
    median: Nullable(Type.Number()),
    low: Nullable(Type.Number()),
    high: Nullable(Type.Number()),
  }),
});
export type Destination = Static<typeof Destination>;

export const Journey = Type.Object({
  id: Id,
  name: Type.String(),
  purpose: Type.String(),
  version: Type.Integer(),
  isDefault: Type.Boolean(),
  destinations: Type.Integer(),
  travellers: Type.Integer(),
  createdAt: Instant,
});
export type Journey = Static<typeof Journey>;

export const JourneyInFull = Type.Object({
  ...Journey.properties,
  destinations: Type.Array(Destination),
});
export type JourneyInFull = Static<typeof JourneyInFull>;

const DestinationText = Type.Object(
  {
    /** Of a destination that stays; left out for a new one. */
    id: Type.Optional(Id),
    name: Line,
    doneWhen: Type.Optional(Words),
    customerWording: Type.Optional(Words),
    ownerRole: Type.Optional(Nullable(OwnerRole)),
    touchpointId: Type.Optional(Nullable(Id)),
    expectedDays: Type.Optional(Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 3650 }))),
    reachedOnEvent: Type.Optional(
      Nullable(
        Type.String({ pattern: '^(customers|cases|promises|moments|voice|practice)\\.[a-z-]+$', maxLength: 60 }),
      ),
    ),
    acceptanceQuestion: Type.Optional(Words),
  },
  { additionalProperties: false },
);

export const listJourneys = route({
  method: 'GET',
  path: '/journeys',
  access: 'journeys.read',
  summary: 'Journeys, the default one first',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Journey),
});

export const readJourney = route({
  method: 'GET',
  path: '/journeys/:id',
  access: 'journeys.read',
  summary: 'A journey: its destinations, who is where, who is late, and whether customers accept it',
  params: ById,
  reply: JourneyInFull,
});

export const createJourney = route({
  method: 'POST',
  path: '/journeys',
  access: 'journeys.write',
  summary: 'Make a journey',
  body: Type.Object(
    {
      name: Line,
      purpose: Type.Optional(Words),
      destinations: Type.Array(DestinationText, { minItems: 1, maxItems: 500 }),
    },
    { additionalProperties: false },
  ),
  reply: JourneyInFull,
});

export const changeJourney = route({
  method: 'PUT',
  path: '/journeys/:id',
  access: 'journeys.write',
  summary: 'A new version of a journey; `version` is the one it was written against',
  params: ById,
  body: Type.Object(
    {
      version: Type.Integer(),
      name: Line,
      purpose: Type.Optional(Words),
      destinations: Type.Array(DestinationText, { minItems: 1, maxItems: 500 }),
    },
    { additionalProperties: false },
  ),
  reply: JourneyInFull,
});

/** Where one customer is on one journey. */
export const CustomerJourney = Type.Object({
  journeyId: Id,
  name: Type.String(),
  startedAt: Instant,
  destinations: Type.Array(
    Type.Object({
      id: Id,
      position: Type.Integer(),
      name: Type.String(),
      customerWording: Type.String(),
      reachedAt: Nullable(Instant),
      caseId: Nullable(Id),
      accepted: Nullable(Type.Boolean()),
    }),
  ),
  next: Nullable(
    Type.Object({ destinationId: Id, name: Type.String(), expectedAt: Nullable(Instant), lateDays: Type.Number() }),
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
    },
    { additionalProperties: false },
  ),
  reply: CustomerJourney,
});

/** Customers who wait longer than expected, the latest first. */
export const LateTraveller = Type.Object({
  customer: Name,
  since: Instant,
  expectedAt: Instant,
  lateDays: Type.Number(),
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
