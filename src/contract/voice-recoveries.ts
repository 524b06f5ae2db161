import { Type, type Static } from 'typebox';
import { recoveryMoves, recoveryStates } from '../domain/voice/recovery.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';
import { Name, Words } from './voice.ts';

export const RecoveryState = OneOf(recoveryStates);
export const RecoveryMove = OneOf(recoveryMoves);
export const RecoverySource = OneOf(['answer', 'complaint', 'promise', 'review', 'destination', 'manual'] as const);

/** Regaining a customer whom we let down: from the first human contact to the customer's own verdict. */
export const Recovery = Type.Object({
  id: Id,
  customer: Name,
  caseId: Nullable(Id),
  caseNumber: Nullable(Type.Integer()),
  source: RecoverySource,
  severity: OneOf(['normal', 'severe'] as const),
  owner: Nullable(Name),
  state: RecoveryState,
  openedAt: Instant,
  contactDueAt: Instant,
  contactedAt: Nullable(Instant),
  closeDueAt: Instant,
  endedAt: Nullable(Instant),
  /** A deadline has passed without what it was for. */
  late: Type.Boolean(),
  words: Nullable(Type.String({ description: 'What the customer said that opened it' })),
  /** Since then what opened it does not hold: it was noted wrongly, or the customer changed his answer. It may be called off. */
  causeRemovedAt: Nullable(Instant),
});
export type Recovery = Static<typeof Recovery>;

export const RecoveryInFull = Type.Object({
  ...Recovery.properties,
  /** The answer, review, case or promise that opened it. */
  sourceId: Nullable(Id),
  loss: Type.String(),
  cause: Type.String(),
  remedyOffered: Type.String(),
  remedyAccepted: Nullable(Type.Boolean()),
  askedAgainAt: Nullable(Instant),
  verdictWords: Nullable(Type.String()),
  /** What may be done now. */
  allowed: Type.Array(RecoveryMove),
  history: Type.Array(Type.Object({ at: Instant, by: Nullable(Name), move: Type.String(), words: Type.String() })),
});
export type RecoveryInFull = Static<typeof RecoveryInFull>;

export const listRecoveries = route({
  method: 'GET',
  path: '/recoveries',
  access: 'voice.read',
  summary: 'Recoveries: open ones by the next deadline, ended ones newest first',
  query: Type.Object({
    ...PageQuery,
    ended: Type.Optional(Type.Boolean({ default: false })),
    ownerId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    caseId: Type.Optional(Id),
  }),
  reply: Page(Recovery),
});

export const readRecovery = route({
  method: 'GET',
  path: '/recoveries/:id',
  access: 'voice.read',
  summary: 'One recovery with its history and what may be done now',
  params: ById,
  reply: RecoveryInFull,
});

export const openRecovery = route({
  method: 'POST',
  path: '/recoveries',
  access: 'recoveries.write',
  summary: 'Open a recovery by hand',
  body: Type.Object(
    {
      customerId: Id,
      caseId: Type.Optional(Id),
      loss: Type.Optional(Words),
      severity: Type.Optional(OneOf(['normal', 'severe'] as const)),
      ownerId: Type.Optional(Id),
    },
    { additionalProperties: false },
  ),
  reply: RecoveryInFull,
});

export const moveRecovery = route({
  method: 'POST',
  path: '/recoveries/:id/moves',
  access: 'recoveries.write',
  summary:
    'Contact, cause, remedy offered, accepted or declined, ask again, hand over, call off where its cause was taken back; the verdict is the customer’s alone',
  params: ById,
  body: Type.Object(
    {
      move: RecoveryMove,
      /** What was said, found or offered; needed for cause and offer-remedy. */
      words: Type.Optional(Words),
      /** What the customer lost; may be filled in with any move. */
      loss: Type.Optional(Words),
      /** For assign. */
      ownerId: Type.Optional(Id),
    },
    { additionalProperties: false },
  ),
  reply: RecoveryInFull,
});
