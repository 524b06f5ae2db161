import { Type, type Static } from 'typebox';
import { CaseRef } from './cases.ts';
import { route } from './route.ts';
import { Id, Instant, Nullable, OneOf, ShareFigure } from './shapes.ts';

/** What an estimate rests on: the finest group of similar cases with enough of them. */
export const EstimateBasis = Type.Object({
  /** What the cases have in common with this one, the finest group first. */
  alike: Type.Array(OneOf(['team', 'kind', 'priority', 'busy'])),
  kind: Type.String(),
  n: Type.Integer({ description: 'Similar cases, open ones among them' }),
  resolved: Type.Integer(),
});

/** One estimate that was given. */
export const EstimateQuote = Type.Object({
  id: Id,
  promiseId: Nullable(Id),
  quotedAt: Instant,
  /** Given at the arrival, before the one before lapsed, or after the case was opened again. */
  because: OneOf(['arrival', 'lapsing', 'reopened']),
  halfAt: Instant,
  likelyAt: Instant,
  halfMinutes: Type.Integer({ description: 'Working minutes from the arrival, as solved in half of such cases' }),
  likelyMinutes: Type.Integer({ description: 'The same for eight in ten' }),
  basis: EstimateBasis,
  supersededAt: Nullable(Instant),
  /** Whether it came true; null until its hour has come. */
  met: Nullable(Type.Boolean()),
});
export type EstimateQuote = Static<typeof EstimateQuote>;

export const SimilarCase = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  kind: Type.String(),
  closedAt: Instant,
  minutes: Nullable(Type.Integer({ description: 'Working minutes it took' })),
  /** What solved it: the value noted at closing, else the first words of the last answer. */
  solvedBy: Nullable(Type.String()),
  confirmed: Type.Boolean({ description: 'The customer said that it is solved' }),
  words: Type.Array(Type.String(), { description: 'Words of the subject that both have' }),
  repeats: Type.Integer({ description: 'More solved cases like it with the same subject, told by this one' }),
});
export type SimilarCase = Static<typeof SimilarCase>;

export const CaseEstimate = Type.Object({
  /** The present estimate; null when the case is closed or nothing is known. */
  quote: Nullable(EstimateQuote),
  /** Why there is none: closed, or honestly not known yet. */
  unknown: Nullable(OneOf(['closed', 'too few similar cases', 'too many still open', 'not asked yet'])),
  n: Type.Integer({ description: 'Similar solved cases known so far' }),
  fewest: Type.Integer({ description: 'Under so many nothing is quoted' }),
  history: Type.Array(EstimateQuote),
});
export type CaseEstimate = Static<typeof CaseEstimate>;

export const readCaseEstimate = route({
  method: 'GET',
  path: '/cases/:id/estimate',
  access: 'cases.read',
  summary: 'How long this case is likely to take, why, and every estimate given before',
  params: CaseRef,
  reply: CaseEstimate,
});

export const listSimilarCases = route({
  method: 'GET',
  path: '/cases/:id/similar',
  access: 'cases.read',
  summary: 'Solved cases like this one, the most alike first, with what solved them',
  params: CaseRef,
  query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) }),
  reply: Type.Object({ items: Type.Array(SimilarCase) }),
});

export const CalibrationLine = Type.Object({
  kind: Type.String({ description: '`all` or the kind of case' }),
  /** Estimates whose hour has come, and how many came true. */
  met: ShareFigure,
  /** `unknown` under 200: then the interval is all there is to say. */
  band: OneOf(['unknown', 'too hopeful', 'honest', 'too careful']),
});

export const readCalibration = route({
  method: 'GET',
  path: '/estimates/calibration',
  access: 'promises.read',
  summary: 'Estimates against what happened: overall, by kind of case, and by level',
  query: Type.Object({
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    team: Type.Optional(Id),
  }),
  reply: Type.Object({
    from: Instant,
    to: Instant,
    promised: Type.Number({ description: 'The share that is promised: 0.8' }),
    overall: CalibrationLine,
    byKind: Type.Array(CalibrationLine),
    /** Of the estimates given at arrival: of those with this share promised, so many were solved by then. */
    levels: Type.Array(Type.Object({ promised: Type.Number(), met: ShareFigure })),
    /** Estimates that replaced another before it lapsed, apart. */
    requoted: CalibrationLine,
    fittedAt: Nullable(Instant),
    learnedFrom: Type.Integer({ description: 'Cases behind the present curves' }),
  }),
});
