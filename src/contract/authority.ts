import { Type, type Static } from 'typebox';
import { roles } from '../domain/people/permissions.ts';
import { gestureUnits, spans } from '../domain/procedures/authority.ts';
import { CaseRef } from './cases.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

const Named = Type.Object({ id: Id, name: Type.String() });
const Size = Type.Number({ exclusiveMinimum: 0, maximum: 1e9 });
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
const Why = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' });

/** What can be given. */
export const GestureKind = Type.Object({
  id: Id,
  name: Type.String(),
  unit: OneOf(gestureUnits),
  retired: Type.Boolean(),
});
export type GestureKind = Static<typeof GestureKind>;

/** A role may give so much of a kind within a span without asking; `most` null: without limit. */
export const Authority = Type.Object({
  id: Id,
  kind: Named,
  unit: OneOf(gestureUnits),
  role: OneOf(roles),
  span: OneOf(spans),
  most: Nullable(Type.Number()),
  currency: Type.String(),
  changedAt: Instant,
});
export type Authority = Static<typeof Authority>;

export const readAuthority = route({
  method: 'GET',
  path: '/authority',
  access: 'cases.read',
  summary: 'What can be given, and what each role may give without asking',
  reply: Type.Object({ currency: Type.String(), kinds: Type.Array(GestureKind), limits: Type.Array(Authority) }),
});

export const addGestureKind = route({
  method: 'POST',
  path: '/authority/kinds',
  access: 'policies.write',
  summary: 'Add something that can be given',
  body: Type.Object({ name: Line, unit: OneOf(gestureUnits) }, { additionalProperties: false }),
  reply: GestureKind,
});

export const changeGestureKind = route({
  method: 'PATCH',
  path: '/authority/kinds/:id',
  access: 'policies.write',
  summary: 'Rename or retire something that can be given',
  params: ById,
  body: Type.Object(
    { name: Type.Optional(Line), retired: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  reply: GestureKind,
});

export const setAuthority = route({
  method: 'PUT',
  path: '/authority/limits',
  access: 'policies.write',
  summary: 'Say how much a role may give of a kind within a span; a limit that stands is replaced',
  body: Type.Object(
    {
      kindId: Id,
      role: OneOf(roles),
      span: OneOf(spans),
      most: Nullable(Size),
      currency: Type.Optional(Currency),
    },
    { additionalProperties: false },
  ),
  reply: Authority,
});

export const removeAuthority = route({
  method: 'DELETE',
  path: '/authority/limits/:id',
  access: 'policies.write',
  summary: 'Take a limit away; without any, everything of the kind has to be asked for',
  params: ById,
});

/** What you may give now of a kind, in a case. `left`: 0 has to be asked for; null is without limit. */
export const Allowance = Type.Object({
  kind: GestureKind,
  left: Nullable(Type.Number()),
  currency: Type.String(),
  limits: Type.Array(
    Type.Object({ span: OneOf(spans), most: Nullable(Type.Number()), given: Type.Number(), currency: Type.String() }),
  ),
});
export type Allowance = Static<typeof Allowance>;

export const Gesture = Type.Object({
  id: Id,
  kind: Named,
  unit: OneOf(gestureUnits),
  size: Type.Number(),
  currency: Type.String(),
  cost: Nullable(Type.Number()),
  why: Type.String(),
  caseId: Id,
  caseNumber: Type.Integer(),
  customer: Named,
  momentId: Nullable(Id),
  givenBy: Nullable(Named),
  at: Instant,
  /** Asked for before it was given. */
  approved: Type.Boolean(),
  undoneAt: Nullable(Instant),
});
export type Gesture = Static<typeof Gesture>;

export const Approval = Type.Object({
  id: Id,
  kind: Named,
  unit: OneOf(gestureUnits),
  size: Type.Number(),
  currency: Type.String(),
  why: Type.String(),
  caseId: Id,
  caseNumber: Type.Integer(),
  customer: Named,
  askedBy: Named,
  askedAt: Instant,
  state: OneOf(['waiting', 'granted', 'declined', 'withdrawn', 'expired']),
  word: Nullable(Type.String()),
  decidedBy: Nullable(Named),
  decidedAt: Nullable(Instant),
  expiresAt: Instant,
  /** Whether you may decide it. */
  yours: Type.Boolean(),
});
export type Approval = Static<typeof Approval>;

export const CaseAuthority = Type.Object({
  allowed: Type.Array(Allowance),
  gestures: Type.Array(Gesture),
  approvals: Type.Array(Approval),
});
export type CaseAuthority = Static<typeof CaseAuthority>;

export const readCaseAuthority = route({
  method: 'GET',
  path: '/cases/:id/authority',
  access: 'cases.read',
  summary: 'What you may give in a case right now, what was given, and what was asked for',
  params: CaseRef,
  reply: CaseAuthority,
});

export const give = route({
  method: 'POST',
  path: '/cases/:id/gestures',
  access: 'cases.write',
  summary:
    'Give something within what you may give, and keep what, how much and why; beyond it, ask with POST approvals',
  params: CaseRef,
  body: Type.Object(
    {
      kindId: Id,
      size: Size,
      currency: Type.Optional(Currency),
      /** What it costs us, where that is not its size. */
      cost: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 1e9 }))),
      why: Why,
      momentId: Type.Optional(Nullable(Id)),
    },
    { additionalProperties: false },
  ),
  reply: Gesture,
});

export const undoGesture = route({
  method: 'POST',
  path: '/gestures/:id/undo',
  access: 'cases.write',
  summary: 'Take back a gesture noted by mistake, within a day; it stays in the ledger as taken back',
  params: ById,
  reply: Gesture,
  status: 200,
});

export const listGestures = route({
  method: 'GET',
  path: '/gestures',
  access: 'cases.read',
  summary: 'The ledger of gestures in cases you may see, newest first',
  query: Type.Object({
    ...PageQuery,
    kindId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    caseId: Type.Optional(Id),
  }),
  reply: Page(Gesture),
});

/** What gestures cost and what was seen afterwards; what was seen is not therefore their effect. */
export const Earnings = Type.Object({
  since: Instant,
  given: Type.Integer(),
  customers: Type.Integer(),
  cost: Type.Number(),
  currency: Type.String(),
  /** Old enough (30 days) for the figures below. */
  old: Type.Integer(),
  confirmed: ShareFigure,
  /** The customer opened another case within 30 days. */
  cameBack: ShareFigure,
  /** Of those who answered afterwards: rated 4 or 5. */
  content: ShareFigure,
  /** Bought something within 90 days; only those given at least 90 days ago. */
  bought: ShareFigure,
  boughtFor: Type.Number(),
  /** The same figures of cases closed in the same time without a gesture, to be read beside them. */
  without: Type.Object({ confirmed: ShareFigure, cameBack: ShareFigure, content: ShareFigure }),
});
export type Earnings = Static<typeof Earnings>;

export const readEarnings = route({
  method: 'GET',
  path: '/gestures/earnings',
  access: 'measures.read',
  summary: 'What gestures of the last year cost and what was seen afterwards, beside cases without one',
  query: Type.Object({ kindId: Type.Optional(Id) }),
  reply: Earnings,
});
