/** The door of channels: mailboxes, what came in as it came in, and what goes out. What a mail means for a case is decided in cases. */
export { deliverDueMails, deliverMailJob, deliverQueued } from './delivering.ts';
export { mayStillAnswer } from './loop-guard.ts';
export { trippedMailboxes } from './mailbox-breaker.ts';
export { channelSeeds, createMailbox, theDefaultMailbox } from './mailboxes.ts';
export { findMailboxById, findOutboxByMessageId, type MailboxRecord, updateOutbox } from './queries.ts';
export { type OutgoingMail, queueMail } from './queueing.ts';
export { findSourceByContent, insertSource, lockSource, type NewSource, updateSource } from './source-queries.ts';
export { readMailSource } from './sources.ts';
