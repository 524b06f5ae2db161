import { Type, type Static } from 'typebox';
import { languages } from '../domain/languages.ts';
import { CaseRef, Message } from './cases.ts';
import { route } from './route.ts';
import { Email, Id, Instant, Line, Nullable, OneOf } from './shapes.ts';

export const partyRoles = ['requester', 'customer', 'colleague', 'team', 'supplier'] as const;

/** Somebody who takes part in a case. The requester is the case's own customer and is always there. */
export const Party = Type.Object({
  /** Null for the requester. */
  id: Nullable(Id),
  role: OneOf(partyRoles),
  name: Type.String(),
  email: Nullable(Type.String()),
  customerId: Nullable(Id),
  userId: Nullable(Id),
  teamId: Nullable(Id),
  /** What an outside party sees as the subject. */
  topic: Type.String(),
  /** Came with the case of this number, which was merged into this one. */
  through: Nullable(Type.Integer()),
  task: Nullable(Type.String()),
  dueAt: Nullable(Instant),
  taskState: OneOf(['none', 'open', 'late', 'done']),
  taskDoneAt: Nullable(Instant),
  lastWroteAt: Nullable(Instant),
  addedAt: Nullable(Instant),
});
export type Party = Static<typeof Party>;

export const Meeting = Type.Object({
  id: Id,
  title: Type.String(),
  place: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  cancelled: Type.Boolean(),
  guests: Type.Array(
    Type.Object({
      name: Type.String(),
      email: Type.String(),
      answer: OneOf(['needs-action', 'accepted', 'declined', 'tentative']),
    }),
  ),
});

export type Meeting = Static<typeof Meeting>;

/** Who takes part, and when they meet. */
export const Parties = Type.Object({ parties: Type.Array(Party), meetings: Type.Array(Meeting) });
export type Parties = Static<typeof Parties>;

export const listParties = route({
  method: 'GET',
  path: '/cases/:id/parties',
  access: 'cases.read',
  summary: 'Everybody who takes part in a case, with his part in it, and the meetings proposed',
  params: CaseRef,
  reply: Parties,
});

export const addParty = route({
  method: 'POST',
  path: '/cases/:id/parties',
  access: 'cases.write',
  summary: 'Bring a customer in copy, a colleague, a team or an outside supplier into a case',
  params: CaseRef,
  body: Type.Object(
    {
      role: OneOf(['customer', 'colleague', 'team', 'supplier']),
      /** Of a supplier, or of a customer not known yet. */
      name: Type.Optional(Line),
      email: Type.Optional(Email),
      customerId: Type.Optional(Id),
      userId: Type.Optional(Id),
      teamId: Type.Optional(Id),
      language: Type.Optional(OneOf(languages)),
      /** What an outside party sees as the subject; without it only the number. */
      topic: Type.Optional(Line),
      /** A customer in copy sees what was said before he joined, too. */
      seesEarlier: Type.Optional(Type.Boolean()),
      task: Type.Optional(Line),
      dueAt: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  reply: Parties,
});

const ByParty = Type.Object({ ...CaseRef.properties, partyId: Id }, { additionalProperties: false });

export const changeParty = route({
  method: 'PATCH',
  path: '/cases/:id/parties/:partyId',
  access: 'cases.write',
  summary: 'Change what a party is to do and by when, or what it sees as the subject',
  params: ByParty,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      topic: Type.Optional(Line),
      task: Type.Optional(Nullable(Line)),
      dueAt: Type.Optional(Nullable(Instant)),
      done: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Parties,
});

export const removeParty = route({
  method: 'DELETE',
  path: '/cases/:id/parties/:partyId',
  access: 'cases.write',
  summary: 'A party takes part no more: it sees nothing and its address and page end',
  params: ByParty,
  reply: Parties,
});

export const writeToParties = route({
  method: 'POST',
  path: '/cases/:id/party-messages',
  access: 'cases.write',
  summary: 'Write to the parties named and to nobody else; each gets a mail of its own',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ minLength: 1, maxLength: 500_000, pattern: '\\S' }),
      partyIds: Type.Array(Id, { minItems: 1, maxItems: 30 }),
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ message: Message, caseId: Id, revision: Type.Integer() }),
});

export const shareMessage = route({
  method: 'PUT',
  path: '/cases/:id/messages/:messageId/parties',
  access: 'cases.write',
  summary: 'Let the parties named see a message; those not named see it no more, unless it was written to them',
  params: Type.Object({ ...CaseRef.properties, messageId: Id }, { additionalProperties: false }),
  body: Type.Object({ partyIds: Type.Array(Id, { maxItems: 30 }) }, { additionalProperties: false }),
  reply: Message,
});

export const summarise = route({
  method: 'POST',
  path: '/cases/:id/summary',
  access: 'cases.write',
  summary: 'One summary to all: the same words, and to each party its own task; nobody sees another’s',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ minLength: 1, maxLength: 500_000, pattern: '\\S' }),
      /** To the customer and customers in copy. */
      customer: Type.Boolean(),
      partyIds: Type.Array(Id, { maxItems: 30 }),
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
      revision: Type.Integer({ minimum: 0 }),
      sendAnyway: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ message: Message, caseId: Id, revision: Type.Integer() }),
});

export const proposeMeeting = route({
  method: 'POST',
  path: '/cases/:id/meetings',
  access: 'cases.write',
  summary: 'Propose a time to meet: each guest gets an invitation his calendar understands',
  params: CaseRef,
  body: Type.Object(
    {
      title: Line,
      place: Type.Optional(Type.String({ maxLength: 300 })),
      startsAt: Instant,
      minutes: Type.Integer({ minimum: 5, maximum: 1440 }),
      customer: Type.Optional(Type.Boolean()),
      partyIds: Type.Optional(Type.Array(Id, { maxItems: 30 })),
    },
    { additionalProperties: false },
  ),
  reply: Parties,
});

export const cancelMeeting = route({
  method: 'DELETE',
  path: '/cases/:id/meetings/:meetingId',
  access: 'cases.write',
  summary: 'Call a meeting off; the guests’ calendars are told',
  params: Type.Object({ ...CaseRef.properties, meetingId: Id }, { additionalProperties: false }),
  reply: Parties,
});
