import { Type, type Static } from 'typebox';
import { routingMethods } from '../domain/rules/routing.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };
const Person = Type.Object({ id: Id, name: Type.String() });

export const Absence = Type.Object({
  id: Id,
  person: Person,
  from: Instant,
  /** Null until he says that he is back. */
  until: Nullable(Instant),
  delegate: Nullable(Person),
  handOver: Type.Boolean(),
  takeBack: Type.Boolean(),
  note: Type.String(),
  state: OneOf(['planned', 'away', 'over']),
  /** How much was handed over, and came back. */
  handedOver: Type.Integer(),
  returned: Type.Integer(),
});
export type Absence = Static<typeof Absence>;

export const listAbsences = route({
  method: 'GET',
  path: '/absences',
  access: 'people.read',
  summary: 'Who is away and who will be, the latest first; of one person, or only those not over',
  query: Type.Object({
    ...PageQuery,
    userId: Type.Optional(Id),
    current: Type.Optional(Type.Boolean({ description: 'Only planned and running ones' })),
  }),
  reply: Page(Absence),
});

export const planAbsence = route({
  method: 'POST',
  path: '/absences',
  access: 'people.read',
  summary: 'Be away: from now or later, with a delegate; for somebody else with people.manage',
  body: Type.Object(
    {
      /** Oneself without it. */
      userId: Type.Optional(Id),
      /** Now without it. */
      from: Type.Optional(Instant),
      until: Type.Optional(Nullable(Instant)),
      delegateId: Type.Optional(Nullable(Id)),
      /** Open cases and promises go to the delegate, or back to the team's queue. */
      handOver: Type.Optional(Type.Boolean()),
      /** What is still open with the delegate comes back at the end. */
      takeBack: Type.Optional(Type.Boolean()),
      note: Type.Optional(Type.String({ maxLength: 300 })),
    },
    closed,
  ),
  reply: Absence,
});

export const endAbsence = route({
  method: 'POST',
  path: '/absences/:id/end',
  access: 'people.read',
  summary: 'Back again, or not going at all',
  params: ById,
  reply: Absence,
  status: 200,
});

/** What a person can and carries, for routing. */
export const PersonRouting = Type.Object({
  person: Person,
  skills: Type.Array(Type.String()),
  mostLoad: Nullable(Type.Number()),
  takesCases: Type.Boolean(),
  /** Points carried now. */
  load: Type.Number(),
  absent: Type.Boolean(),
});
export type PersonRouting = Static<typeof PersonRouting>;

export const listPeopleRouting = route({
  method: 'GET',
  path: '/routing/people',
  access: 'people.read',
  summary: 'Skills, limits and present load of everybody who works on cases, by name',
  query: Type.Object({ ...PageQuery, teamId: Type.Optional(Id) }),
  reply: Page(PersonRouting),
});

export const changePersonRouting = route({
  method: 'PUT',
  path: '/routing/people/:id',
  access: 'cases.manage',
  summary: 'Say what a person can (language:de, kind:complaint, tag:billing, product:pump) and carries at most',
  params: ById,
  body: Type.Object(
    {
      skills: Type.Array(Type.String({ pattern: '^(language|kind|tag|product):\\S[^\\n]{0,39}$' }), { maxItems: 50 }),
      mostLoad: Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
      takesCases: Type.Boolean(),
    },
    closed,
  ),
  reply: PersonRouting,
});

export const TeamRouting = Type.Object({
  team: Person,
  method: OneOf(routingMethods),
  /** What one person carries at most unless he has a limit of his own. */
  mostLoad: Nullable(Type.Number()),
  inHoursOnly: Type.Boolean(),
  /** Cases without a team come here. */
  takesTeamless: Type.Boolean(),
  /** Cases that wait for somebody. */
  waiting: Type.Integer(),
});
export type TeamRouting = Static<typeof TeamRouting>;

export const listTeamRouting = route({
  method: 'GET',
  path: '/routing/teams',
  access: 'people.read',
  summary: 'How each team gives out its cases, and how many wait for somebody',
  query: Type.Object({ ...PageQuery }),
  reply: Page(TeamRouting),
});

export const changeTeamRouting = route({
  method: 'PUT',
  path: '/routing/teams/:id',
  access: 'cases.manage',
  summary: 'How a team gives out its cases: by hand, in turn, or to whoever carries least',
  params: ById,
  body: Type.Object(
    {
      method: OneOf(routingMethods),
      mostLoad: Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
      inHoursOnly: Type.Boolean(),
      takesTeamless: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  reply: TeamRouting,
});
