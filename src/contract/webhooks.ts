import { Type, type Static } from 'typebox';
import { roles } from '../domain/people/permissions.ts';
import { messageStates, patternShape, webhookStates } from '../domain/webhooks/words.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Url = Type.String({ minLength: 8, maxLength: 2000, pattern: '^https?://\\S+$' });
const Patterns = Type.Array(Type.String({ maxLength: 80, pattern: patternShape }), { minItems: 1, maxItems: 50 });
const TeamIds = Type.Array(Id, { maxItems: 50 });
const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { maxItems: 30 });

/** An address of another program that hears of what happens. */
export const Webhook = Type.Object({
  id: Id,
  name: Type.String(),
  url: Type.String(),
  /** Types of events; a star stands for the rest of a type, `rules.called/name` for one name that rules call. */
  events: Type.Array(Type.String()),
  /** Only what concerns cases of these teams; none named: of all that its role sees. */
  teamIds: Type.Array(Id),
  /** Only what concerns cases with one of these tags. */
  tags: Type.Array(Type.String()),
  /** It hears and sees what this role may. */
  role: OneOf(roles),
  state: OneOf(webhookStates),
  /** Why it was switched off by itself. */
  disabledBecause: Nullable(Type.String()),
  failingSince: Nullable(Instant),
  lastSuccessAt: Nullable(Instant),
  /** What has not arrived yet, counted up to 1000. */
  waiting: Type.Integer(),
  /** Until then the secret before is signed with too. */
  previousSecretUntil: Nullable(Instant),
  createdAt: Instant,
});
export type Webhook = Static<typeof Webhook>;

/** Something that was or is to be sent; its id is the `webhook-id` of every try. */
export const WebhookMessage = Type.Object({
  id: Id,
  type: Type.String(),
  at: Instant,
  state: OneOf(messageStates),
  attempts: Type.Integer(),
  nextAt: Nullable(Instant),
  lastAt: Nullable(Instant),
  /** The status that was answered; null when nobody answered. */
  status: Nullable(Type.Integer()),
  ms: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
});
export type WebhookMessage = Static<typeof WebhookMessage>;

export const WebhookAttempt = Type.Object({
  id: Id,
  at: Instant,
  ms: Type.Integer(),
  status: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  /** The first thousand characters of the answer. */
  excerpt: Type.String(),
});
export type WebhookAttempt = Static<typeof WebhookAttempt>;

const WithSecret = Type.Object({ webhook: Webhook, secret: Type.String() });

export const listWebhooks = route({
  method: 'GET',
  path: '/webhooks',
  access: 'channels.manage',
  summary: 'Webhooks, newest first',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Webhook),
});

export const readWebhook = route({
  method: 'GET',
  path: '/webhooks/:id',
  access: 'channels.manage',
  summary: 'One webhook',
  params: ById,
  reply: Webhook,
});

export const createWebhook = route({
  method: 'POST',
  path: '/webhooks',
  access: 'channels.manage',
  summary: 'Send what happens to an address; the secret it is signed with is in this answer and can be read again',
  body: Type.Object(
    {
      name: Line,
      url: Url,
      events: Patterns,
      teamIds: Type.Optional(TeamIds),
      tags: Type.Optional(Tags),
      role: Type.Optional(OneOf(roles)),
    },
    { additionalProperties: false },
  ),
  reply: WithSecret,
});

export const changeWebhook = route({
  method: 'PATCH',
  path: '/webhooks/:id',
  access: 'channels.manage',
  summary: 'Change a webhook, pause it, or switch it on again',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      url: Type.Optional(Url),
      events: Type.Optional(Patterns),
      teamIds: Type.Optional(TeamIds),
      tags: Type.Optional(Tags),
      role: Type.Optional(OneOf(roles)),
      state: Type.Optional(OneOf(['active', 'paused'])),
    },
    { additionalProperties: false },
  ),
  reply: Webhook,
});

export const removeWebhook = route({
  method: 'DELETE',
  path: '/webhooks/:id',
  access: 'channels.manage',
  summary: 'Remove a webhook with its log',
  params: ById,
});

export const readWebhookSecret = route({
  method: 'POST',
  path: '/webhooks/:id/secret/showing',
  access: 'channels.manage',
  summary: 'Read the secret that a webhook is signed with; it is recorded who did',
  params: ById,
  reply: Type.Object({ secret: Type.String() }),
  status: 200,
});

export const rotateWebhookSecret = route({
  method: 'POST',
  path: '/webhooks/:id/secret',
  access: 'channels.manage',
  summary: 'Take a new secret; for 24 hours, or as many as named, everything is signed with both',
  params: ById,
  body: Type.Object(
    { hours: Type.Optional(Type.Integer({ minimum: 0, maximum: 720 })) },
    { additionalProperties: false },
  ),
  reply: WithSecret,
});

export const pingWebhook = route({
  method: 'POST',
  path: '/webhooks/:id/ping',
  access: 'channels.manage',
  perMinute: 30,
  summary: 'Send a test at once, and say what was answered',
  params: ById,
  reply: Type.Object({ message: WebhookMessage, attempt: WebhookAttempt }),
  status: 200,
});

export const listWebhookMessages = route({
  method: 'GET',
  path: '/webhooks/:id/messages',
  access: 'channels.manage',
  summary: 'What was and is to be sent, newest first; kept for 30 days',
  params: ById,
  query: Type.Object({ ...PageQuery, state: Type.Optional(OneOf(messageStates)) }),
  reply: Page(WebhookMessage),
});

export const readWebhookMessage = route({
  method: 'GET',
  path: '/webhooks/:id/messages/:messageId',
  access: 'channels.manage',
  summary: 'One message as it was sent, and its last 20 tries, newest first',
  params: Type.Object({ id: Id, messageId: Id }, { additionalProperties: false }),
  reply: Type.Object({
    message: WebhookMessage,
    /** As it was sent; null before the first try. */
    body: Nullable(Type.String()),
    attempts: Type.Array(WebhookAttempt),
  }),
});

export const replayWebhookMessage = route({
  method: 'POST',
  path: '/webhooks/:id/messages/:messageId/replay',
  access: 'channels.manage',
  summary: 'Send one message again, with the same id and the same words',
  params: Type.Object({ id: Id, messageId: Id }, { additionalProperties: false }),
  reply: WebhookMessage,
  status: 200,
});

export const replayWebhook = route({
  method: 'POST',
  path: '/webhooks/:id/replay',
  access: 'channels.manage',
  summary: 'Send again what happened since a time, at most 30 days back: what never arrived, or everything',
  params: ById,
  body: Type.Object({ since: Instant, what: Type.Optional(OneOf(['missed', 'all'])) }, { additionalProperties: false }),
  status: 202,
});
