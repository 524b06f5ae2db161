import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf } from './shapes.ts';

const Security = OneOf(['tls', 'starttls', 'none']);
const Host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[^\\s/@]+$' });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
const User = Type.String({ maxLength: 320 });
const Password = Type.String({ minLength: 1, maxLength: 2000, description: 'Kept when left out' });
const Folder = Type.String({ minLength: 1, maxLength: 500 });
const Address = Type.String({ maxLength: 500, pattern: '^https?://' });

const receiving = { host: Host, port: Port, security: Security, user: User };
const fetching = {
  folders: Type.Array(Folder, { minItems: 1, maxItems: 20, uniqueItems: true }),
  /** Take all mail that lies there, or only what comes from now on. */
  startWith: OneOf(['new', 'all']),
  /** What becomes of a mail on the server once it is stored here. */
  afterFetch: OneOf(['leave', 'seen', 'move']),
  moveTo: Nullable(Folder),
};
const oauth = {
  clientId: Type.String({ maxLength: 500 }),
  /** Microsoft: the directory; 'common' unless told. */
  tenant: Type.Optional(Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9.-]+$' })),
  /** Other providers: their addresses and scope. */
  authoriseUrl: Type.Optional(Address),
  tokenUrl: Type.Optional(Address),
  scope: Type.Optional(Type.String({ maxLength: 1000 })),
};
const SignIn = OneOf(['password', 'google', 'microsoft', 'other']);

/** How a mailbox is fetched and how it sends. Passwords go in and never come out. */
export const Connection = Type.Object({
  mailboxId: Id,
  enabled: Type.Boolean(),
  signIn: SignIn,
  imap: Nullable(Type.Object({ ...receiving, ...fetching, hasPassword: Type.Boolean() })),
  smtp: Nullable(Type.Object({ ...receiving, hasPassword: Type.Boolean() })),
  oauth: Nullable(
    Type.Object({
      ...oauth,
      hasSecret: Type.Boolean(),
      /** Somebody has signed in there and allowed it. */
      allowed: Type.Boolean(),
      expiresAt: Nullable(Instant),
    }),
  ),
  trustedServer: Nullable(Type.String()),
  /** Where the provider sends people back to; it has to be entered there. */
  callbackUrl: Type.String(),
});
export type Connection = Static<typeof Connection>;

export const readConnection = route({
  method: 'GET',
  path: '/mailboxes/:id/connection',
  access: 'channels.manage',
  summary: 'How a mailbox is fetched and how it sends; null parts are not set up',
  params: ById,
  reply: Connection,
});

export const saveConnection = route({
  method: 'PUT',
  path: '/mailboxes/:id/connection',
  access: 'channels.manage',
  summary: 'Set up how a mailbox is fetched (IMAP) and how it sends (SMTP)',
  params: ById,
  body: Type.Object(
    {
      enabled: Type.Optional(Type.Boolean()),
      signIn: SignIn,
      imap: Nullable(
        Type.Object({ ...receiving, ...fetching, password: Type.Optional(Password) }, { additionalProperties: false }),
      ),
      smtp: Nullable(Type.Object({ ...receiving, password: Type.Optional(Password) }, { additionalProperties: false })),
      oauth: Type.Optional(
        Nullable(Type.Object({ ...oauth, clientSecret: Type.Optional(Password) }, { additionalProperties: false })),
      ),
      trustedServer: Type.Optional(Nullable(Type.String({ maxLength: 253 }))),
    },
    { additionalProperties: false },
  ),
  reply: Connection,
});
export type ConnectionInput = Static<(typeof saveConnection)['body']>;

export const removeConnection = route({
  method: 'DELETE',
  path: '/mailboxes/:id/connection',
  access: 'channels.manage',
  summary: 'Stop fetching a mailbox and sending by its own server; passwords are forgotten',
  params: ById,
});

export const listFolders = route({
  method: 'GET',
  path: '/mailboxes/:id/folders',
  access: 'channels.manage',
  summary: 'Signs in and reads the folders of a mailbox',
  params: ById,
  reply: Type.Object({ items: Type.Array(Type.String()) }),
  perMinute: 30,
});

export const allowConnection = route({
  method: 'POST',
  path: '/mailboxes/:id/connection/allow',
  access: 'channels.manage',
  summary: 'Where to sign in with the provider (OAuth 2) so that Kept may fetch and send; good for 15 minutes',
  params: ById,
  reply: Type.Object({ url: Type.String() }),
  status: 200,
});

export const fetchNow = route({
  method: 'POST',
  path: '/mailboxes/:id/fetch',
  access: 'channels.manage',
  summary: 'Fetch a mailbox now instead of waiting, also after failures',
  params: ById,
});

/** Where fetching of one mailbox stands. */
export const ConnectionHealth = Type.Object({
  mailboxId: Id,
  address: Type.String(),
  enabled: Type.Boolean(),
  fetches: Type.Boolean(),
  sends: Type.Boolean(),
  state: OneOf(['waiting', 'connected', 'failing']),
  /** What is wrong, as a stable word (catalogue mailbox.problem.…), and in the words of the other side. */
  problem: Nullable(Type.String()),
  words: Nullable(Type.String()),
  since: Nullable(Instant),
  nextTryAt: Nullable(Instant),
  fetchedAt: Nullable(Instant),
  /** OAuth: until when the permission is good without being renewed. */
  expiresAt: Nullable(Instant),
  folders: Type.Array(
    Type.Object({
      folder: Type.String(),
      fetched: Type.Integer(),
      /** Mails that the server did not hand out; asked for again every time. */
      stuck: Type.Integer(),
    }),
  ),
});
export type ConnectionHealth = Static<typeof ConnectionHealth>;

export const listConnections = route({
  method: 'GET',
  path: '/mailboxes/connections',
  access: 'channels.manage',
  summary: 'Where fetching stands, of every mailbox with a connection of its own (at most 200)',
  reply: Type.Object({ items: Type.Array(ConnectionHealth) }),
});

/** One step of a set-up test. */
export const TestStep = Type.Object({
  step: OneOf(['receive-sign-in', 'send-sign-in', 'send', 'arrive']),
  state: OneOf(['waiting', 'running', 'done', 'failed', 'skipped']),
  problem: Nullable(Type.String()),
  words: Nullable(Type.String()),
  at: Nullable(Instant),
});
export const MailboxTest = Type.Object({
  id: Id,
  startedAt: Instant,
  endedAt: Nullable(Instant),
  steps: Type.Array(TestStep),
});
export type MailboxTest = Static<typeof MailboxTest>;

export const startTest = route({
  method: 'POST',
  path: '/mailboxes/:id/test',
  access: 'channels.manage',
  summary: 'Send a mail to the mailbox itself and wait until it has come in',
  params: ById,
  reply: MailboxTest,
  perMinute: 20,
});

export const readTest = route({
  method: 'GET',
  path: '/mailboxes/:id/test',
  access: 'channels.manage',
  summary: 'The last set-up test of a mailbox, step by step; null when there was none',
  params: ById,
  reply: Type.Object({ test: Nullable(MailboxTest) }),
});

export const resetBreaker = route({
  method: 'POST',
  path: '/mail/breakers/reset',
  access: 'channels.manage',
  summary: 'Let machines answer this sender or from this mailbox again',
  body: Type.Object({ address: Type.String({ minLength: 1, maxLength: 320 }) }, { additionalProperties: false }),
});
