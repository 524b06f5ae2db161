import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, Page, PageQuery, ShareFigure } from './shapes.ts';

const Words = Type.String({ maxLength: 2000 });

/** Who owns it: one of Kept's roles, a team of the company by its name, or any role the company knows. */
export const OwnerRole = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });

/** An event that carries a customer and marks that he arrived. */
export const ReachedOn = Type.String({
  pattern: '^(customers|cases|promises|moments|voice|practice|forms|procedures|journeys)\\.[a-z-]+$',
  maxLength: 60,
});

/** A place on the way that can be said to be reached, with how many are there, on the way to it, and late. */
export const Destination = Type.Object({
  id: Id,
  position: Type.Integer(),
  name: Type.String(),
  doneWhen: Type.String(),
  customerWording: Type.String(),
  /** What the customer does until he is here, in words for him: at the steps on the way, then here. */
  customerTasks: Type.Array(Type.String()),
  ownerRole: Nullable(OwnerRole),
  touchpointId: Nullable(Id),
  expectedDays: Nullable(
    Type.Number({ description: 'Days after the destination before, by which it should be reached' }),
  ),
  reachedOnEvent: Nullable(Type.String()),
  acceptanceQuestion: Type.String(),
  stage: Type.String(),
  feeling: Nullable(
    Type.Object({ word: Type.String(), level: Type.Number({ description: 'From −2, let down, to 2, delighted' }) }),
  ),
  nextIds: Nullable(Type.Array(Id, { description: 'Where one may go from here; null: to the next in order' })),
  subJourneyId: Nullable(Id),
  counts: Type.Object({
    reached: Type.Integer(),
    waiting: Type.Integer({ description: 'Customers whose next destination this is' }),
    late: Type.Integer({ description: 'Of those waiting, longer than expected; 10 000 means at least that many' }),
  }),
  /** Share of those asked who accept it. */
  acceptance: ShareFigure,
  /** Days from the start of the journey, by Kaplan–Meier over the 1 000 latest travellers, those on the way censored, and those who went on without it from then on. */
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
    customerTask: Type.Optional(Words),
    ownerRole: Type.Optional(Nullable(OwnerRole)),
    touchpointId: Type.Optional(Nullable(Id)),
    expectedDays: Type.Optional(Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 3650 }))),
    reachedOnEvent: Type.Optional(Nullable(ReachedOn)),
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
