import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Email, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const Mailbox = Type.Object({
  id: Id,
  name: Type.String(),
  address: Type.String(),
  /** The name customers see as sender; empty = the company's. */
  fromName: Type.String(),
  /** `{{agent.name}}` and `{{agent.firstName}}` stand for whoever answers. */
  signature: Type.String(),
  teamId: Nullable(Id),
  isDefault: Type.Boolean(),
  /** Whether a new case is acknowledged by mail. */
  acknowledges: Type.Boolean(),
});
export type Mailbox = Static<typeof Mailbox>;

const mailboxFields = {
  fromName: Type.Optional(Type.String({ maxLength: 200 })),
  signature: Type.Optional(Type.String({ maxLength: 5000 })),
  teamId: Type.Optional(Nullable(Id)),
  isDefault: Type.Optional(Type.Boolean()),
  acknowledges: Type.Optional(Type.Boolean()),
};

export const listMailboxes = route({
  method: 'GET',
  path: '/mailboxes',
  access: 'cases.read',
  summary: 'Mailboxes, by name',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Mailbox),
});

export const createMailbox = route({
  method: 'POST',
  path: '/mailboxes',
  access: 'channels.manage',
  summary: 'Add an address that customers write to',
  body: Type.Object({ name: Line, address: Email, ...mailboxFields }, { additionalProperties: false }),
  reply: Mailbox,
});

export const changeMailbox = route({
  method: 'PATCH',
  path: '/mailboxes/:id',
  access: 'channels.manage',
  summary: 'Change a mailbox',
  params: ById,
  body: Type.Object(
    { name: Type.Optional(Line), address: Type.Optional(Email), ...mailboxFields },
    { additionalProperties: false },
  ),
  reply: Mailbox,
});

export const removeMailbox = route({
  method: 'DELETE',
  path: '/mailboxes/:id',
  access: 'channels.manage',
  summary: 'Remove a mailbox that has no mail; refused for the default one',
  params: ById,
});

/** One mail that came in, without its source. */
export const MailSource = Type.Object({
  id: Id,
  receivedAt: Instant,
  door: OneOf(['smtp', 'lmtp', 'http', 'imap', 'simulator']),
  size: Type.Integer(),
  from: Nullable(Type.String()),
  to: Type.Array(Type.String()),
  class: Nullable(Type.String()),
  state: OneOf(['received', 'processed', 'set-aside']),
  defects: Type.Array(Type.String()),
  /** Why it was set aside or dropped. */
  reason: Nullable(Type.String()),
  caseId: Nullable(Id),
  messageId: Nullable(Id),
});
export type MailSource = Static<typeof MailSource>;

export const readMailHealth = route({
  method: 'GET',
  path: '/mailboxes/health',
  access: 'channels.manage',
  summary: 'Whether mail flows: last mail in and out, what is waiting, what was set aside and why',
  reply: Type.Object({
    mailboxes: Type.Array(
      Type.Object({
        id: Id,
        address: Type.String(),
        lastReceivedAt: Nullable(Instant),
        /** In the last 24 hours; 10 000 means at least that many. */
        received: Type.Integer(),
        lastSentAt: Nullable(Instant),
      }),
    ),
    /** Outgoing mail is set up (KEPT_MAIL_URL). */
    sends: Type.Boolean(),
    queued: Type.Integer(),
    failed: Type.Integer(),
    setAside: Type.Array(MailSource),
    /** Senders and mailboxes whose automatic answers are stopped now because too many came. */
    breakers: Type.Array(Type.Object({ address: Type.String(), reason: Type.String(), since: Instant })),
  }),
});

export const listMailSources = route({
  method: 'GET',
  path: '/mail/sources',
  access: 'channels.manage',
  summary: 'Mails as they came in, newest first',
  query: Type.Object({ ...PageQuery, state: Type.Optional(OneOf(['received', 'processed', 'set-aside'])) }),
  reply: Page(MailSource),
});

export const readMailSource = route({
  method: 'GET',
  path: '/mail/sources/:id',
  access: 'cases.read',
  summary: 'The raw source of a mail, as text; at most 1 MB of it',
  params: ById,
  reply: Type.Object({ ...MailSource.properties, source: Type.String(), truncated: Type.Boolean() }),
});

/** What became of a mail: its class, the case it belongs to, and whether that case is new. */
export const Received = Type.Object({
  class: Type.String(),
  caseNumber: Nullable(Type.Integer()),
  messageId: Nullable(Id),
  created: Type.Boolean(),
});
export type Received = Static<typeof Received>;

export const runMailSource = route({
  method: 'POST',
  path: '/mail/sources/:id/run',
  access: 'channels.manage',
  summary: 'Work on a mail again that was set aside',
  params: ById,
  reply: Received,
  status: 200,
});

/** Body: one raw RFC 5322 message as message/rfc822, at most 50 MB. */
export const receiveMail = route({
  method: 'POST',
  path: '/mail/inbound',
  access: 'cases.write',
  summary: 'Hand in one raw mail (message/rfc822); answered only after it is stored for good',
  query: Type.Object({
    from: Type.Optional(Type.String({ maxLength: 320, description: 'Envelope sender' })),
    to: Type.Optional(Type.String({ maxLength: 320, description: 'Envelope recipient' })),
  }),
  reply: Received,
  status: 200,
  perMinute: 60_000,
  bodyLimit: 50 * 1_048_576,
});

export const OutboxRow = Type.Object({
  id: Id,
  purpose: OneOf(['reply', 'acknowledgement', 'survey', 'my-link', 'receipt', 'invitation', 'alert', 'other']),
  to: Type.Array(Type.String()),
  cc: Type.Array(Type.String()),
  subject: Type.String(),
  state: OneOf(['queued', 'sent', 'deferred', 'failed', 'bounced', 'held']),
  attempts: Type.Integer(),
  lastError: Nullable(Type.String()),
  caseId: Nullable(Id),
  messageId: Nullable(Id),
  queuedAt: Instant,
  sentAt: Nullable(Instant),
  nextAttemptAt: Nullable(Instant),
});
export type OutboxRow = Static<typeof OutboxRow>;

export const listOutbox = route({
  method: 'GET',
  path: '/outbox',
  access: 'channels.manage',
  summary: 'Mail that goes out, newest first',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(['queued', 'sent', 'deferred', 'failed', 'bounced', 'held'])),
  }),
  reply: Page(OutboxRow),
});

export const readOutboxMail = route({
  method: 'GET',
  path: '/outbox/:id',
  access: 'channels.manage',
  summary: 'One outgoing mail as it will be or was sent',
  params: ById,
  reply: Type.Object({
    ...OutboxRow.properties,
    rfcMessageId: Type.String(),
    text: Type.String(),
    html: Nullable(Type.String()),
    source: Type.String(),
  }),
});

export const retryOutboxMail = route({
  method: 'POST',
  path: '/outbox/:id/retry',
  access: 'channels.manage',
  summary: 'Try to send a mail again now',
  params: ById,
  reply: OutboxRow,
  status: 200,
});
