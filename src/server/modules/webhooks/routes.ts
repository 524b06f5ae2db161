import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/webhooks.ts';
import { serve } from '../../http/serve.ts';
import { listMessages, readMessage } from './log.ts';
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  readSecret,
  readWebhook,
  removeWebhook,
  rotateSecret,
} from './managing.ts';
import { pingWebhook, replayMessage, replaySince } from './replaying.ts';

/** The HTTP face of webhooks. */
export function webhookRoutes(app: FastifyInstance): void {
  serve(app, contract.listWebhooks, (ctx, { query }) => listWebhooks(ctx, query));
  serve(app, contract.readWebhook, (ctx, { params }) => readWebhook(ctx, params.id));
  serve(app, contract.createWebhook, (ctx, { body }) => createWebhook(ctx, body));
  serve(app, contract.changeWebhook, (ctx, { params, body }) => changeWebhook(ctx, params.id, body));
  serve(app, contract.removeWebhook, (ctx, { params }) => removeWebhook(ctx, params.id));
  serve(app, contract.readWebhookSecret, (ctx, { params }) => readSecret(ctx, params.id));
  serve(app, contract.rotateWebhookSecret, (ctx, { params, body }) => rotateSecret(ctx, params.id, body.hours));
  serve(app, contract.pingWebhook, (ctx, { params }) => pingWebhook(ctx, params.id));
  serve(app, contract.listWebhookMessages, (ctx, { params, query }) => listMessages(ctx, params.id, query));
  serve(app, contract.readWebhookMessage, (ctx, { params }) => readMessage(ctx, params.id, params.messageId));
  serve(app, contract.replayWebhookMessage, (ctx, { params }) => replayMessage(ctx, params.id, params.messageId));
  serve(app, contract.replayWebhook, (ctx, { params, body }) => replaySince(ctx, params.id, body));
}
