import { Type, type Static } from 'typebox';
import { evidenceKinds, momentOutcomes } from '../domain/journeys/moment-evidence.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const Outcome = OneOf(momentOutcomes);
export const EvidenceKind = OneOf(evidenceKinds);
const Name = Type.Object({ id: Id, name: Type.String() });

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
