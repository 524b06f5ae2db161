import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf } from './shapes.ts';

/** A meeting that came by mail (RFC 5545 over RFC 6047). */
export const Invitation = Type.Object({
  method: OneOf(['request', 'reply', 'cancel', 'publish', 'counter', 'other']),
  title: Type.String(),
  start: Nullable(Instant),
  end: Nullable(Instant),
  /** Whole days: the instants are midnights of the first and of the day after the last, in UTC. */
  allDay: Type.Boolean(),
  where: Nullable(Type.String()),
  organiser: Nullable(Type.String()),
  /** It repeats; only the first time is told. */
  repeats: Type.Boolean(),
});
export type Invitation = Static<typeof Invitation>;

/** What a mail tells beside its words. */
export const MailFacts = Type.Object({
  messageId: Id,
  authentication: Nullable(
    Type.Object({
      dkim: Nullable(Type.String()),
      spf: Nullable(Type.String()),
      dmarc: Nullable(Type.String()),
      /** Who checked; believed only when it is the server that the mailbox names. */
      server: Nullable(Type.String()),
      believed: Type.Boolean(),
    }),
  ),
  security: Nullable(OneOf(['signed', 'encrypted'])),
  invitation: Nullable(Invitation),
  /** The colleague who forwarded it for the customer. */
  forwardedBy: Nullable(Type.String()),
});
export type MailFacts = Static<typeof MailFacts>;

export const listMailFacts = route({
  method: 'GET',
  path: '/cases/:id/mail-facts',
  access: 'cases.read',
  summary: 'What the mails of a case tell beside their words, newest first, at most 200',
  params: ById,
  reply: Type.Object({ items: Type.Array(MailFacts) }),
});
