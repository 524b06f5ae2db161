import { Type, type Static } from 'typebox';
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
const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { maxItems: 30 });

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
  relation: OneOf([
    'follows',
    'followed-by',
    'related',
    'caused-by',
    'causes',
    'duplicate-of',
    'duplicated-by',
    'parent',
    'child',
    'split-from',
    'split-into',
  ]),
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

/** How many cases each view holds; kept up to date with every change, never counted on asking. */
export const CaseCounts = Type.Object({
  needsMe: Type.Integer(),
  atRisk: Type.Integer(),
  /** At risk and assigned to me. */
  atRiskMine: Type.Integer(),
  waiting: Type.Integer(),
  waitingMine: Type.Integer(),
  snoozed: Type.Integer(),
  snoozedMine: Type.Integer(),
  unassigned: Type.Integer(),
  open: Type.Integer(),
  teams: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      open: Type.Integer(),
      unassigned: Type.Integer(),
      atRisk: Type.Integer(),
      /** Whether you are in it. */
      mine: Type.Boolean(),
    }),
  ),
});
export type CaseCounts = Static<typeof CaseCounts>;

export const countCases = route({
  method: 'GET',
  path: '/cases/counts',
  access: 'cases.read',
  summary: 'How many cases are in each view',
  reply: CaseCounts,
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

export const listMessages = route({
  method: 'GET',
  path: '/cases/:id/messages',
  access: 'cases.read',
  summary: 'The conversation: newest last; the cursor leads to older messages',
  params: CaseRef,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Message),
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

/** How the case stands after something was said in it. */
const Said = Type.Object({ message: Message, caseId: Id, state: CaseState, revision: Type.Integer() });

/**
 * A reply written against an older revision is held back: 409 `case-moved-on`, with the messages it did not know in
 * `missed`. Sending it all the same needs `sendAnyway`.
 */
export const replyToCase = route({
  method: 'POST',
  path: '/cases/:id/messages',
  access: 'cases.write',
  summary: 'Answer the customer; may close the case with the answer',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ minLength: 1, maxLength: 500_000, pattern: '\\S' }),
      revision: Type.Integer({ minimum: 0 }),
      sendAnyway: Type.Optional(Type.Boolean()),
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
      /** Instead of the customer's own address. */
      to: Type.Optional(Type.Array(Email, { minItems: 1, maxItems: 20 })),
      cc: Type.Optional(Type.Array(Email, { maxItems: 20 })),
      /** Whose turn it is afterwards: the customer's (usual) or still ours. */
      stateAfter: Type.Optional(OneOf(['waiting', 'open'])),
      close: Type.Optional(
        Type.Object({ valueCreated: Type.Optional(Type.String({ maxLength: 300 })) }, { additionalProperties: false }),
      ),
    },
    { additionalProperties: false },
  ),
  reply: Said,
});

export const noteOnCase = route({
  method: 'POST',
  path: '/cases/:id/notes',
  access: 'cases.write',
  summary: 'Write an internal note; mentioned colleagues are told',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ minLength: 1, maxLength: 500_000, pattern: '\\S' }),
      mentions: Type.Optional(Type.Array(Id, { maxItems: 50 })),
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    },
    { additionalProperties: false },
  ),
  reply: Said,
});

export const snoozeCase = route({
  method: 'POST',
  path: '/cases/:id/snooze',
  access: 'cases.write',
  summary: 'Put a case away until a time; it comes back then, or when the customer writes',
  params: CaseRef,
  body: Type.Object({ until: Instant }, { additionalProperties: false }),
  reply: Case,
});

export const wakeCase = route({
  method: 'DELETE',
  path: '/cases/:id/snooze',
  access: 'cases.write',
  summary: 'Bring a snoozed case back now',
  params: CaseRef,
  reply: Case,
});

export const closeCase = route({
  method: 'POST',
  path: '/cases/:id/closure',
  access: 'cases.write',
  summary: 'Close a case, saying what it was worth to the customer',
  params: CaseRef,
  body: Type.Object(
    {
      valueCreated: Type.Optional(Type.String({ maxLength: 300 })),
      /** Close it although tasks or child cases are open; without it 409 `tasks-open` says how many. */
      withOpenTasks: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Case,
});

export const reopenCase = route({
  method: 'DELETE',
  path: '/cases/:id/closure',
  access: 'cases.write',
  summary: 'Open a closed case again',
  params: CaseRef,
  query: Type.Object({ because: Type.Optional(Type.String({ maxLength: 300 })) }),
  reply: Case,
});

export const changeCases = route({
  method: 'POST',
  path: '/cases/bulk',
  access: 'cases.write',
  summary: 'Change up to 200 cases at once; each that cannot be changed is named with the reason',
  body: Type.Object(
    {
      ids: Type.Array(Id, { minItems: 1, maxItems: 200 }),
      teamId: Type.Optional(Nullable(Id)),
      assigneeId: Type.Optional(Nullable(Id)),
      priority: Type.Optional(Priority),
      kind: Type.Optional(CaseKind),
      addTags: Type.Optional(Tags),
      removeTags: Type.Optional(Tags),
      snoozeUntil: Type.Optional(Instant),
      close: Type.Optional(Type.Boolean()),
      reopen: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    changed: Type.Array(Id),
    refused: Type.Array(Type.Object({ id: Id, code: Type.String(), detail: Type.String() })),
  }),
  status: 200,
});

export const readDraft = route({
  method: 'GET',
  path: '/cases/:id/draft',
  access: 'cases.write',
  summary: 'Your own unsent words on a case',
  params: CaseRef,
  reply: Type.Object({ draft: Nullable(Draft) }),
});

export const saveDraft = route({
  method: 'PUT',
  path: '/cases/:id/draft',
  access: 'cases.write',
  summary: 'Keep your unsent words, on every device',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ maxLength: 500_000 }),
      kind: OneOf(['message', 'note']),
      revision: Type.Integer({ minimum: 0 }),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ draft: Nullable(Draft) }),
});

export const dropDraft = route({
  method: 'DELETE',
  path: '/cases/:id/draft',
  access: 'cases.write',
  summary: 'Throw your unsent words away',
  params: CaseRef,
});

export const bePresent = route({
  method: 'POST',
  path: '/cases/:id/presence',
  access: 'cases.read',
  summary: 'Say that you have the case open, and whether you are typing; good for a minute',
  params: CaseRef,
  body: Type.Object({ typing: Type.Boolean() }, { additionalProperties: false }),
  reply: Type.Object({ present: Type.Array(Present) }),
  status: 200,
});

/** multipart/form-data with one part named `file`, at most 30 MB. Name the answer's id in a reply within a day. */
export const uploadFile = route({
  method: 'POST',
  path: '/uploads',
  access: 'cases.write',
  summary: 'Upload a file to attach to a reply or note',
  reply: Attachment,
});

/** One thing that was done to a case, for its history. */
export const CaseEvent = Type.Object({
  id: Type.Integer(),
  at: Instant,
  type: Type.String(),
  actor: Type.Object({
    kind: OneOf(['staff', 'customer', 'key', 'system']),
    id: Nullable(Id),
    name: Nullable(Type.String()),
  }),
  data: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
});

export const readHistory = route({
  method: 'GET',
  path: '/cases/:id/history',
  access: 'cases.read',
  summary: 'Who did what to a case and when, newest first',
  params: CaseRef,
  query: Type.Object({ ...PageQuery }),
  reply: Page(CaseEvent),
});
