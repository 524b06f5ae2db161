/** The door of chat: widgets on other people's pages, and the conversations that begin there. */
export { chatsFromReplies, mailUnseenJob } from './going-on-by-mail.ts';
export { forgetVisitorsJob } from './limits.ts';
export { overdueChatJob, visitorsServed } from './overdue.ts';
export { readChat, theChat } from './reading.ts';
export { closeStream, keepStream, openStream, streamFor } from './signalling.ts';
export { knockOf, theVisitorOf } from './visiting.ts';
export { isOriginListed } from './widget-queries.ts';
