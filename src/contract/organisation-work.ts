import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, Page, PageQuery } from './shapes.ts';

/** An open case of somebody in an organisation. */
export const OrganisationCase = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  state: Type.String(),
  priority: Type.String(),
  customer: Type.Object({ id: Id, name: Type.String() }),
  updatedAt: Instant,
  nextPromiseAt: Nullable(Instant),
});
export type OrganisationCase = Static<typeof OrganisationCase>;

export const listOrganisationCases = route({
  method: 'GET',
  path: '/organisations/:id/cases',
  access: 'cases.read',
  summary: 'Open cases of the people of an organisation, the one that moved last first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(OrganisationCase),
});

/** A promise to somebody in an organisation that is still to be kept. */
export const OrganisationPromise = Type.Object({
  id: Id,
  what: Type.String(),
  clock: Nullable(Type.String()),
  customer: Type.Object({ id: Id, name: Type.String() }),
  dueAt: Nullable(Instant),
  atRisk: Type.Boolean(),
  caseNumber: Nullable(Type.Integer()),
});
export type OrganisationPromise = Static<typeof OrganisationPromise>;

export const listOrganisationPromises = route({
  method: 'GET',
  path: '/organisations/:id/promises',
  access: 'promises.read',
  summary: 'Promises to the people of an organisation that are still to be kept, the next due first; at most 100',
  params: ById,
  reply: Type.Array(OrganisationPromise),
});
