import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, Nullable, OneOf } from './shapes.ts';
import { WidgetSettings } from './widget-settings.ts';

/**
 * What the widget on a page of somebody else asks. Every request names the widget (`x-kept-widget: <key>`), and all but the first
 * the visitor (`x-kept-visitor: <token>`). Nothing here is a cookie: foreign pages send none.
 */
export const widgetHeader = 'x-kept-widget';
export const visitorHeader = 'x-kept-visitor';

/** A name of the browser's own for something it says, so that saying it twice is the same as once. */
const ClientId = Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9-]+$' });
const Words = Type.String({ maxLength: 8000 });
const Address = Type.String({ maxLength: 320, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' });
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
const PagePlace = Type.String({ maxLength: 500, pattern: '^https?://' });
const Uploads = Type.Array(Id, { maxItems: 10 });

/** Whether somebody is there, and how long an answer takes. */
export const Answering = Type.Object({
  open: Type.Boolean(),
  /** When it opens next; null when open, or when it never does. */
  opensAt: Nullable(Instant),
  /** Half of the last chats were answered within so many minutes; null while there are too few to say. */
  minutes: Nullable(Type.Integer()),
});

export const WidgetStart = Type.Object({
  company: Type.String(),
  settings: Type.Omit(WidgetSettings, ['mailAfter', 'overdueAfter']),
  answering: Answering,
});
export type WidgetStart = Static<typeof WidgetStart>;

export const startWidget = route({
  method: 'GET',
  path: '/widget/start',
  access: 'public',
  summary: 'How a widget looks and whether somebody is there',
  reply: WidgetStart,
});

/** Who the visitor is, as far as he has said. */
export const VisitorState = Type.Object({
  name: Nullable(Type.String()),
  email: Nullable(Type.String()),
  verified: Type.Boolean(),
});
export type VisitorState = Static<typeof VisitorState>;

export const greetVisitor = route({
  method: 'POST',
  path: '/widget/visitors',
  access: 'public',
  summary: 'A new visitor: the token that his browser keeps, told only now',
  body: Type.Object({ language: Type.Optional(Type.String({ maxLength: 20 })) }, { additionalProperties: false }),
  reply: Type.Object({ token: Type.String(), visitor: VisitorState }),
  perMinute: 30,
});

export const ChatFile = Type.Object({
  id: Id,
  name: Type.String(),
  size: Type.Integer(),
  contentType: Type.String(),
  url: Type.String(),
});
export type ChatFile = Static<typeof ChatFile>;

export const ChatMessage = Type.Object({
  id: Id,
  /** The browser's own name for what this visitor said. */
  clientId: Nullable(Type.String()),
  at: Instant,
  by: OneOf(['visitor', 'staff', 'system']),
  name: Type.String(),
  text: Type.String(),
  files: Type.Array(ChatFile),
});
export type ChatMessage = Static<typeof ChatMessage>;

export const ChatLine = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  state: OneOf(['open', 'closed']),
  startedAt: Instant,
  lastAt: Instant,
  excerpt: Type.String(),
  unread: Type.Integer(),
});
export type ChatLine = Static<typeof ChatLine>;

export const Chat = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  state: OneOf(['open', 'closed']),
  ended: Type.Boolean(),
  messages: Type.Array(ChatMessage),
  /** Colleagues who are writing now. */
  typing: Type.Array(Type.String()),
  /** What this visitor has seen. */
  readAt: Nullable(Instant),
  /** One of ours has the conversation open, so what was said has been seen. */
  seenByStaff: Type.Boolean(),
  /** It went on elsewhere, and is shown on only to whoever proves that he is the customer. */
  elsewhere: Type.Boolean(),
  /** Send it as `since` next time. */
  cursor: Type.String(),
});
export type Chat = Static<typeof Chat>;

const ByChat = Type.Object({ id: Id }, { additionalProperties: false });

export const listChats = route({
  method: 'GET',
  path: '/widget/chats',
  access: 'public',
  summary: "This visitor's conversations, newest first; all of the customer's where he has proved who he is",
  reply: Type.Object({ items: Type.Array(ChatLine), visitor: VisitorState }),
});

export const readChat = route({
  method: 'GET',
  path: '/widget/chats/:id',
  access: 'public',
  summary: 'A conversation, or what is new in it',
  params: ByChat,
  query: Type.Object({ since: Type.Optional(Type.String({ maxLength: 40, format: 'date-time' })) }),
  reply: Chat,
});

export const startChat = route({
  method: 'POST',
  path: '/widget/chats',
  access: 'public',
  summary: 'Begin a conversation',
  body: Type.Object(
    {
      clientId: ClientId,
      text: Words,
      name: Type.Optional(Name),
      email: Type.Optional(Address),
      page: Type.Optional(PagePlace),
      uploadIds: Type.Optional(Uploads),
    },
    { additionalProperties: false },
  ),
  reply: Chat,
  perMinute: 60,
});

export const sayInChat = route({
  method: 'POST',
  path: '/widget/chats/:id/messages',
  access: 'public',
  summary: 'Say something in a conversation',
  params: ByChat,
  body: Type.Object(
    { clientId: ClientId, text: Words, page: Type.Optional(PagePlace), uploadIds: Type.Optional(Uploads) },
    { additionalProperties: false },
  ),
  reply: Chat,
  perMinute: 240,
});

export const signalChat = route({
  method: 'POST',
  path: '/widget/chats/:id/signal',
  access: 'public',
  summary: 'The visitor writes, has stopped, has seen everything up to an instant, or has gone to another page',
  params: ByChat,
  body: Type.Object(
    {
      typing: Type.Optional(Type.Boolean()),
      readUntil: Type.Optional(Instant),
      page: Type.Optional(PagePlace),
    },
    { additionalProperties: false },
  ),
  perMinute: 300,
});

export const endChat = route({
  method: 'POST',
  path: '/widget/chats/:id/end',
  access: 'public',
  summary: 'The visitor ends the conversation',
  params: ByChat,
  reply: Chat,
  status: 200,
});

export const uploadInChat = route({
  method: 'POST',
  path: '/widget/uploads',
  access: 'public',
  summary: 'Send a file up, at most 10 MB, as multipart/form-data in a part named file; a message names it afterwards',
  reply: ChatFile,
  perMinute: 30,
  bodyLimit: 11 * 1_048_576,
});

export const leaveContact = route({
  method: 'POST',
  path: '/widget/contact',
  access: 'public',
  summary: 'Say a name and an address, so that a conversation can go on by mail; what is claimed opens nothing',
  body: Type.Object({ name: Type.Optional(Name), email: Address }, { additionalProperties: false }),
  reply: VisitorState,
  status: 200,
  perMinute: 30,
});

export const proveByHost = route({
  method: 'POST',
  path: '/widget/identity',
  access: 'public',
  summary: 'Prove who one is by a token that the host page signed with the secret of the widget',
  body: Type.Object(
    { token: Type.String({ minLength: 20, maxLength: 4000, pattern: '^[\\w.-]+$' }) },
    { additionalProperties: false },
  ),
  reply: VisitorState,
  status: 200,
  perMinute: 60,
});

export const askForCode = route({
  method: 'POST',
  path: '/widget/codes',
  access: 'public',
  summary: 'Have a code of six digits mailed; the answer is the same whether the address is known or not',
  body: Type.Object({ email: Address }, { additionalProperties: false }),
  perMinute: 10,
});

export const giveCode = route({
  method: 'POST',
  path: '/widget/codes/check',
  access: 'public',
  summary: 'Prove an address by the code that was mailed to it; five tries',
  body: Type.Object({ email: Address, code: Type.String({ pattern: '^\\d{6}$' }) }, { additionalProperties: false }),
  reply: VisitorState,
  status: 200,
  perMinute: 20,
});

export const giveFeedback = route({
  method: 'POST',
  path: '/widget/feedback',
  access: 'public',
  summary: 'How it went in one word of three, and why in words',
  body: Type.Object(
    { feeling: OneOf(['won', 'neutral', 'lost']), words: Type.String({ maxLength: 4000 }) },
    { additionalProperties: false },
  ),
  perMinute: 10,
});
