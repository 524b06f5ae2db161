/** The door of channels: mailboxes, what came in as it came in, and what goes out. What a mail means for a case is decided in cases. */
export { allowConnection, finishAllowing } from './connection-tokens.ts';
export { listConnections, listFolders, saveConnection } from './connections.ts';
export { deliverDueMails, deliverMailJob, deliverQueued } from './delivering.ts';
export { type Fetching, runFetching } from './fetching-node.ts';
export { resetBreaker } from './resetting.ts';
export { closeOwnServers } from './sending-servers.ts';
export { keepMailFacts, listMailFacts } from './mail-facts.ts';
export { mayStillAnswer } from './loop-guard.ts';
export { continueTest, readTest, startTest, testMailboxJob } from './mailbox-testing.ts';
export { trippedMailboxes } from './mailbox-breaker.ts';
export { channelSeeds, createMailbox, theDefaultMailbox } from './mailboxes.ts';
export { findMailboxById, findOutboxByMessageId, type MailboxRecord, updateOutbox } from './queries.ts';
export { queueMail } from './queueing.ts';
export { findSourceByContent, insertSource, lockSource, updateSource } from './source-queries.ts';
export { findCopy } from './same-mail.ts';
export { readMailSource } from './sources.ts';
