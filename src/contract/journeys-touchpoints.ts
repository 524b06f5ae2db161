import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

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

export const chooseTouchpoint = route({
  method: 'PUT',
  path: '/cases/:id/touchpoint',
  access: 'cases.write',
  summary: 'Say at which touchpoint a case happened, instead of the default of its channel; null takes that back',
  params: ById,
  body: Type.Object({ touchpointId: Nullable(Id) }, { additionalProperties: false }),
  reply: Type.Object({ caseId: Id, touchpointId: Nullable(Id) }),
});

export const readCaseTouchpoint = route({
  method: 'GET',
  path: '/cases/:id/touchpoint',
  access: 'cases.read',
  summary: 'At which touchpoint a case happened: the default of its channel, or what somebody said',
  params: ById,
  reply: Type.Object({
    caseId: Id,
    /** Null for the moment before a new case has been placed. */
    touchpoint: Nullable(Name),
    /** Whether somebody chose it, and who and when; else its channel did. */
    byHand: Type.Boolean(),
    by: Nullable(Name),
    at: Nullable(Instant),
  }),
});
export type CaseTouchpoint = Static<typeof readCaseTouchpoint.reply>;
