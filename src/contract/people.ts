import { Type, type Static } from 'typebox';
import { languages } from '../domain/languages.ts';
import { roles } from '../domain/people/permissions.ts';
import { route } from './route.ts';
import { ById, Email, Id, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const Role = OneOf(roles);

/** Long enough to be worth its name; nobody is made to use signs that he forgets. */
export const Password = Type.String({ minLength: 10, maxLength: 200 });

/** A colleague as other staff see him. */
export const User = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
  teams: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  language: Type.String(),
  timeZone: Type.String(),
  active: Type.Boolean(),
  twoFactor: Type.Boolean(),
});
export type User = Static<typeof User>;

export const Team = Type.Object({
  id: Id,
  name: Type.String(),
  private: Type.Boolean(),
  members: Type.Integer(),
  calendarId: Nullable(Id),
});
export type Team = Static<typeof Team>;

/** Who is here, for which company, under which word: the first thing the staff app asks. */
export const Session = Type.Object({
  setUp: Type.Boolean(),
  company: Nullable(
    Type.Object({ name: Type.String(), timeZone: Type.String(), language: Type.String(), currency: Type.String() }),
  ),
  word: Nullable(Type.Object({ word: Type.String(), meaning: Type.String(), motto: Type.String() })),
  user: Nullable(User),
  past: Nullable(
    Type.Object(
      { day: Type.Integer(), days: Type.Integer(), today: Type.String(), secondsLeft: Nullable(Type.Integer()) },
      { description: 'The sample company is still living its past: so far it has come. Null once today is reached' },
    ),
  ),
  permissions: Type.Array(Type.String()),
});
export type Session = Static<typeof Session>;

export const readSession = route({
  method: 'GET',
  path: '/session',
  access: 'public',
  summary: 'Who is signed in, and for which company and word',
  reply: Session,
});

export const setUpCompany = route({
  method: 'POST',
  path: '/setup',
  access: 'public',
  perMinute: 10,
  summary: 'First visit: the company, its word and the owner; refused once done',
  body: Type.Object(
    {
      company: Line,
      word: Type.String({ minLength: 1, maxLength: 30, pattern: '^\\S+$' }),
      meaning: Type.Optional(Type.String({ maxLength: 300 })),
      name: Line,
      email: Email,
      password: Password,
      timeZone: Type.String({ maxLength: 60 }),
      language: Type.String({ maxLength: 10 }),
      sample: Type.Boolean({ description: 'Also load the sample company, to look around' }),
    },
    { additionalProperties: false },
  ),
  reply: Session,
});

export const listUsers = route({
  method: 'GET',
  path: '/users',
  access: 'people.read',
  summary: 'Staff, by name',
  query: Type.Object({ ...PageQuery, q: Type.Optional(Type.String({ maxLength: 100 })) }),
  reply: Page(User),
});

export const createUser = route({
  method: 'POST',
  path: '/users',
  access: 'people.manage',
  summary: 'Add a colleague; the password is given once here or set by a mailed link',
  body: Type.Object(
    {
      name: Line,
      email: Email,
      role: Role,
      password: Type.Optional(Password),
      teamIds: Type.Optional(Type.Array(Id)),
    },
    { additionalProperties: false },
  ),
  reply: User,
});

export const changeUser = route({
  method: 'PATCH',
  path: '/users/:id',
  access: 'people.manage',
  summary: 'Change a colleague: name, address, role, teams, whether he may sign in',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      /** He signs in with it from now on; both addresses are told. */
      email: Type.Optional(Email),
      role: Type.Optional(Role),
      /** False: he leaves. His open cases, promises and tasks go to `handOverTo`, or look for somebody. */
      active: Type.Optional(Type.Boolean()),
      teamIds: Type.Optional(Type.Array(Id)),
      /** With `active: false`: who takes over. */
      handOverTo: Type.Optional(Nullable(Id)),
      /** With `active: false`: the keys of programs that he made open nothing any more. */
      revokeKeys: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: User,
});

export const changeOwnProfile = route({
  method: 'PATCH',
  path: '/profile',
  access: 'signed-in',
  summary: 'Change your own name, language and time zone',
  body: Type.Object(
    {
      name: Type.Optional(Line),
      language: Type.Optional(OneOf(languages)),
      timeZone: Type.Optional(Type.String({ maxLength: 60 })),
    },
    { additionalProperties: false },
  ),
  reply: User,
});

export const listTeams = route({
  method: 'GET',
  path: '/teams',
  access: 'people.read',
  summary: 'Teams, by name',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Team),
});

export const createTeam = route({
  method: 'POST',
  path: '/teams',
  access: 'people.manage',
  summary: 'Make a team',
  body: Type.Object(
    {
      name: Line,
      private: Type.Optional(Type.Boolean()),
      calendarId: Type.Optional(Id),
      memberIds: Type.Optional(Type.Array(Id)),
    },
    { additionalProperties: false },
  ),
  reply: Team,
});

export const changeTeam = route({
  method: 'PATCH',
  path: '/teams/:id',
  access: 'people.manage',
  summary: 'Rename a team, change its members or its privacy',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      private: Type.Optional(Type.Boolean()),
      calendarId: Type.Optional(Nullable(Id)),
      memberIds: Type.Optional(Type.Array(Id)),
    },
    { additionalProperties: false },
  ),
  reply: Team,
});
