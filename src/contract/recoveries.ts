import { Type, type Static } from 'typebox';
import { causeKinds } from '../domain/voice/recovery.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, ShareFigure } from './shapes.ts';

const Name = Type.Object({ id: Id, name: Type.String() });
const closed = { additionalProperties: false };

/** What the customer said each time he was asked whether it is good: at the end, after 30 and after 90 days. */
export const RecoveryCheck = Type.Object({
  /** Which time round: a customer who said no is asked again after a second attempt. */
  round: Type.Integer(),
  days: Type.Integer({ description: '0 = at the end; 30 and 90 = so long after it was good' }),
  dueAt: Instant,
  state: OneOf(['planned', 'asked', 'good', 'not-good', 'unanswered', 'withheld'] as const),
  because: Nullable(Type.String({ description: 'Why it was not asked' })),
  askedAt: Nullable(Instant),
  saidAt: Nullable(Instant),
  words: Nullable(Type.String()),
});
export type RecoveryCheck = Static<typeof RecoveryCheck>;

/** A gesture that belongs to a recovery, given within somebody's authority. */
const GivenGesture = Type.Object({
  id: Id,
  kind: Type.String(),
  size: Type.Number(),
  unit: Type.String(),
  currency: Type.String(),
  why: Type.String(),
  at: Instant,
  by: Nullable(Name),
});

export const RecoverySide = Type.Object({
  recoveryId: Id,
  acknowledgement: Type.String(),
  causeKind: Nullable(OneOf(causeKinds)),
  severityBecause: Type.Array(OneOf(['worst-answer', 'high-value', 'angry', 'repeated', 'vip', 'late'] as const)),
  reopened: Type.Integer(),
  /** What the customer was promised so that it is put right; he sees it. */
  promise: Nullable(
    Type.Object({
      id: Id,
      what: Type.String(),
      dueAt: Nullable(Instant),
      state: Type.String(),
      keeper: Nullable(Name),
    }),
  ),
  contactPromiseId: Nullable(Id),
  closePromiseId: Nullable(Id),
  touchpoint: Nullable(Name),
  gesture: Nullable(GivenGesture),
  /** Gestures of the case that could be named as its remedy. */
  gestures: Type.Array(GivenGesture),
  checks: Type.Array(RecoveryCheck),
});
export type RecoverySide = Static<typeof RecoverySide>;

export const readRecoverySide = route({
  method: 'GET',
  path: '/recoveries/:id/side',
  access: 'voice.read',
  summary: 'What stands behind a recovery: acknowledgement, gesture, clocks as promises, and each ask with its answer',
  params: ById,
  reply: RecoverySide,
});

export const promiseInRecovery = route({
  method: 'POST',
  path: '/recoveries/:id/promise',
  access: 'recoveries.write',
  summary: 'Promise the customer what puts it right, and by when; kept by the owner unless somebody else is named',
  params: ById,
  body: Type.Object({ what: Line, dueAt: Instant, keeperId: Type.Optional(Id) }, closed),
  reply: RecoverySide,
});

export const changeRecoverySide = route({
  method: 'PATCH',
  path: '/recoveries/:id/side',
  access: 'recoveries.write',
  summary:
    'Note how it was acknowledged, name the cause in one word for counting, the touchpoint, or the gesture that was given',
  params: ById,
  body: Type.Object(
    {
      acknowledgement: Type.Optional(Type.String({ maxLength: 5000 })),
      causeKind: Type.Optional(Nullable(OneOf(causeKinds))),
      touchpointId: Type.Optional(Nullable(Id)),
      gestureId: Type.Optional(Nullable(Id)),
    },
    closed,
  ),
  reply: RecoverySide,
});

export const reopenRecovery = route({
  method: 'POST',
  path: '/recoveries/:id/reopening',
  access: 'recoveries.write',
  summary: 'Try once more to win back a customer who was not won back',
  params: ById,
  body: Type.Object({ words: Type.Optional(Type.String({ maxLength: 5000 })) }, closed),
  reply: RecoverySide,
});

export const RecoveryFigures = Type.Object({
  days: Type.Integer(),
  open: Type.Integer(),
  severe: Type.Integer(),
  late: Type.Integer(),
  byAge: Type.Array(
    Type.Object({
      upToDays: Nullable(Type.Integer({ description: 'null = older than all before' })),
      normal: Type.Integer(),
      severe: Type.Integer(),
    }),
  ),
  /** Of those that ended: won back by the customer's own word. Silence is not won back. */
  recovered: ShareFigure,
  /** Of those won back and asked after 30 or 90 days: still good. */
  stillGood30: ShareFigure,
  stillGood90: ShareFigure,
  contactInTime: ShareFigure,
  /** Minutes by the wall from opening to the first human contact; those still waiting count as longer. */
  contactMedianMinutes: Nullable(Type.Number()),
  causes: Type.Array(Type.Object({ kind: Nullable(OneOf(causeKinds)), n: Type.Integer(), recovered: ShareFigure })),
  touchpoints: Type.Array(Type.Object({ touchpoint: Nullable(Name), n: Type.Integer(), recovered: ShareFigure })),
  bySource: Type.Array(Type.Object({ source: Type.String(), n: Type.Integer() })),
});
export type RecoveryFigures = Static<typeof RecoveryFigures>;

export const readRecoveryFigures = route({
  method: 'GET',
  path: '/recovery-figures',
  access: 'voice.read',
  summary: 'Open by age and severity, won back with interval, time to the first contact, causes and touchpoints',
  query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 7, maximum: 730, default: 180 })) }),
  reply: RecoveryFigures,
});
