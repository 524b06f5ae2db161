import { Type, type Static } from 'typebox';
import { changeKinds } from '../domain/journeys/design-difference.ts';
import { stopKinds } from '../domain/journeys/design.ts';
import { unclearKinds } from '../domain/journeys/unclear-steps.ts';
import { permissions } from '../domain/people/permissions.ts';
import { OwnerRole, ReachedOn } from './journeys.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Words = Type.String({ maxLength: 2000 });

export const DesignStage = Type.Object({ id: Id, name: Line }, { additionalProperties: false });

/** A stop of the drawing: a destination, a step of work on the way there, or another journey. */
export const DesignStop = Type.Object(
  {
    id: Id,
    kind: OneOf(stopKinds),
    stage: Nullable(Id),
    name: Type.String({ maxLength: 300 }),
    doneWhen: Words,
    ownerRole: Nullable(OwnerRole),
    permission: Nullable(OneOf(permissions)),
    procedureId: Nullable(Id),
    customerWording: Words,
    customerTask: Type.Optional(
      Type.String({ maxLength: 2000, description: 'What the customer does, in words for him' }),
    ),
    acceptanceQuestion: Words,
    expectedDays: Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 3650 })),
    touchpointId: Nullable(Id),
    reachedOnEvent: Nullable(ReachedOn),
    reachedWhen: Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Union([Type.String({ maxLength: 300 }), Type.Number(), Type.Boolean()]),
      { maxProperties: 10 },
    ),
    subJourneyId: Nullable(Id),
    feeling: Nullable(
      Type.Object(
        { word: Type.String({ maxLength: 60 }), level: Type.Number({ minimum: -2, maximum: 2 }) },
        { additionalProperties: false },
      ),
    ),
    ends: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type DesignStop = Static<typeof DesignStop>;

export const DesignWay = Type.Object(
  { from: Id, to: Id, when: Type.String({ maxLength: 300 }) },
  { additionalProperties: false },
);

export const Design = Type.Object(
  {
    stages: Type.Array(DesignStage, { maxItems: 100 }),
    stops: Type.Array(DesignStop, { minItems: 1, maxItems: 2000 }),
    ways: Type.Array(DesignWay, { maxItems: 6000 }),
  },
  { additionalProperties: false },
);
export type Design = Static<typeof Design>;

export const Unclear = Type.Object({
  stopId: Id,
  kind: OneOf(unclearKinds),
  about: Type.String({ description: 'The role, permission or vague word it is about' }),
});
export type Unclear = Static<typeof Unclear>;

/** The drawing of a journey: its draft if there is one, else what is in force; with what is unclear about it. */
export const DrawnJourney = Type.Object({
  journeyId: Id,
  name: Type.String(),
  purpose: Type.String(),
  version: Type.Integer({ description: 'The version in force' }),
  draft: Type.Boolean(),
  basedOn: Type.Integer({ description: 'The version the draft was begun on' }),
  revision: Type.Integer({ description: 'Of the draft; 0 while there is none' }),
  changedAt: Nullable(Instant),
  changedBy: Nullable(Type.String()),
  design: Design,
  unclear: Type.Array(Unclear),
});
export type DrawnJourney = Static<typeof DrawnJourney>;

export const readDesign = route({
  method: 'GET',
  path: '/journeys/:id/design',
  access: 'journeys.read',
  summary: 'The drawing of a journey with what is unclear about it; its draft unless `published` is asked for',
  params: ById,
  query: Type.Object({ published: Type.Optional(Type.Boolean()) }),
  reply: DrawnJourney,
});

export const saveDraft = route({
  method: 'PUT',
  path: '/journeys/:id/draft',
  access: 'journeys.write',
  summary: 'Save what is being drawn; `revision` is the one it was written against, 0 for a new draft',
  params: ById,
  body: Type.Object(
    { revision: Type.Integer({ minimum: 0 }), name: Line, purpose: Type.Optional(Words), design: Design },
    { additionalProperties: false },
  ),
  reply: DrawnJourney,
});

export const dropDraft = route({
  method: 'DELETE',
  path: '/journeys/:id/draft',
  access: 'journeys.write',
  summary: 'Throw the draft away; what is in force stays',
  params: ById,
  reply: DrawnJourney,
});

export const publishDraft = route({
  method: 'POST',
  path: '/journeys/:id/publish',
  access: 'journeys.write',
  summary: 'Put the draft in force as the next version; customers keep the destinations they reached',
  params: ById,
  body: Type.Object({ revision: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
  reply: DrawnJourney,
});

export const JourneyVersion = Type.Object({
  version: Type.Integer(),
  stops: Type.Integer(),
  madeAt: Instant,
  madeBy: Nullable(Type.String()),
});
export type JourneyVersion = Static<typeof JourneyVersion>;

export const listVersions = route({
  method: 'GET',
  path: '/journeys/:id/versions',
  access: 'journeys.read',
  summary: 'Versions of a journey, newest first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(JourneyVersion),
});

export const DesignChange = Type.Object({
  kind: OneOf(changeKinds),
  what: OneOf(['stage', 'stop', 'way'] as const),
  id: Type.String(),
  name: Type.String(),
  fields: Type.Array(Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() })),
});
export type DesignChange = Static<typeof DesignChange>;

export const compareVersions = route({
  method: 'GET',
  path: '/journeys/:id/changes',
  access: 'journeys.read',
  summary:
    'What changed between two versions; without `from` since the one in force; without `to`, up to the draft (or what is in force when there is none)',
  params: ById,
  query: Type.Object({
    from: Type.Optional(Type.Integer({ minimum: 1 })),
    to: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  reply: Type.Object({ from: Type.Integer(), to: Nullable(Type.Integer()), changes: Type.Array(DesignChange) }),
});
