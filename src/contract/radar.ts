import { Type, type Static } from 'typebox';
import { radarOutcomes } from '../domain/voice/radar.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

const Name = Type.Object({ id: Id, name: Type.String() });
const closed = { additionalProperties: false };

/** A human touch: a call, a few lines, or anything else that a person does. */
export const RadarTouch = OneOf(['call', 'mail', 'task'] as const);

/** Why somebody is on the list, as numbers; the app puts them into a sentence. */
export const RadarReason = Type.Object({
  because: OneOf(['rhythm', 'waits-for-us', 'we-wait', 'broken-promise', 'mood'] as const),
  /** How strongly it counted, 0 to 1. */
  weight: Type.Number(),
  days: Type.Optional(Type.Integer({ description: 'So long it has been' })),
  everyDays: Type.Optional(Type.Integer({ description: 'How often this customer used to be in touch' })),
  contacts: Type.Optional(Type.Integer({ description: 'From so many contacts that is known' })),
  chance: Type.Optional(Type.Number({ description: 'How likely such a silence would be if nothing had changed' })),
  what: Type.Optional(Type.String()),
  caseNumber: Type.Optional(Type.Integer()),
});
export type RadarReason = Static<typeof RadarReason>;

export const RadarFind = Type.Object({
  id: Id,
  customer: Name,
  team: Nullable(Name),
  foundAt: Instant,
  score: Type.Number(),
  reasons: Type.Array(RadarReason),
  /** Bought within a year, in the company's money. */
  value: Nullable(Type.Number()),
  currency: Type.String(),
  /** What is proposed, or what was chosen when it was taken. */
  touch: RadarTouch,
  /** What is to be done, in the words of whoever took it; and by when that is promised. */
  taskWords: Nullable(Type.String()),
  dueAt: Nullable(Instant),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  /** A few words to begin with, in the customer's language. */
  draft: Type.Object({ subject: Type.String(), text: Type.String() }),
  state: OneOf(['waiting', 'taken', ...radarOutcomes, 'lapsed'] as const),
  takenBy: Nullable(Name),
  takenAt: Nullable(Instant),
  promiseId: Nullable(Id),
  outcomeAt: Nullable(Instant),
  outcomeWords: Nullable(Type.String()),
});
export type RadarFind = Static<typeof RadarFind>;

export const listRadar = route({
  method: 'GET',
  path: '/radar',
  access: 'voice.read',
  summary: 'Customers who seem to go quiet, the likeliest first; those left alone by lot are not in it',
  query: Type.Object({
    ...PageQuery,
    teamId: Type.Optional(Id),
    done: Type.Optional(Type.Boolean({ default: false, description: 'Those with an outcome, newest first' })),
  }),
  reply: Page(RadarFind),
});

export const takeFind = route({
  method: 'POST',
  path: '/radar/:id/taking',
  access: 'recoveries.write',
  summary:
    'Somebody takes them, by a call, a mail or a task of their own: a promise of ours, kept within a working day unless another hour is named',
  params: ById,
  body: Type.Object(
    {
      touch: Type.Optional(RadarTouch),
      /** For a task: what is to be done. */
      words: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' })),
      /** Who does it; whoever asks, unless told. */
      keeperId: Type.Optional(Id),
      dueAt: Type.Optional(Instant),
    },
    closed,
  ),
  reply: RadarFind,
});

export const leaveFind = route({
  method: 'DELETE',
  path: '/radar/:id/taking',
  access: 'recoveries.write',
  summary: 'Somebody else after all',
  params: ById,
  reply: RadarFind,
});

export const endFind = route({
  method: 'POST',
  path: '/radar/:id/outcome',
  access: 'recoveries.write',
  summary: 'What came of it; a problem that was found opens a recovery',
  params: ById,
  body: Type.Object({ outcome: OneOf(radarOutcomes), words: Type.Optional(Type.String({ maxLength: 4000 })) }, closed),
  reply: RadarFind,
});

export const RadarSettings = Type.Object({
  active: Type.Boolean(),
  daily: Type.Integer({ minimum: 1, maximum: 50, description: 'At most so many a day and team' }),
  heldOut: Type.Number({
    minimum: 0.05,
    maximum: 0.5,
    description: 'Share left alone by lot, to know whether it helps',
  }),
  usefulEffect: Type.Number({
    minimum: 0.01,
    maximum: 0.9,
    description: 'The smallest difference that would be worth it',
  }),
  windowDays: Type.Integer({ minimum: 7, maximum: 365, description: 'Coming back counts within so many days' }),
});
export type RadarSettings = Static<typeof RadarSettings>;

export const changeRadarSettings = route({
  method: 'PATCH',
  path: '/radar/settings',
  access: 'surveys.write',
  summary: 'Switch the radar on or off, and say how long its list may be',
  body: Type.Partial(RadarSettings, closed),
  reply: RadarSettings,
});

/** What one arm came to, whether or not anybody took the people in it: compared as they were drawn. */
const RadarArm = Type.Object({
  found: Type.Integer(),
  judged: Type.Integer(),
  returned: ShareFigure,
  bought: ShareFigure,
  glad: ShareFigure,
  upset: ShareFigure,
});

const Difference = Nullable(Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() }));

export const RadarReport = Type.Object({
  settings: RadarSettings,
  lastRunOn: Nullable(Line),
  stoppedAt: Nullable(Instant),
  stoppedBecause: Nullable(OneOf(['no-useful-effect', 'harm', 'by-hand'] as const)),
  say: OneOf(['nothing-yet', 'too-early', 'helps', 'no-useful-effect', 'harm', 'open'] as const),
  touched: RadarArm,
  left: RadarArm,
  /** Touched minus left alone, with 95 % intervals. */
  returned: Difference,
  bought: Difference,
  glad: Difference,
  upset: Difference,
  /** Of those shown: what colleagues made of them. */
  outcomes: Type.Array(Type.Object({ state: RadarFind.properties.state, n: Type.Integer() })),
  /** So many left alone must have been judged before it may stop itself. */
  neededLeft: Type.Integer(),
});
export type RadarReport = Static<typeof RadarReport>;

export const readRadarReport = route({
  method: 'GET',
  path: '/radar/report',
  access: 'voice.read',
  summary: 'Whether the radar helps: customers on its list against those left alone by lot',
  reply: RadarReport,
});
