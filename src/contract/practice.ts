import { Type, type Static } from 'typebox';
import { Person } from './charter.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** Two behaviours to do and one to stop, each day; what is passed on to a colleague; totals of a team. */
export const BehaviourKind = OneOf(['do', 'stop']);

export const Behaviour = Type.Object({
  id: Id,
  kind: BehaviourKind,
  /** The behaviour in a few words, as it stands on Today. */
  title: Type.String(),
  /** When this happens … */
  trigger: Type.String(),
  /** … do this. */
  action: Type.String(),
  example: Type.String(),
  antiExample: Type.String(),
  standard: Nullable(Type.Object({ id: Id, name: Type.String() })),
  retired: Type.Boolean(),
});
export type Behaviour = Static<typeof Behaviour>;

const behaviourText = {
  title: Line,
  trigger: Type.String({ maxLength: 300 }),
  action: Type.String({ maxLength: 600 }),
  example: Type.String({ maxLength: 600 }),
  antiExample: Type.String({ maxLength: 600 }),
};

export const listBehaviours = route({
  method: 'GET',
  path: '/practice/behaviours',
  access: 'practice.take',
  summary: 'The library of behaviours',
  query: Type.Object({
    ...PageQuery,
    kind: Type.Optional(BehaviourKind),
    standardId: Type.Optional(Id),
    retired: Type.Optional(Type.Boolean({ default: false })),
  }),
  reply: Page(Behaviour),
});

export const createBehaviour = route({
  method: 'POST',
  path: '/practice/behaviours',
  access: 'practice.take',
  summary: 'Add a behaviour to the library; anybody may',
  body: Type.Object(
    {
      kind: BehaviourKind,
      title: behaviourText.title,
      trigger: Type.Optional(behaviourText.trigger),
      action: Type.Optional(behaviourText.action),
      example: Type.Optional(behaviourText.example),
      antiExample: Type.Optional(behaviourText.antiExample),
      standardId: Type.Optional(Nullable(Id)),
    },
    { additionalProperties: false },
  ),
  reply: Behaviour,
});

export const changeBehaviour = route({
  method: 'PATCH',
  path: '/practice/behaviours/:id',
  access: 'charter.propose',
  summary: 'Reword a behaviour, tie it to a standard, or retire it',
  params: ById,
  body: Type.Object(
    {
      title: Type.Optional(behaviourText.title),
      trigger: Type.Optional(behaviourText.trigger),
      action: Type.Optional(behaviourText.action),
      example: Type.Optional(behaviourText.example),
      antiExample: Type.Optional(behaviourText.antiExample),
      standardId: Type.Optional(Nullable(Id)),
      retired: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Behaviour,
});

/** What I took on for one day. Only I see it. */
export const Pick = Type.Object({
  id: Id,
  day: Day,
  behaviour: Behaviour,
  state: OneOf(['open', 'done', 'not-done']),
  doneAt: Nullable(Instant),
  /** Where it can be seen: a case, or an address, or a few words. */
  evidence: Type.String(),
  evidenceCaseId: Nullable(Id),
  /** Who passed it to me, when somebody did. */
  passedBy: Nullable(Person),
  /** Whom I passed it to, and what became of it. */
  passedOn: Type.Array(
    Type.Object({
      to: Person,
      state: OneOf(['waiting', 'accepted', 'declined']),
      forDay: Day,
      /** He does it too: his pick is done. */
      done: Type.Boolean(),
    }),
  ),
});
export type Pick = Static<typeof Pick>;

/** A behaviour a colleague passed to me, waiting for my yes or no. */
export const Waiting = Type.Object({
  id: Id,
  behaviour: Behaviour,
  from: Person,
  note: Type.String(),
  forDay: Day,
  passedAt: Instant,
});
export type Waiting = Static<typeof Waiting>;

/** Mine to learn: what I took on today, what is proposed for free places, what waits for me. */
export const PracticeDay = Type.Object({
  day: Day,
  timeZone: Type.String(),
  picks: Type.Array(Pick),
  /** Exactly as many as places are free: two to do and one to stop on an untouched day. */
  proposed: Type.Array(Behaviour),
  waiting: Type.Array(Waiting),
  /** Working days in a row, days off not counted; only ever mine. */
  streak: Type.Object({ practice: Type.Integer(), wins: Type.Integer() }),
});
export type PracticeDay = Static<typeof PracticeDay>;

export const readPracticeDay = route({
  method: 'GET',
  path: '/practice/day',
  access: 'practice.take',
  summary: 'My two behaviours and the one to stop, today or on a day that was',
  query: Type.Object({ day: Type.Optional(Day) }),
  reply: PracticeDay,
});

export const takeProposed = route({
  method: 'POST',
  path: '/practice/day',
  access: 'practice.take',
  summary: 'Take on today what is proposed for the free places',
  reply: PracticeDay,
  status: 200,
});

export const pickBehaviour = route({
  method: 'POST',
  path: '/practice/picks',
  access: 'practice.take',
  summary: 'Take on one behaviour today; a third to do, or a second to stop, is refused',
  body: Type.Object({ behaviourId: Id }, { additionalProperties: false }),
  reply: Pick,
});

export const changePick = route({
  method: 'PATCH',
  path: '/practice/picks/:id',
  access: 'practice.take',
  summary: 'Say that it is done or not, and where it can be seen',
  params: ById,
  body: Type.Object(
    {
      state: Type.Optional(OneOf(['open', 'done', 'not-done'])),
      evidence: Type.Optional(Type.String({ maxLength: 1000 })),
      evidenceCaseId: Type.Optional(Nullable(Id)),
    },
    { additionalProperties: false },
  ),
  reply: Pick,
});

export const putBackPick = route({
  method: 'DELETE',
  path: '/practice/picks/:id',
  access: 'practice.take',
  summary: 'Put an open behaviour back, to take another',
  params: ById,
});

export const passOn = route({
  method: 'POST',
  path: '/practice/picks/:id/pass-on',
  access: 'practice.take',
  summary: 'Pass what I took on to a colleague, for his next working day',
  params: ById,
  body: Type.Object(
    { toUserId: Id, note: Type.Optional(Type.String({ maxLength: 500 })) },
    { additionalProperties: false },
  ),
  reply: Pick,
});

export const answerPassedOn = route({
  method: 'POST',
  path: '/practice/passed-on/:id/answer',
  access: 'practice.take',
  summary: 'Accept or decline what a colleague passed to me',
  params: ById,
  body: Type.Object({ accept: Type.Boolean() }, { additionalProperties: false }),
  reply: PracticeDay,
  status: 200,
});

/** One hand-over in a relay. Names only where I gave or received; others are colleagues without a name. */
export const RelayNode = Type.Object({
  id: Id,
  parentId: Nullable(Id),
  depth: Type.Integer(),
  from: Nullable(Person),
  to: Nullable(Person),
  state: OneOf(['waiting', 'accepted', 'declined']),
  forDay: Day,
  done: Type.Boolean(),
});
export type RelayNode = Static<typeof RelayNode>;

export const Relay = Type.Object({
  rootId: Id,
  behaviour: Behaviour,
  startedAt: Instant,
  depth: Type.Integer(),
  reached: Type.Integer(),
  nodes: Type.Array(RelayNode),
});
export type Relay = Static<typeof Relay>;

export const listRelays = route({
  method: 'GET',
  path: '/practice/relays',
  access: 'practice.take',
  summary: 'Where mine travelled: the relays I started or took part in, each as a tree',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Relay),
});

/** What a team, or everybody, did together. Null where fewer than five people belong to it: then a total names a person. */
export const PracticeTotals = Type.Object({
  from: Day,
  to: Day,
  people: Type.Integer(),
  hidden: Type.Boolean(),
  tookPart: Nullable(Type.Integer()),
  picked: Nullable(Type.Integer()),
  done: Nullable(Type.Integer()),
  passedOn: Nullable(Type.Integer()),
  accepted: Nullable(Type.Integer()),
  behaviours: Type.Array(
    Type.Object({
      behaviour: Behaviour,
      picked: Type.Integer(),
      done: Type.Integer(),
      passedOn: Type.Integer(),
      accepted: Type.Integer(),
    }),
  ),
});
export type PracticeTotals = Static<typeof PracticeTotals>;

export const readPracticeTotals = route({
  method: 'GET',
  path: '/practice/totals',
  access: 'practice.take',
  summary: 'What was taken on, done and passed on, as a group; never by person',
  query: Type.Object({
    teamId: Type.Optional(Id),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: 30 })),
  }),
  reply: PracticeTotals,
});
