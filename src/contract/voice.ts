import { Type, type Static } from 'typebox';
import { questionKinds } from '../domain/voice/questions.ts';
import { route } from './route.ts';
import { Day, Id, Instant, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

export const Name = Type.Object({ id: Id, name: Type.String() });
export const Words = Type.String({ maxLength: 5000 });

const period = { from: Type.Optional(Day), to: Type.Optional(Day) };

export const Invitation = Type.Object({
  id: Id,
  surveyId: Id,
  customer: Name,
  caseId: Nullable(Id),
  way: OneOf(['mail', 'my', 'widget', 'link'] as const),
  state: OneOf(['withheld', 'sent', 'bounced', 'answered', 'expired'] as const),
  /** Why this person was not asked, as a code and as a sentence. */
  withheldBecause: Nullable(Type.String()),
  withheldReason: Nullable(Type.String()),
  withheldUntil: Nullable(Instant),
  at: Instant,
  answeredAt: Nullable(Instant),
});
export type Invitation = Static<typeof Invitation>;

export const listInvitations = route({
  method: 'GET',
  path: '/invitations',
  access: 'voice.read',
  summary: 'Who was asked, and who was not and why, newest first',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(Invitation.properties.state),
    surveyId: Type.Optional(Id),
    customerId: Type.Optional(Id),
  }),
  reply: Page(Invitation),
});

export const Answer = Type.Object({
  id: Id,
  surveyId: Id,
  customer: Nullable(Name),
  caseId: Nullable(Id),
  recoveryId: Nullable(Id),
  at: Instant,
  solved: Nullable(Type.Boolean()),
  rating: Nullable(Type.Integer()),
  likely: Nullable(Type.Integer()),
  easy: Nullable(Type.Integer()),
  word: Nullable(Type.String()),
  why: Nullable(Type.String()),
  /** Answers to questions of the company's own, by the question's key. */
  more: Type.Record(Type.String(), Type.Unknown()),
  /** The same in words, with the questions as they were asked. */
  own: Type.Array(
    Type.Object({
      key: Type.String(),
      kind: OneOf(questionKinds),
      question: Type.String(),
      /** Yes and no are `true` and `false`. */
      said: Type.Array(Type.String()),
    }),
  ),
  /** The version of the survey that was answered. */
  version: Type.Integer(),
  servedBy: Nullable(Name),
  complete: Type.Boolean(),
});
export type Answer = Static<typeof Answer>;

export const listAnswers = route({
  method: 'GET',
  path: '/answers',
  access: 'voice.read',
  summary: 'What customers answered, newest first',
  query: Type.Object({
    ...PageQuery,
    ...period,
    surveyId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    caseId: Type.Optional(Id),
    bad: Type.Optional(Type.Boolean({ description: 'Only those that ask for a recovery' })),
    language: Type.Optional(
      Type.String({ minLength: 2, maxLength: 35, description: 'Of the company’s own questions; its own without it' }),
    ),
  }),
  reply: Page(Answer),
});

/** A score that is not a share, with what makes it honest. */
export const ScoreFigure = Type.Object({
  n: Type.Integer(),
  value: Nullable(Type.Number()),
  low: Nullable(Type.Number()),
  high: Nullable(Type.Number()),
  say: OneOf(['unknown', 'count', 'not-enough', 'score'] as const),
});
export type ScoreFigure = Static<typeof ScoreFigure>;

export const readVoiceFigures = route({
  method: 'GET',
  path: '/voice/figures',
  access: 'voice.read',
  summary:
    'Satisfaction, solved, recommendation, effort and recovered share of the last 90 days (at most the 5 000 latest answers), and how many wait to be won back',
  reply: Type.Object({
    days: Type.Integer(),
    satisfied: ShareFigure,
    solved: ShareFigure,
    recommend: ScoreFigure,
    easy: ShareFigure,
    recovered: ShareFigure,
    /** All open recoveries that one may see, whenever they were opened, and how many of them are past a deadline. */
    toWinBack: Type.Object({ open: Type.Integer(), late: Type.Integer() }),
  }),
});

export const readWords = route({
  method: 'GET',
  path: '/voice/words',
  access: 'voice.read',
  summary: 'The one word customers say (the 2 000 latest of a year), and how many of them say ours',
  reply: Type.Object({
    word: Nullable(Type.String()),
    match: ShareFigure,
    words: Type.Array(Type.Object({ word: Type.String(), count: Type.Integer(), ours: Type.Boolean() })),
  }),
});

export const readListening = route({
  method: 'GET',
  path: '/voice/listening',
  access: 'voice.read',
  summary: 'Share of active customers (who wrote or bought within a year) whose opinion we heard within 90 days',
  reply: Type.Object({
    days: Type.Integer(),
    heard: ShareFigure,
    active: Type.Integer(),
    byWay: Type.Array(
      Type.Object({ way: OneOf(['answer', 'review', 'observation', 'brief'] as const), n: Type.Integer() }),
    ),
  }),
});

export const Observation = Type.Object({
  id: Id,
  customer: Nullable(Name),
  touchpoint: Nullable(Name),
  words: Type.String(),
  feeling: Nullable(OneOf(['won', 'neutral', 'lost'] as const)),
  heardBy: Nullable(Name),
  heardAt: Instant,
  /** Corrected last, and by whom; what it said before is in its history. */
  changedAt: Nullable(Instant),
  changedBy: Nullable(Name),
});
export type Observation = Static<typeof Observation>;

export const listObservations = route({
  method: 'GET',
  path: '/observations',
  access: 'voice.read',
  summary: 'What staff heard from customers, newest first',
  query: Type.Object({ ...PageQuery, customerId: Type.Optional(Id), touchpointId: Type.Optional(Id) }),
  reply: Page(Observation),
});

export const observe = route({
  method: 'POST',
  path: '/observations',
  access: 'observations.write',
  summary: 'Note in ten seconds what you heard a customer say',
  body: Type.Object(
    {
      words: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
      customerId: Type.Optional(Id),
      touchpointId: Type.Optional(Id),
      feeling: Type.Optional(OneOf(['won', 'neutral', 'lost'] as const)),
    },
    { additionalProperties: false },
  ),
  reply: Observation,
});

/** When and how rarely we ask, and what opens a recovery. */
export const VoiceSettings = Type.Object(
  {
    askAfterMinutes: Type.Integer({ minimum: 0, maximum: 20_160, description: 'After closing' }),
    quietDays: Type.Integer({
      minimum: 0,
      maximum: 365,
      description: 'Nobody is asked anything twice within so many days',
    }),
    silentAfterDays: Type.Integer({ minimum: 1, maximum: 60, description: 'No answer for so long counts as silent' }),
    contactWithinDays: Type.Number({
      minimum: 0.125,
      maximum: 30,
      description: 'Working days to the first human contact',
    }),
    closeWithinDays: Type.Number({ minimum: 0.5, maximum: 90, description: 'Working days to the end of a recovery' }),
    complaintsOpenRecovery: Type.Boolean(),
    brokenPromisesOpenRecovery: Type.Boolean({
      description: 'Only promises the customer sees: made by a person, or the resolution',
    }),
    reviewsOpenRecovery: Type.Boolean({
      description: 'A review in the lower quarter of its scale, once its author is known',
    }),
    destinationsOpenRecovery: Type.Boolean({
      description: 'A no to the question that is asked at a destination of a journey',
    }),
  },
  { additionalProperties: false },
);
export type VoiceSettings = Static<typeof VoiceSettings>;

export const readVoiceSettings = route({
  method: 'GET',
  path: '/voice/settings',
  access: 'voice.read',
  summary: 'When and how rarely we ask',
  reply: VoiceSettings,
});

export const changeVoiceSettings = route({
  method: 'PATCH',
  path: '/voice/settings',
  access: 'surveys.write',
  summary: 'Change when and how rarely we ask',
  body: Type.Partial(VoiceSettings, { additionalProperties: false }),
  reply: VoiceSettings,
});
