import { Type, type Static } from 'typebox';
import { Explanation } from './calendars.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

/** Kept apart in every report. */
export const PromiseKind = OneOf(['policy', 'personal', 'estimate', 'internal']);
export const PromiseState = OneOf(['open', 'kept', 'broken', 'withdrawn']);
export const PromiseClock = OneOf(['first-response', 'next-response', 'resolution']);
export const PromiseMove = OneOf(['keep', 'renegotiate', 'break', 'explain-break', 'withdraw', 'restore', 'hand-over']);

export const Person = Type.Object({ id: Id, name: Type.String() });
const CaseInBrief = Type.Object({ id: Id, number: Type.Integer(), subject: Type.String(), state: Type.String() });

/** A promise as lists show it. */
export const PromiseRow = Type.Object({
  id: Id,
  kind: PromiseKind,
  clock: Nullable(PromiseClock),
  what: Type.String({ description: 'What is promised; of a policy promise its clock, to be worded by the screen' }),
  state: PromiseState,
  customer: Person,
  case: Nullable(CaseInBrief),
  keeper: Nullable(Person),
  /** Of somebody else who takes part in the case: `by` him to us, or by us `to` him; `task`: the part he was given. */
  party: Nullable(Type.Object({ id: Id, name: Type.String(), side: OneOf(['by', 'to']), task: Type.Boolean() })),
  madeAt: Instant,
  dueAt: Nullable(Instant),
  firstDueAt: Nullable(
    Type.Unsafe<string>({ ...Instant, description: 'The due hour first given, where it has changed since' }),
  ),
  paused: Type.Boolean(),
  remainingMinutes: Nullable(
    Type.Number({ description: 'Open minutes left; below zero by how much it is over; null when ended' }),
  ),
  targetMinutes: Nullable(Type.Integer()),
  atRisk: Type.Boolean(),
  warned: Type.Integer({ description: 'Highest warning reached: 0, 50, 75 or 90 per cent' }),
  endedAt: Nullable(Instant),
  endReason: Nullable(Type.String()),
  brokeInSilence: Type.Boolean(),
  visible: Type.Boolean({ description: "Whether the customer's page shows it" }),
});
export type PromiseRow = Static<typeof PromiseRow>;

/** One thing that happened to a promise, oldest first. */
export const PromiseFact = Type.Object({
  at: Instant,
  fact: OneOf([
    'made',
    'paused',
    'resumed',
    'retargeted',
    'renegotiated',
    'reopened',
    'warned',
    'at-risk',
    'handed-over',
    'moved-to-case',
    'met',
    'broken',
    'lapsed',
    'explained',
    'withdrawn',
    'restored',
  ]),
  by: Nullable(Person),
  reason: Nullable(Type.String()),
  /** Values the sentence needs: `from`, `to`, `dueAt`, `percent`, `policy`, `policyVersion`, `minutes`, `priority`. */
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
});
export type PromiseFact = Static<typeof PromiseFact>;

export const PromiseDetail = Type.Object({
  ...PromiseRow.properties,
  madeBy: Nullable(Person),
  policy: Nullable(Type.Object({ id: Id, name: Type.String(), version: Type.Integer() })),
  calendar: Nullable(Type.Object({ id: Id, name: Type.String(), version: Type.Integer(), zone: Type.String() })),
  /** Due hours that were replaced, oldest first: the new date stands beside the old. */
  earlierDues: Type.Array(Type.Object({ dueAt: Instant, replacedAt: Instant, reason: Nullable(Type.String()) })),
  /** Day by day why it is due when it is; null where nothing counts, such as before its start. */
  explanation: Nullable(Explanation),
  history: Type.Array(PromiseFact),
  /** The customer's newest words in the case. */
  customerWords: Nullable(Type.Object({ text: Type.String(), at: Instant })),
  /** What the customer's own page shows of it; null when it is not shown there. */
  customerSees: Nullable(
    Type.Object({
      dueAt: Nullable(Instant),
      firstDueAt: Nullable(Instant),
      state: PromiseState,
      acceptedAt: Nullable(Instant),
      told: Nullable(Type.String({ description: 'What we last told the customer about it, in our words' })),
      apology: Nullable(Type.String()),
    }),
  ),
  recovery: Nullable(Type.String()),
  moves: Type.Array(PromiseMove),
});
export type PromiseDetail = Static<typeof PromiseDetail>;

export const listPromises = route({
  method: 'GET',
  path: '/promises',
  access: 'promises.read',
  summary: 'Promises; open ones by due hour (paused last), ended ones newest first',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(['open', 'kept', 'broken', 'withdrawn', 'ended', 'all'])),
    keeper: Type.Optional(Type.String({ maxLength: 40, description: '`me`, `nobody` or the id of a colleague' })),
    team: Type.Optional(Type.String({ maxLength: 40, description: '`mine` or the id of a team' })),
    dueBefore: Type.Optional(Instant),
    atRisk: Type.Optional(Type.Boolean()),
    customer: Type.Optional(Id),
    case: Type.Optional(Id),
    kind: Type.Optional(PromiseKind),
    clock: Type.Optional(PromiseClock),
    /** To the customer, by a policy or a person; or within the house. Estimates are in neither. */
    owed: Type.Optional(OneOf(['customer', 'house'])),
  }),
  reply: Page(PromiseRow),
});

/** Why one due today will slip unless someone steps in. */
export const Slip = Type.Object({
  code: OneOf(['nobody-has-it', 'keeper-off', 'little-time', 'likely-to-break']),
  /** When the keeper is back, for `keeper-off`; null where nobody knows. */
  until: Nullable(Instant),
  /** How likely it is to break, by what was learned, where that is more likely than not. */
  percent: Nullable(Type.Integer()),
  suggested: Nullable(Person),
});

export const TodayPromise = Type.Object({ ...PromiseRow.properties, slip: Nullable(Slip) });
const TodayScope = Type.Object({
  open: Type.Array(TodayPromise),
  /** How many are due in all; the list above has the first 100 and up to 100 that will slip. */
  openCount: Type.Integer(),
  kept: Type.Array(
    Type.Object({ id: Id, what: Type.String(), clock: Nullable(PromiseClock), customer: Person, endedAt: Instant }),
  ),
  keptCount: Type.Integer(),
  broken: Type.Array(
    Type.Object({ id: Id, what: Type.String(), clock: Nullable(PromiseClock), customer: Person, endedAt: Instant }),
  ),
  brokenCount: Type.Integer(),
  slipCount: Type.Integer(),
});

export const readPromisesToday = route({
  method: 'GET',
  path: '/promises/today',
  access: 'promises.read',
  summary: "What is due today in the person's own zone, his and his team's, and what will slip",
  reply: Type.Object({
    day: Type.String({ description: 'The local date' }),
    zone: Type.String(),
    now: Instant,
    /** First opening and last closing of the day by the calendar, to draw the axis. */
    opensAt: Nullable(Instant),
    closesAt: Nullable(Instant),
    mine: TodayScope,
    team: TodayScope,
    /** The next ones of mine after today, at most five. */
    later: Type.Array(PromiseRow),
  }),
});

const KeptFigures = Type.Object({
  /** What was owed to customers: of policies and of persons. Tasks of the house and estimates are never in it. */
  all: ShareFigure,
  policy: ShareFigure,
  personal: ShareFigure,
  estimate: ShareFigure,
  internal: ShareFigure,
  /** Owed to customers and ended otherwise, in neither side of the share. */
  withdrawn: Type.Integer(),
});

export const readKeptRate = route({
  method: 'GET',
  path: '/promises/kept-rate',
  access: 'promises.read',
  summary: 'Kept of kept and broken, by kind: your own (seen by you alone), one team, everyone',
  query: Type.Object({
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    team: Type.Optional(Id),
    customer: Type.Optional(Id),
  }),
  reply: Type.Object({ from: Instant, to: Instant, own: KeptFigures, team: KeptFigures, everyone: KeptFigures }),
});

export const readPromise = route({
  method: 'GET',
  path: '/promises/:id',
  access: 'promises.read',
  summary: 'One promise: why it is due then, what happened, what the customer sees',
  params: ById,
  reply: PromiseDetail,
});

export const makePromise = route({
  method: 'POST',
  path: '/promises',
  access: 'promises.write',
  summary: 'Promise a customer something by an hour, or within so many open minutes',
  body: Type.Object(
    {
      what: Line,
      caseId: Type.Optional(Id),
      customerId: Type.Optional(Id),
      dueAt: Type.Optional(Instant),
      minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000_000, description: 'Open minutes from now' })),
      calendarId: Type.Optional(Id),
      keeperId: Type.Optional(Nullable(Id)),
      kind: Type.Optional(OneOf(['personal', 'internal'])),
      visible: Type.Optional(
        Type.Boolean({ description: "Whether the customer's page shows it; an internal one never" }),
      ),
      messageId: Type.Optional(Id),
      spokenWords: Type.Optional(Type.String({ maxLength: 1000 })),
      /** Somebody who takes part in the case: it is promised `by` him, or by us `to` him. It is `internal`, and no customer sees it. */
      party: Type.Optional(Type.Object({ id: Id, side: OneOf(['by', 'to']) }, { additionalProperties: false })),
    },
    { additionalProperties: false },
  ),
  reply: PromiseDetail,
});

export const keepPromise = route({
  method: 'POST',
  path: '/promises/:id/keeping',
  access: 'promises.write',
  summary: 'It is done; until the due hour itself',
  params: ById,
  body: Type.Object({ note: Type.Optional(Type.String({ maxLength: 2000 })) }, { additionalProperties: false }),
  reply: PromiseDetail,
});

export const renegotiatePromise = route({
  method: 'POST',
  path: '/promises/:id/renegotiation',
  access: 'promises.write',
  summary: 'Agree on another hour, before the present one; the old one stays beside it',
  params: ById,
  body: Type.Object(
    {
      dueAt: Instant,
      why: Line,
      tellCustomer: Type.Optional(
        Type.String({ maxLength: 10_000, description: 'What the customer is told, as he reads it' }),
      ),
    },
    { additionalProperties: false },
  ),
  reply: PromiseDetail,
});

export const breakPromise = route({
  method: 'POST',
  path: '/promises/:id/breaking',
  access: 'promises.write',
  summary: 'Say that it cannot be kept, or why it broke in silence',
  params: ById,
  body: Type.Object(
    {
      reason: Line,
      apology: Type.Optional(Type.String({ maxLength: 10_000 })),
      recovery: Type.Optional(Type.String({ maxLength: 2000, description: 'What we do to make up for it' })),
    },
    { additionalProperties: false },
  ),
  reply: PromiseDetail,
});

export const withdrawPromise = route({
  method: 'DELETE',
  path: '/promises/:id',
  access: 'promises.write',
  summary: 'Take it back: a fresh mistake of one’s own, or the customer lets us off; it stays in the ledger',
  params: ById,
  query: Type.Object({
    because: Type.Optional(OneOf(['mistake', 'released'])),
    reason: Type.Optional(Type.String({ maxLength: 300 })),
  }),
});

export const handOverPromise = route({
  method: 'POST',
  path: '/promises/:id/keeper',
  access: 'promises.write',
  summary: 'Give it to a colleague, or take it',
  params: ById,
  body: Type.Object(
    { keeperId: Id, note: Type.Optional(Type.String({ maxLength: 2000 })) },
    { additionalProperties: false },
  ),
  reply: PromiseDetail,
});
