import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };
const Person = Type.Object({ id: Id, name: Type.String() });
const ByOverride = Type.Object({ id: Id, overrideId: Id }, closed);

const terms = {
  name: Line,
  zone: Type.String({ minLength: 1, maxLength: 80 }),
  startsOn: Day,
  /** Local time of the change. */
  changesAt: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  turnDays: Type.Integer({ minimum: 1, maximum: 92 }),
  people: Type.Array(Id, { maxItems: 50, description: 'In the order of their turns' }),
};

export const Rota = Type.Object({
  id: Id,
  ...terms,
  /** In the order of their turns; whoever comes next takes the turns of those who have left. */
  people: Type.Array(Type.Object({ ...Person.properties, left: Type.Boolean() })),
  onCall: Nullable(Person),
  /** Until when whoever is on call now has it. */
  until: Nullable(Instant),
  shifts: Type.Array(Type.Object({ person: Person, from: Instant, until: Instant, instead: Nullable(Person) })),
  overrides: Type.Array(Type.Object({ id: Id, person: Person, from: Instant, until: Instant, note: Type.String() })),
  /** An address for calendar programs, which need no sign-in; whoever has it reads the rota. */
  feed: Type.String(),
});
export type Rota = Static<typeof Rota>;

export const listRotas = route({
  method: 'GET',
  path: '/on-call',
  access: 'promises.read',
  summary: 'Who is on call now, and the shifts of the next eight weeks',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Rota),
});

export const createRota = route({
  method: 'POST',
  path: '/on-call',
  access: 'policies.write',
  summary: 'Make an on-call rota',
  body: Type.Object(terms, closed),
  reply: Rota,
});

export const changeRota = route({
  method: 'PATCH',
  path: '/on-call/:id',
  access: 'policies.write',
  summary: 'Change a rota',
  params: ById,
  body: Type.Object(Type.Partial(Type.Object(terms)).properties, closed),
  reply: Rota,
});

export const removeRota = route({
  method: 'DELETE',
  path: '/on-call/:id',
  access: 'policies.write',
  summary: 'Stop using a rota; refused while a protocol calls it',
  params: ById,
});

export const addOverride = route({
  method: 'POST',
  path: '/on-call/:id/overrides',
  access: 'cases.write',
  summary: 'Somebody stands in for a stretch: oneself, or anybody where one leads',
  params: ById,
  body: Type.Object(
    { userId: Id, from: Instant, until: Instant, note: Type.Optional(Type.String({ maxLength: 300 })) },
    closed,
  ),
  reply: Rota,
});

export const removeOverride = route({
  method: 'DELETE',
  path: '/on-call/:id/overrides/:overrideId',
  access: 'cases.write',
  summary: 'The turns hold again',
  params: ByOverride,
});
