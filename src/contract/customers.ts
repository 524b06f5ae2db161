import { Type, type Static } from 'typebox';
import { briefQuestions, briefSources, confidences } from '../domain/customers/brief.ts';
import { FieldValues, GivenValues } from './fields.ts';
import { route } from './route.ts';
import { ById, Email, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, Text } from './shapes.ts';

export const BriefQuestion = OneOf(briefQuestions);
export const Confidence = OneOf(confidences);

export const OrganisationName = Type.Object({ id: Id, name: Type.String() });

export const identityKinds = ['email', 'phone', 'external', 'chat', 'form'] as const;
export const preferredChannels = ['mail', 'phone', 'chat', 'portal'] as const;
/** A tag: a word or a few, without commas. */
export const Tag = Type.String({ minLength: 1, maxLength: 60, pattern: '^[^,]*\\S[^,]*$' });
export const Tags = Type.Array(Tag, { maxItems: 50 });

/** How we recognise a person. A bounced address waits for a person before mail goes there again. */
export const Identity = Type.Object({
  id: Id,
  kind: OneOf(identityKinds),
  value: Type.String(),
  bouncedAt: Nullable(Instant),
  /** When its owner proved that it is his; null = never. */
  verifiedAt: Nullable(Instant),
});
export type Identity = Static<typeof Identity>;

/** One of the eight answers, in the customer's own words, and where they stand. */
export const BriefAnswer = Type.Object({
  id: Id,
  statement: Type.String(),
  quote: Nullable(Type.String()),
  messageId: Nullable(Id),
  /** Where the words stand; null when nobody noted it. */
  source: Nullable(OneOf(['message', 'case-note', ...briefSources] as const)),
  /** Of the survey answer, observation, review or note. */
  sourceId: Nullable(Id),
  caseNumber: Nullable(Type.Integer()),
  confidence: Confidence,
  saidAt: Instant,
  notedBy: Nullable(Type.Object({ id: Id, name: Type.String() })),
  notedAt: Instant,
  /** Older than 180 days: ask again before relying on it. */
  stale: Type.Boolean(),
});
export type BriefAnswer = Static<typeof BriefAnswer>;

/** The brief: always eight slots in the same order; an unknown one has no answer and proposes what to ask. */
export const Brief = Type.Object({
  known: Type.Integer(),
  of: Type.Integer(),
  stale: Type.Integer(),
  slots: Type.Array(
    Type.Object({
      question: BriefQuestion,
      answer: Nullable(BriefAnswer),
      /** Earlier answers, newest first, at most ten. */
      history: Type.Array(BriefAnswer),
    }),
  ),
  /** The question to ask next: the first unknown, then the stalest; null when all is known and fresh. */
  next: Nullable(BriefQuestion),
});
export type Brief = Static<typeof Brief>;

export const CustomerRow = Type.Object({
  id: Id,
  name: Type.String(),
  email: Nullable(Type.String()),
  organisation: Nullable(OrganisationName),
  vip: Type.Boolean(),
  tags: Type.Array(Type.String()),
  language: Nullable(Type.String()),
  firstSeenAt: Instant,
  lastHeardAt: Nullable(Instant),
});
export type CustomerRow = Static<typeof CustomerRow>;

export const Customer = Type.Object({
  ...CustomerRow.properties,
  identities: Type.Array(Identity),
  timeZone: Nullable(Type.String()),
  notes: Type.String(),
  preferredChannel: Nullable(OneOf(preferredChannels)),
  /** Never asked for an opinion by anything automatic. */
  doNotSurvey: Type.Boolean(),
  /** Nothing he writes or is told is handed to a language model. */
  noAssistant: Type.Boolean(),
  /** In the portal: his own cases, or those of his whole organisation. */
  portalRole: OneOf(['own', 'organisation']),
  fields: FieldValues,
  /** Why nothing of him may be erased now; null = it may. */
  legalHold: Nullable(Type.String()),
  brief: Brief,
  /** Records that were merged into this one and can be taken out again. */
  merged: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  /** Set when this record itself was merged: follow it. */
  mergedInto: Nullable(Id),
});
export type Customer = Static<typeof Customer>;

/** How the list is narrowed. `fields` is a JSON object: `{"tier":"gold","seats":{"min":3,"max":9},"regions":["north"]}`. */
export const CustomerFilter = {
  organisationId: Type.Optional(Id),
  vip: Type.Optional(Type.Boolean()),
  tag: Type.Optional(Tag),
  language: Type.Optional(Type.String({ maxLength: 10 })),
  channel: Type.Optional(OneOf(preferredChannels)),
  /** Last heard from before this instant, or never. */
  notHeardSince: Type.Optional(Instant),
  heardSince: Type.Optional(Instant),
  addedSince: Type.Optional(Instant),
  fields: Type.Optional(Type.String({ maxLength: 4000 })),
};

export const listCustomers = route({
  method: 'GET',
  path: '/customers',
  access: 'customers.read',
  summary:
    'Customers: by last heard, name or day added; q looks in names, addresses, organisations and searchable fields',
  query: Type.Object({
    ...PageQuery,
    q: Type.Optional(Type.String({ maxLength: 200 })),
    ...CustomerFilter,
    /** A saved segment; what is said beside it narrows it further. */
    segment: Type.Optional(Id),
    sort: Type.Optional(OneOf(['heard', 'name', 'added'])),
  }),
  reply: Page(CustomerRow),
});

/** How we treat a customer, and what else we keep of him. */
const standing = {
  vip: Type.Optional(Type.Boolean()),
  notes: Type.Optional(Text),
  preferredChannel: Type.Optional(Nullable(OneOf(preferredChannels))),
  doNotSurvey: Type.Optional(Type.Boolean()),
  noAssistant: Type.Optional(Type.Boolean()),
  portalRole: Type.Optional(OneOf(['own', 'organisation'])),
  tags: Type.Optional(Tags),
  fields: Type.Optional(GivenValues),
};

export const createCustomer = route({
  method: 'POST',
  path: '/customers',
  access: 'customers.write',
  summary: 'Add a customer; refused when an address already belongs to another',
  body: Type.Object(
    {
      name: Line,
      email: Type.Optional(Email),
      phone: Type.Optional(Type.String({ maxLength: 40 })),
      external: Type.Optional(Type.String({ maxLength: 200, description: 'Its name in another system' })),
      organisationId: Type.Optional(Id),
      language: Type.Optional(Type.String({ maxLength: 10 })),
      timeZone: Type.Optional(Type.String({ maxLength: 60 })),
      ...standing,
    },
    { additionalProperties: false },
  ),
  reply: Customer,
});

export const readCustomer = route({
  method: 'GET',
  path: '/customers/:id',
  access: 'customers.read',
  summary: 'One customer with identities, organisation and brief',
  params: ById,
  reply: Customer,
});

export const changeCustomer = route({
  method: 'PATCH',
  path: '/customers/:id',
  access: 'customers.write',
  summary: 'Change what we know of a customer; fields not named stay as they are',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      organisationId: Type.Optional(Nullable(Id)),
      language: Type.Optional(Nullable(Type.String({ maxLength: 10 }))),
      timeZone: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
      ...standing,
    },
    { additionalProperties: false },
  ),
  reply: Customer,
});

export const addIdentity = route({
  method: 'POST',
  path: '/customers/:id/identities',
  access: 'customers.write',
  summary: 'Add an address or number by which this customer is recognised',
  params: ById,
  body: Type.Object(
    { kind: OneOf(identityKinds), value: Type.String({ minLength: 1, maxLength: 320 }) },
    { additionalProperties: false },
  ),
  reply: Customer,
});

export const removeIdentity = route({
  method: 'DELETE',
  path: '/customers/:id/identities/:identityId',
  access: 'customers.write',
  summary: 'Remove an address or number; the next mail from it makes a new customer',
  params: Type.Object({ id: Id, identityId: Id }, { additionalProperties: false }),
});

/** An address that bounced may be tried again once somebody has checked it. */
export const trustIdentity = route({
  method: 'POST',
  path: '/customers/:id/identities/:identityId/trust',
  access: 'customers.write',
  summary: 'Clear the bounce mark of an address, so that mail goes there again',
  params: Type.Object({ id: Id, identityId: Id }, { additionalProperties: false }),
  reply: Customer,
});

export const mergeCustomer = route({
  method: 'POST',
  path: '/customers/:id/merges',
  access: 'customers.write',
  summary: 'Merge another record into this one; can be undone',
  params: ById,
  body: Type.Object(
    {
      customerId: Id,
      /** What is taken from the other record where both say something; see the preview. The rest stays as it is here. */
      take: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 250 })),
    },
    { additionalProperties: false },
  ),
  reply: Customer,
});

export const unmergeCustomer = route({
  method: 'DELETE',
  path: '/customers/:id/merges/:otherId',
  access: 'customers.write',
  summary: 'Take a merged record out again, with what it brought',
  params: Type.Object({ id: Id, otherId: Id }, { additionalProperties: false }),
  reply: Customer,
});

export const readBrief = route({
  method: 'GET',
  path: '/customers/:id/brief',
  access: 'customers.read',
  summary: 'The eight answers, each with quote, source and date; unknown ones say what to ask',
  params: ById,
  reply: Brief,
});

export const answerBrief = route({
  method: 'PUT',
  path: '/customers/:id/brief/:question',
  access: 'customers.write',
  summary: 'Note what the customer said to one of the eight questions; the earlier answer is kept as history',
  params: Type.Object({ id: Id, question: BriefQuestion }, { additionalProperties: false }),
  body: Type.Object(
    {
      statement: Line,
      quote: Type.Optional(Nullable(Type.String({ maxLength: 2000 }))),
      messageId: Type.Optional(Nullable(Id)),
      /** Where else the words stand. */
      source: Type.Optional(
        Nullable(Type.Object({ kind: OneOf(briefSources), id: Id }, { additionalProperties: false })),
      ),
      confidence: Type.Optional(Confidence),
      saidAt: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  reply: Brief,
});
