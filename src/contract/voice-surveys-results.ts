import { Type, type Static } from 'typebox';
import { questionKinds } from '../domain/voice/questions.ts';
import { route } from './route.ts';
import { ById, Day, Nullable, OneOf, ShareFigure } from './shapes.ts';
import { ScoreFigure } from './voice.ts';

const period = { from: Type.Optional(Day), to: Type.Optional(Day) };

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
  partial: Type.Integer(),
  complete: Type.Integer(),
  responseRate: ShareFigure,
  completeRate: ShareFigure,
  withheldBecause: Type.Array(Type.Object({ because: Type.String(), reason: Type.String(), n: Type.Integer() })),
});
export type Funnel = Static<typeof Funnel>;

export const readFunnel = route({
  method: 'GET',
  path: '/surveys/:id/funnel',
  access: 'voice.read',
  summary: 'Invitations of a survey: withheld, bounced, sent, opened, answered; the last 90 days unless told',
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

export const readResults = route({
  method: 'GET',
  path: '/surveys/:id/results',
  access: 'voice.read',
  summary: 'What was answered (at most the 5 000 latest): each question with n and interval, by month, by team',
  params: ById,
  query: Type.Object({
    ...period,
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    language: Type.Optional(Type.String({ maxLength: 10 })),
  }),
  reply: Type.Object({
    from: Day,
    to: Day,
    n: Type.Integer(),
    /** Anonymous answers that wait for enough others. */
    held: Type.Integer(),
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
        field: OneOf(['channel', 'priority', 'team', 'language', 'weekday', 'verdict', 'vip'] as const),
        /** The value that differs most between those who answered and all who could. */
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
