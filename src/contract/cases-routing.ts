import { Type, type Static } from 'typebox';
import { priorities } from '../domain/cases/words.ts';
import { impacts, urgencies } from '../domain/rules/priority-matrix.ts';
import { Case, CaseRef, CaseRow, Person } from './cases.ts';
import { route } from './route.ts';
import { Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };

/** The case that is next, and why. */
export const NextCase = Type.Object({
  case: Nullable(CaseRow),
  /** One sentence in the asker's language; also when there is none. */
  why: Type.String(),
  /** The same for programs. */
  reason: OneOf(['overdue', 'atRisk', 'promised', 'urgent', 'vip', 'waiting', 'none', 'full', 'away']),
  /** It was his before he asked. */
  mine: Type.Boolean(),
});
export type NextCase = Static<typeof NextCase>;

export const readNextCase = route({
  method: 'GET',
  path: '/cases/next',
  access: 'cases.write',
  summary: 'Which case is next for you and why, without taking it',
  reply: NextCase,
});

export const pullNextCase = route({
  method: 'POST',
  path: '/cases/next',
  access: 'cases.write',
  summary: 'Take the case that is next for you; two who ask at once never get the same one',
  body: Type.Object(
    { skip: Type.Optional(Type.Array(Id, { maxItems: 50, description: 'Cases to leave out this time' })) },
    closed,
  ),
  reply: NextCase,
  status: 200,
});

export const routeCase = route({
  method: 'POST',
  path: '/cases/:id/routing',
  access: 'cases.write',
  summary: 'Let the team decide who gets a case, now; says who and why, or why nobody',
  params: CaseRef,
  reply: Type.Object({ assignee: Nullable(Person), because: Type.String() }),
  status: 200,
});

export const listRoutingQueue = route({
  method: 'GET',
  path: '/routing/queue',
  access: 'cases.read',
  summary: 'Cases that wait for somebody, and why nobody has them yet',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Type.Object({ case: CaseRow, askedAt: Instant, reason: Nullable(Type.String()) })),
});

export const setImpact = route({
  method: 'PUT',
  path: '/cases/:id/impact',
  access: 'cases.write',
  summary: 'Say how many are hit and how long it can wait; the priority follows',
  params: CaseRef,
  body: Type.Object({ impact: OneOf(impacts), urgency: OneOf(urgencies) }, closed),
  reply: Case,
});

const Row = Type.Object({ 'can-wait': OneOf(priorities), soon: OneOf(priorities), now: OneOf(priorities) }, closed);

/** How much of the desk is shown, and how impact and urgency make a priority. */
export const DeskSettings = Type.Object({
  /** `auto`: plain while there is one team at most. */
  simple: OneOf(['auto', 'on', 'off']),
  /** What that comes to now: teams' routing and names of the trade are hidden. */
  plain: Type.Boolean(),
  impactUrgency: Type.Boolean(),
  matrix: Type.Object({ one: Row, some: Row, many: Row }, closed),
  /** A word of the customer later than so many days after closing opens another case, linked to the old one; null: never. */
  lateReplyDays: Nullable(Type.Integer()),
});
export type DeskSettings = Static<typeof DeskSettings>;

export const readDeskSettings = route({
  method: 'GET',
  path: '/desk-settings',
  access: 'people.read',
  summary: 'How much of the desk is shown, and how impact and urgency make a priority',
  reply: DeskSettings,
});

export const changeDeskSettings = route({
  method: 'PUT',
  path: '/desk-settings',
  access: 'settings.manage',
  summary: 'Show more or less of the desk; say how impact and urgency make a priority, and how late an answer may be',
  body: Type.Object(
    {
      simple: OneOf(['auto', 'on', 'off']),
      impactUrgency: Type.Boolean(),
      matrix: Type.Optional(Type.Object({ one: Row, some: Row, many: Row }, closed)),
      lateReplyDays: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 3650 }))),
    },
    closed,
  ),
  reply: DeskSettings,
});

/** What a case says about impact and urgency, and why it has its assignee. */
export const readRoutingOfCase = route({
  method: 'GET',
  path: '/cases/:id/routing',
  access: 'cases.read',
  summary: 'Impact and urgency of a case, and the last word of routing about it',
  params: CaseRef,
  reply: Type.Object({
    impact: Nullable(OneOf(impacts)),
    urgency: Nullable(OneOf(urgencies)),
    waiting: Type.Boolean(),
    because: Nullable(Type.String()),
  }),
});
