import { Type, type Static } from 'typebox';
import { relations } from '../domain/cases/relations.ts';
import { caseChannels, caseKinds, caseSorts, caseStates, priorities } from '../domain/cases/words.ts';
import { FieldValues, GivenValues } from './fields.ts';
import { route } from './route.ts';
import { Email, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const CaseKind = OneOf(caseKinds);
export const CaseState = OneOf(caseStates);
export const Priority = OneOf(priorities);
export const CaseChannel = OneOf(caseChannels);

/** A case is named by its id or by its number. */
export const CaseRef = Type.Object(
  { id: Type.String({ pattern: '^(\\d{1,12}|[0-9a-fA-F-]{36})$' }) },
  { additionalProperties: false },
);
export const Person = Type.Object({ id: Id, name: Type.String() });
export const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { maxItems: 30 });

/** What is promised next on a case. */
export const NextPromise = Type.Object({ id: Nullable(Id), what: Type.String(), at: Instant, atRisk: Type.Boolean() });

/** Who has the case open now, and whether he is typing. */
export const Present = Type.Object({ id: Id, name: Type.String(), typing: Type.Boolean() });

export const CaseRow = Type.Object({
  id: Id,
  number: Type.Integer(),
  kind: CaseKind,
  subject: Type.String(),
  /** First words of the newest message of the customer. */
  excerpt: Type.String(),
  state: CaseState,
  priority: Priority,
  channel: CaseChannel,
  customer: Type.Object({ id: Id, name: Type.String(), vip: Type.Boolean() }),
  organisation: Nullable(Person),
  team: Nullable(Person),
  assignee: Nullable(Person),
  tags: Type.Array(Type.String()),
  emotion: Nullable(Type.String()),
  snoozedUntil: Nullable(Instant),
  nextPromise: Nullable(NextPromise),
  /** Since when the customer waits for a word of ours; null when it is his turn. */
  waitingSince: Nullable(Instant),
  verdict: Nullable(OneOf(['confirmed', 'silent', 'refuted'])),
  createdAt: Instant,
  updatedAt: Instant,
  closedAt: Nullable(Instant),
  present: Type.Array(Present),
});
export type CaseRow = Static<typeof CaseRow>;

export const Attachment = Type.Object({
  id: Id,
  name: Type.String(),
  contentType: Type.String(),
  size: Type.Integer(),
  /** Shown inside the text; otherwise listed below it. */
  inline: Type.Boolean(),
  /** Signed, below our own address, good for some hours. */
  url: Type.String(),
});
export type Attachment = Static<typeof Attachment>;

export const Message = Type.Object({
  id: Id,
  at: Instant,
  kind: OneOf(['message', 'note']),
  direction: OneOf(['in', 'out', 'internal']),
  channel: Type.String(),
  author: Type.Object({ kind: OneOf(['customer', 'staff', 'system', 'party']), id: Nullable(Id), name: Type.String() }),
  /** Who may see it: the customer, only the parties named, or nobody but us; `parties` are those it was also shared with. */
  audience: Type.Object({ to: OneOf(['customer', 'parties', 'staff']), parties: Type.Array(Person) }),
  /** The number of the case it was said in, where that was merged into this one. */
  fromCase: Nullable(Type.Integer()),
  subject: Nullable(Type.String()),
  /** What was written now, without quoted history. */
  text: Type.String(),
  /** Sanitised; null when there is only text. */
  html: Nullable(Type.String()),
  quoted: Nullable(Type.String()),
  mailClass: Nullable(Type.String()),
  emotion: Nullable(Type.String()),
  /** What was wrong with the mail as it came in. */
  defects: Type.Array(Type.String()),
  /** The raw mail: GET mail/sources/{id}. */
  sourceId: Nullable(Id),
  attachments: Type.Array(Attachment),
  mentions: Type.Array(Person),
  /** Of sent mail: how far it came. */
  delivery: Nullable(
    Type.Object({
      outboxId: Id,
      state: OneOf(['queued', 'sent', 'deferred', 'failed', 'bounced', 'held']),
      error: Nullable(Type.String()),
      to: Type.Array(Type.String()),
    }),
  ),
});
export type Message = Static<typeof Message>;

export const Draft = Type.Object({
  html: Type.String(),
  kind: OneOf(['message', 'note']),
  /** Who gets a copy, as it was typed. */
  cc: Type.String(),
  /** Files that go with it; kept as long as the draft is. */
  attachments: Type.Array(Attachment),
  /** The revision of the conversation it was begun against. */
  revision: Type.Integer(),
  savedAt: Instant,
});
export type Draft = Static<typeof Draft>;

export const LinkedCase = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  state: CaseState,
  relation: OneOf(relations),
});

/** One case with everything its screen needs, in one request. */
export const Case = Type.Object({
  ...CaseRow.properties,
  customer: Type.Object({
    id: Id,
    name: Type.String(),
    vip: Type.Boolean(),
    email: Nullable(Type.String()),
    language: Nullable(Type.String()),
    timeZone: Nullable(Type.String()),
    firstSeenAt: Instant,
    /** The address bounced: mail to it waits for a person. */
    bounced: Type.Boolean(),
  }),
  mailbox: Nullable(Type.Object({ id: Id, name: Type.String(), address: Type.String() })),
  successWish: Nullable(Type.String()),
  valueCreated: Nullable(Type.String()),
  /** Values of your own fields, by key. */
  fields: FieldValues,
  /** Rises with every message; a reply names the one it was written against. */
  revision: Type.Integer(),
  firstRepliedAt: Nullable(Instant),
  closedBy: Nullable(Person),
  verdictAt: Nullable(Instant),
  reopened: Type.Integer(),
  mergedInto: Nullable(Type.Integer()),
  linked: Type.Array(LinkedCase),
  /** Earlier cases of the same customer, newest first, at most five. */
  earlier: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      subject: Type.String(),
      state: CaseState,
      verdict: Nullable(OneOf(['confirmed', 'silent', 'refuted'])),
      valueCreated: Nullable(Type.String()),
    }),
  ),
  /** The newest messages, newest last; `next` is the cursor of older ones. */
  messages: Page(Message),
  draft: Nullable(Draft),
});
export type Case = Static<typeof Case>;

export const CaseFilter = {
  /** `ours`: new or open, the next word is ours; `active`: whatever is not closed. */
  state: Type.Optional(OneOf([...caseStates, 'ours', 'active', 'all'])),
  assignee: Type.Optional(Type.String({ pattern: '^(me|none|[0-9a-fA-F-]{36})$' })),
  teamId: Type.Optional(Type.String({ pattern: '^(mine|none|[0-9a-fA-F-]{36})$' })),
  tag: Type.Optional(Type.String({ maxLength: 40 })),
  kind: Type.Optional(CaseKind),
  priority: Type.Optional(Priority),
  channel: Type.Optional(CaseChannel),
  customerId: Type.Optional(Id),
  organisationId: Type.Optional(Id),
  atRisk: Type.Optional(Type.Boolean()),
  /** `none`: closed, and the customer has not said yet whether it is solved. */
  verdict: Type.Optional(OneOf(['confirmed', 'silent', 'refuted', 'none'])),
};

export const listCases = route({
  method: 'GET',
  path: '/cases',
  access: 'cases.read',
  summary: 'Cases you may see; without a state those not closed, by what is promised next',
  query: Type.Object({ ...PageQuery, ...CaseFilter, sort: Type.Optional(OneOf(caseSorts)) }),
  reply: Page(CaseRow),
});

export const openCase = route({
  method: 'POST',
  path: '/cases',
  access: 'cases.write',
  summary: 'Open a case for a customer: a call noted, or through the API',
  body: Type.Object(
    {
      customerId: Type.Optional(Id),
      /** Instead of customerId: found by address or number, else added. */
      customer: Type.Optional(
        Type.Object(
          { name: Line, email: Type.Optional(Email), phone: Type.Optional(Type.String({ maxLength: 40 })) },
          { additionalProperties: false },
        ),
      ),
      subject: Line,
      /** What the customer said. */
      text: Type.String({ minLength: 1, maxLength: 100_000, pattern: '\\S' }),
      kind: Type.Optional(CaseKind),
      priority: Type.Optional(Priority),
      channel: Type.Optional(CaseChannel),
      teamId: Type.Optional(Id),
      assigneeId: Type.Optional(Id),
      tags: Type.Optional(Tags),
      emotion: Type.Optional(Type.String({ maxLength: 40 })),
      successWish: Type.Optional(Type.String({ maxLength: 300 })),
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
      /** Values of your own fields, by key. */
      fields: Type.Optional(GivenValues),
    },
    { additionalProperties: false },
  ),
  reply: Case,
});

export const readCase = route({
  method: 'GET',
  path: '/cases/:id',
  access: 'cases.read',
  summary: 'One case, by id or number, with everything its screen needs',
  params: CaseRef,
  reply: Case,
});

export const changeCase = route({
  method: 'PATCH',
  path: '/cases/:id',
  access: 'cases.write',
  summary: 'Change subject, kind, priority, team, assignee, tags, feeling or what solved looks like',
  params: CaseRef,
  body: Type.Object(
    {
      subject: Type.Optional(Line),
      kind: Type.Optional(CaseKind),
      priority: Type.Optional(Priority),
      teamId: Type.Optional(Nullable(Id)),
      assigneeId: Type.Optional(Nullable(Id)),
      customerId: Type.Optional(Id),
      tags: Type.Optional(Tags),
      state: Type.Optional(OneOf(['open', 'waiting'])),
      emotion: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
      successWish: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
      /** Values of your own fields to put over the present ones; null takes one away. */
      fields: Type.Optional(GivenValues),
    },
    { additionalProperties: false },
  ),
  reply: Case,
});

export const bePresent = route({
  method: 'POST',
  path: '/cases/:id/presence',
  access: 'cases.read',
  summary:
    'Say that you have the case open, and whether you are typing; good for a minute, or until you say that you leave',
  params: CaseRef,
  body: Type.Object(
    { typing: Type.Boolean(), leaving: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ present: Type.Array(Present) }),
  status: 200,
});
