import { Type, type Static } from 'typebox';
import { candidateKinds } from '../domain/journeys/discovering.ts';
import { Party, Touchpoint } from './journeys-touchpoints.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

const states = ['proposed', 'accepted', 'declined'] as const;

/** A place customers speak of that nobody wrote down, with who says so. */
export const TouchpointCandidate = Type.Object({
  id: Id,
  kind: OneOf(candidateKinds),
  key: Type.String(),
  name: Type.String(),
  party: Party,
  customers: Type.Integer({ description: 'Different customers who mention it' }),
  messages: Type.Integer(),
  lift: Type.Number({ description: 'How many times as often as other words it stands where one meets something' }),
  examples: Type.Array(Type.String()),
  state: OneOf(states),
  touchpointId: Nullable(Id),
  foundAt: Instant,
  seenAt: Instant,
});
export type TouchpointCandidate = Static<typeof TouchpointCandidate>;

export const listCandidates = route({
  method: 'GET',
  path: '/touchpoint-candidates',
  access: 'journeys.read',
  summary: 'Places found in what customers write, the most mentioned first',
  query: Type.Object({ ...PageQuery, state: Type.Optional(OneOf(states)) }),
  reply: Page(TouchpointCandidate),
});

export const findCandidates = route({
  method: 'POST',
  path: '/touchpoint-candidates/search',
  access: 'journeys.write',
  summary: 'Look through the latest messages of customers now, instead of waiting for the night',
  body: Type.Object({}, { additionalProperties: false }),
  reply: Type.Object({
    messages: Type.Integer({ description: 'Looked through' }),
    found: Type.Integer({ description: 'Proposals there are now' }),
  }),
});

export const decideCandidate = route({
  method: 'POST',
  path: '/touchpoint-candidates/:id/decide',
  access: 'journeys.write',
  summary: 'Take a found place over as a touchpoint, add it to one there is as another name, or set it aside',
  params: ById,
  body: Type.Object(
    {
      accept: Type.Boolean(),
      name: Type.Optional(Line),
      party: Type.Optional(Party),
      /** It is another name of this one. */
      touchpointId: Type.Optional(Id),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ candidate: TouchpointCandidate, touchpoint: Nullable(Touchpoint) }),
});

export const listProblemSpots = route({
  method: 'GET',
  path: '/problem-spots',
  access: 'journeys.read',
  summary:
    'Touchpoints that lose more than the others do (Fisher, of those named at most one in ten by chance), the most moments needlessly lost first',
  reply: Type.Object({
    days: Type.Integer(),
    compared: Type.Integer({ description: 'Touchpoints with moments' }),
    items: Type.Array(
      Type.Object({
        touchpoint: Type.Object({ id: Id, name: Type.String() }),
        lost: ShareFigure,
        excessMoments: Type.Number({ description: 'At least so many would not be lost at the share of the others' }),
        pValue: Type.Number(),
        adjusted: Type.Number({ description: 'Benjamini–Hochberg' }),
      }),
    ),
  }),
});

/** What customers say about the time it takes, beside what the clock says. */
export const Perception = Type.Object({
  days: Type.Integer(),
  slow: ShareFigure,
  answered: Type.Integer({ description: 'Cases with a first answer, which the clock is read from' }),
  halfHours: Nullable(Type.Number()),
  ninetyHours: Nullable(Type.Number()),
  elsewhereHalfHours: Nullable(Type.Number({ description: 'Half are answered so fast at all other touchpoints' })),
  verdict: OneOf(['unknown', 'fine', 'agree', 'apart'] as const),
  examples: Type.Array(Type.String()),
});
export type Perception = Static<typeof Perception>;

export const readPerception = route({
  method: 'GET',
  path: '/touchpoints/:id/perception',
  access: 'journeys.read',
  summary: 'Perceived against measured: how many here speak of waiting, and how fast the first answer was',
  params: ById,
  reply: Perception,
});
