import { Type, type Static } from 'typebox';
import { Person } from './charter.ts';
import { Behaviour, PracticeDay } from './practice.ts';
import { Candidate, Win } from './practice-wins.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** Huddles and Today: the third contract of the practice room. */

export const CardKey = OneOf(['motto', 'wins', 'misses', 'words', 'behaviours', 'promises', 'actions']);

/** One customer's words, to be read aloud. */
export const CustomerWords = Type.Object({
  quote: Type.String(),
  customer: Type.Object({ id: Nullable(Id), name: Type.String(), since: Nullable(Instant) }),
  caseId: Nullable(Id),
  at: Instant,
  outcome: Nullable(OneOf(['won', 'neutral', 'lost'])),
  /** How his last moments went, oldest first, at most eight. */
  lastMoments: Type.Array(OneOf(['won', 'neutral', 'lost'])),
});
export type CustomerWords = Static<typeof CustomerWords>;

const PromiseLine = Type.Object({
  promiseId: Id,
  what: Type.String(),
  customer: Type.String(),
  caseId: Nullable(Id),
  keeper: Nullable(Person),
  dueAt: Instant,
  atRisk: Type.Boolean(),
});

const Miss = Type.Object({
  kind: OneOf(['lost-moment', 'broken-promise']),
  id: Id,
  at: Instant,
  customer: Type.Object({ id: Id, name: Type.String() }),
  caseId: Nullable(Id),
  what: Type.String(),
  quote: Nullable(Type.String()),
});

export const HuddleAction = Type.Object({
  id: Id,
  what: Type.String(),
  owner: Person,
  dueOn: Day,
  doneAt: Nullable(Instant),
});
export type HuddleAction = Static<typeof HuddleAction>;

/** What the huddle talks about, written by itself from what really happened. */
export const Agenda = Type.Object({
  cards: Type.Array(Type.Object({ key: CardKey, minutes: Type.Number() })),
  charter: Nullable(
    Type.Object({
      word: Type.String(),
      meaning: Type.String(),
      motto: Type.String(),
      proofs: Type.Array(Type.String()),
    }),
  ),
  /** Since the huddle before, at most a week back. */
  since: Instant,
  wins: Type.Array(
    Type.Object({
      winId: Id,
      what: Type.String(),
      by: Person,
      customer: Type.String(),
      quote: Nullable(Type.String()),
      evidenced: Type.Boolean(),
    }),
  ),
  misses: Type.Array(Miss),
  words: Nullable(CustomerWords),
  behaviours: Type.Array(Behaviour),
  promises: Type.Object({
    dueToday: Type.Integer(),
    atRisk: Type.Integer(),
    items: Type.Array(PromiseLine),
  }),
  /** Still open from huddles before. */
  openActions: Type.Array(HuddleAction),
});
export type Agenda = Static<typeof Agenda>;

export const HuddleLine = Type.Object({
  id: Id,
  team: Nullable(Type.Object({ id: Id, name: Type.String() })),
  day: Day,
  startedBy: Person,
  startedAt: Instant,
  finishedAt: Nullable(Instant),
  /** Whole seconds from start to finish; null while it runs. */
  seconds: Nullable(Type.Integer()),
  here: Type.Integer(),
});
export type HuddleLine = Static<typeof HuddleLine>;

export const Huddle = Type.Object({
  ...HuddleLine.properties,
  /** When the ten minutes are over. */
  endsAt: Instant,
  /** Index of the card everybody looks at. */
  card: Type.Integer(),
  agenda: Agenda,
  attendance: Type.Array(Type.Object({ person: Person, here: Type.Boolean() })),
  notes: Type.Array(Type.Object({ id: Id, card: Nullable(CardKey), words: Type.String(), by: Person, at: Instant })),
  actions: Type.Array(HuddleAction),
});
export type Huddle = Static<typeof Huddle>;

export const startHuddle = route({
  method: 'POST',
  path: '/huddles',
  access: 'practice.take',
  summary: "Start today's huddle of a team; whoever comes second gets the one that runs",
  body: Type.Object({ teamId: Type.Optional(Nullable(Id)) }, { additionalProperties: false }),
  reply: Huddle,
});

export const readHuddle = route({
  method: 'GET',
  path: '/huddles/:id',
  access: 'practice.take',
  summary: 'One huddle, with its agenda',
  params: ById,
  reply: Huddle,
});

export const changeHuddle = route({
  method: 'PATCH',
  path: '/huddles/:id',
  access: 'practice.take',
  summary: 'Turn to a card (every screen follows), say who is here, or finish',
  params: ById,
  body: Type.Object(
    {
      card: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
      here: Type.Optional(Type.Array(Id, { maxItems: 500 })),
      away: Type.Optional(Type.Array(Id, { maxItems: 500 })),
      finished: Type.Optional(Type.Literal(true)),
    },
    { additionalProperties: false },
  ),
  reply: Huddle,
});

export const noteInHuddle = route({
  method: 'POST',
  path: '/huddles/:id/notes',
  access: 'practice.take',
  summary: 'Write something down',
  params: ById,
  body: Type.Object(
    { words: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }), card: Type.Optional(CardKey) },
    { additionalProperties: false },
  ),
  reply: Huddle,
});

export const actInHuddle = route({
  method: 'POST',
  path: '/huddles/:id/actions',
  access: 'practice.take',
  summary: 'Who takes what, by when',
  params: ById,
  body: Type.Object({ what: Line, ownerId: Id, dueOn: Day }, { additionalProperties: false }),
  reply: Huddle,
});

export const changeHuddleAction = route({
  method: 'PATCH',
  path: '/huddle-actions/:id',
  access: 'practice.take',
  summary: 'Say that an action is done, or not yet',
  params: ById,
  body: Type.Object({ done: Type.Boolean() }, { additionalProperties: false }),
  reply: HuddleAction,
});

export const listHuddles = route({
  method: 'GET',
  path: '/huddles',
  access: 'practice.take',
  summary: 'Huddles that were, newest first',
  query: Type.Object({ ...PageQuery, teamId: Type.Optional(Id) }),
  reply: Page(HuddleLine),
});

/** How steady it is: working days with and without a huddle, and how long they took. */
export const HuddleRhythm = Type.Object({
  from: Day,
  to: Day,
  held: Type.Integer(),
  missed: Type.Array(Day),
  medianSeconds: Nullable(Type.Integer()),
});
export type HuddleRhythm = Static<typeof HuddleRhythm>;

export const readHuddleRhythm = route({
  method: 'GET',
  path: '/huddles/rhythm',
  access: 'practice.take',
  summary: 'Working days with and without a huddle',
  query: Type.Object({
    teamId: Type.Optional(Id),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 92, default: 28 })),
  }),
  reply: HuddleRhythm,
});

export const setHuddleTime = route({
  method: 'PUT',
  path: '/huddles/time',
  access: 'charter.propose',
  summary: 'When a team meets, on its working days, in its own time zone',
  body: Type.Object(
    {
      teamId: Type.Optional(Nullable(Id)),
      time: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    },
    { additionalProperties: false },
  ),
});

/** The huddle to come, or the one that runs now. */
export const NextHuddle = Type.Object({
  team: Nullable(Type.Object({ id: Id, name: Type.String() })),
  day: Day,
  /** Local, `HH:MM`. */
  time: Type.String(),
  at: Instant,
  runningId: Nullable(Id),
});
export type NextHuddle = Static<typeof NextHuddle>;

/** What Today needs from the practice room, in one answer. */
export const Today = Type.Object({
  day: Day,
  timeZone: Type.String(),
  charter: Nullable(Type.Object({ word: Type.String(), meaning: Type.String(), motto: Type.String() })),
  practice: PracticeDay,
  wins: Type.Object({
    today: Type.Integer(),
    yesterday: Type.Integer(),
    /** Of today and yesterday, evidenced first, at most eight. */
    items: Type.Array(Win),
  }),
  words: Nullable(CustomerWords),
  candidate: Nullable(Candidate),
  nextHuddle: Nullable(NextHuddle),
});
export type Today = Static<typeof Today>;

export const readToday = route({
  method: 'GET',
  path: '/today',
  access: 'practice.take',
  summary: 'Mine to learn and ours to celebrate, in one answer',
  reply: Today,
});
