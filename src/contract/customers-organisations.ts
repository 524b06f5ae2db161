import { Type, type Static } from 'typebox';
import { FieldValues, GivenValues } from './fields.ts';
import { route } from './route.ts';
import { ById, Id, Line, Nullable, Page, PageQuery, Text } from './shapes.ts';
import { OrganisationName } from './customers.ts';

export const Organisation = Type.Object({
  id: Id,
  name: Type.String(),
  domains: Type.Array(Type.String()),
  notes: Type.String(),
  parent: Nullable(OrganisationName),
  /** Directly below it, by name, at most 200. */
  children: Type.Array(OrganisationName),
  fields: FieldValues,
  /** How much of the briefs of its people is known, at most 500 people looked at. */
  coverage: Type.Object({ customers: Type.Integer(), known: Type.Integer(), of: Type.Integer() }),
});
export type Organisation = Static<typeof Organisation>;

export const listOrganisations = route({
  method: 'GET',
  path: '/organisations',
  access: 'customers.read',
  summary: 'Organisations, by name',
  query: Type.Object({ ...PageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) }),
  reply: Page(OrganisationName),
});

export const createOrganisation = route({
  method: 'POST',
  path: '/organisations',
  access: 'customers.write',
  summary: 'Add an organisation; mail from its domains finds it',
  body: Type.Object(
    {
      name: Line,
      domains: Type.Optional(Type.Array(Type.String({ maxLength: 253 }), { maxItems: 50 })),
      notes: Type.Optional(Text),
      parentId: Type.Optional(Nullable(Id)),
      fields: Type.Optional(GivenValues),
    },
    { additionalProperties: false },
  ),
  reply: Organisation,
});

export const readOrganisation = route({
  method: 'GET',
  path: '/organisations/:id',
  access: 'customers.read',
  summary: 'One organisation, with how much of the briefs of its people is known',
  params: ById,
  reply: Organisation,
});

export const changeOrganisation = route({
  method: 'PATCH',
  path: '/organisations/:id',
  access: 'customers.write',
  summary: 'Change an organisation; people whose mail domain is added join it when they belong nowhere',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      domains: Type.Optional(Type.Array(Type.String({ maxLength: 253 }), { maxItems: 50 })),
      notes: Type.Optional(Text),
      parentId: Type.Optional(Nullable(Id)),
      fields: Type.Optional(GivenValues),
    },
    { additionalProperties: false },
  ),
  reply: Organisation,
});
