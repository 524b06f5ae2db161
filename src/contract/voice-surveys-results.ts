import { Type, type Static } from 'typebox';
import { questionKinds } from '../domain/voice/questions.ts';
import { route } from './route.ts';
import { ById, Day, Id, Nullable, OneOf, ShareFigure } from './shapes.ts';
import { ScoreFigure } from './voice.ts';

const period = { from: Type.Optional(Day), to: Type.Optional(Day) };

/** The steps an ask goes through, in their order; those that lead out of it are named with their reasons. */
export const funnelSteps = [
  'eligible',
  'withheld',
  'asked',
  'bounced',
  'delivered',
  'opened',
  'started',
  'answered',
  'completed',
] as const;

/** How far invitations got, each share with its own denominator: of those who could have answered. */
export const Funnel = Type.Object({
  from: Day,
  to: Day,
  /** Everyone the programme meant to ask, those withheld included. */
  invited: Type.Integer(),
  withheld: Type.Integer(),
  bounced: Type.Integer(),
  sent: Type.Integer(),
  delivered: Type.Integer(),
  /** The page was shown, also to programs that look into mails. */
  opened: Type.Integer(),
  /** At least one answer was kept. */
  started: Type.Integer(),
  /** Sent by a press, or everything answered; what is only begun is kept apart. Unknown where answers have no name. */
  answered: Nullable(Type.Integer()),
  partial: Type.Integer(),
  complete: Type.Integer(),
  responseRate: ShareFigure,
  completeRate: ShareFigure,
  /** Every step with what it is of: the step before it that it is counted from. */
  steps: Type.Array(
    Type.Object({
      step: OneOf(funnelSteps),
      /** Null where nobody can know: which anonymous answers were sent, and which are complete. */
      n: Nullable(Type.Integer()),
      of: Nullable(OneOf(funnelSteps)),
      share: Nullable(ShareFigure),
    }),
  ),
  withheldBecause: Type.Array(Type.Object({ because: Type.String(), reason: Type.String(), n: Type.Integer() })),
});
export type Funnel = Static<typeof Funnel>;

export const readFunnel = route({
  method: 'GET',
  path: '/surveys/:id/funnel',
  access: 'voice.read',
  summary:
    'Invitations of a survey, step by step with denominators: withheld and why, bounced, opened, started, answered, completed; the last 90 days unless told',
  params: ById,
  query: Type.Object(period),
  reply: Funnel,
});

const QuestionResult = Type.Object({
  key: Type.String(),
  kind: OneOf(questionKinds),
  text: Type.String(),
  n: Type.Integer(),
  /** Satisfied (4–5), easy (5–7), yes: the share that a formula names. */
  share: Nullable(ShareFigure),
  /** Net promoter score, or the mean of a scale. */
  score: Nullable(ScoreFigure),
  counts: Type.Array(Type.Object({ value: Type.String(), text: Type.String(), share: ShareFigure })),
});
export type QuestionResult = Static<typeof QuestionResult>;

const Group = Type.Object({ id: Id, name: Type.String(), figure: ShareFigure });

export const readResults = route({
  method: 'GET',
  path: '/surveys/:id/results',
  access: 'voice.read',
  summary:
    'What was answered (at most the 5 000 latest): each question with n and interval, by month, team, touchpoint and saved segment of customers',
  params: ById,
  query: Type.Object({
    ...period,
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    language: Type.Optional(Type.String({ maxLength: 10 })),
    /** A saved segment of customers; answers without a name belong to none. */
    segment: Type.Optional(Id),
    touchpointId: Type.Optional(Id),
  }),
  reply: Type.Object({
    from: Day,
    to: Day,
    n: Type.Integer(),
    /** Anonymous answers that wait for enough others. */
    held: Type.Integer(),
    /** So many must wait together before any of them is opened. */
    heldUntil: Type.Integer(),
    fewest: Type.Integer(),
    questions: Type.Array(QuestionResult),
    /** The leading share, month by month. */
    trend: Nullable(
      Type.Object({
        key: Type.String(),
        months: Type.Array(Type.Object({ month: Day, figure: ShareFigure })),
      }),
    ),
    /** The leading share per team; teams with fewer answers than may be shown are only counted. */
    teams: Type.Array(Type.Object({ name: Type.String(), figure: ShareFigure })),
    teamsTooSmall: Type.Integer(),
    /** The leading share where the contact was, and per saved segment; small groups are only counted. */
    touchpoints: Type.Array(Group),
    touchpointsTooSmall: Type.Integer(),
    segments: Type.Array(Group),
    segmentsTooSmall: Type.Integer(),
  }),
});

export const readNonResponse = route({
  method: 'GET',
  path: '/surveys/:id/non-response',
  access: 'voice.read',
  summary: 'Do those who answered look like those who could have? (the 5 000 latest who could)',
  params: ById,
  query: Type.Object(period),
  reply: Type.Object({
    responders: Type.Integer(),
    others: Type.Integer(),
    fields: Type.Array(
      Type.Object({
        field: OneOf([
          'channel',
          'touchpoint',
          'priority',
          'team',
          'language',
          'weekday',
          'verdict',
          'vip',
          'segment',
        ] as const),
        /** The value that differs most between those who answered and all who could; of a segment, its name. */
        value: Nullable(Type.String()),
        responders: ShareFigure,
        others: ShareFigure,
        /** Share of responders less share of the others, with its interval. */
        difference: Nullable(Type.Number()),
        low: Nullable(Type.Number()),
        high: Nullable(Type.Number()),
        /** In pooled standard deviations; over 0.2 is flagged. */
        standardised: Nullable(Type.Number()),
        flagged: Type.Boolean(),
      }),
    ),
  }),
});
export type NonResponse = Static<typeof readNonResponse.reply>;
export type Results = Static<typeof readResults.reply>;
