import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/channels.ts';
import * as blocked from '../../../contract/channels-blocked-senders.ts';
import * as connections from '../../../contract/channels-connections.ts';
import { serve } from '../../http/serve.ts';
import { blockSender, listBlockedSenders, unblockSender } from './blocked-senders.ts';
import { mountOAuthCallback } from './connection-callback.ts';
import { allowConnection } from './connection-tokens.ts';
import {
  fetchNow,
  listConnections,
  listFolders,
  readConnection,
  removeConnection,
  saveConnection,
} from './connections.ts';
import { retryOutboxMail } from './delivering.ts';
import { changeMailbox, createMailbox, listMailboxes, removeMailbox } from './mailboxes.ts';
import { listOutbox, readOutboxMail } from './outbox.ts';
import { readTest, startTest } from './mailbox-testing.ts';
import { resetBreaker } from './resetting.ts';
import { listMailSources, readMailHealth } from './sources.ts';

/** The HTTP face of channels. Mail coming in is served by the cases room, which decides what it means. */
export function channelRoutes(app: FastifyInstance): void {
  serve(app, contract.listMailboxes, (ctx, { query }) => listMailboxes(ctx, query));
  serve(app, contract.createMailbox, (ctx, { body }) => createMailbox(ctx, body));
  serve(app, contract.changeMailbox, (ctx, { params, body }) => changeMailbox(ctx, params.id, body));
  serve(app, contract.removeMailbox, (ctx, { params }) => removeMailbox(ctx, params.id));
  serve(app, contract.readMailHealth, (ctx) => readMailHealth(ctx));
  serve(app, contract.listMailSources, (ctx, { query }) => listMailSources(ctx, query));
  serve(app, contract.listOutbox, (ctx, { query }) => listOutbox(ctx, query));
  serve(app, contract.readOutboxMail, (ctx, { params }) => readOutboxMail(ctx, params.id));
  serve(app, contract.retryOutboxMail, (ctx, { params }) => retryOutboxMail(ctx, params.id));

  serve(app, blocked.listBlockedSenders, (ctx, { query }) => listBlockedSenders(ctx, query));
  serve(app, blocked.blockSender, (ctx, { body }) => blockSender(ctx, body));
  serve(app, blocked.unblockSender, (ctx, { params }) => unblockSender(ctx, params.id));

  serve(app, connections.listConnections, (ctx) => listConnections(ctx));
  serve(app, connections.readConnection, (ctx, { params }) => readConnection(ctx, params.id));
  serve(app, connections.saveConnection, (ctx, { params, body }) => saveConnection(ctx, params.id, body));
  serve(app, connections.removeConnection, (ctx, { params }) => removeConnection(ctx, params.id));
  serve(app, connections.listFolders, (ctx, { params }) => listFolders(ctx, params.id));
  serve(app, connections.allowConnection, (ctx, { params }) => allowConnection(ctx, params.id));
  serve(app, connections.fetchNow, (ctx, { params }) => fetchNow(ctx, params.id));
  serve(app, connections.startTest, (ctx, { params }) => startTest(ctx, params.id));
  serve(app, connections.readTest, (ctx, { params }) => readTest(ctx, params.id));
  serve(app, connections.resetBreaker, (ctx, { body }) => resetBreaker(ctx, body.address));
  mountOAuthCallback(app);
}
