import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/notifications.ts';
import { serve } from '../../http/serve.ts';
import { choose, readChoices } from './choosing.ts';
import { countUnread, listNotifications, markAllRead, markRead } from './listing.ts';

/** The HTTP face of notifications: everybody sees his own only. */
export function notificationRoutes(app: FastifyInstance): void {
  serve(app, contract.listNotifications, (ctx, { query }) => listNotifications(ctx, query));
  serve(app, contract.countNotifications, (ctx) => countUnread(ctx));
  serve(app, contract.readAllNotifications, (ctx) => markAllRead(ctx));
  serve(app, contract.readNotification, (ctx, { params, body }) => markRead(ctx, params.id, body.read));
  serve(app, contract.readNotificationChoices, (ctx) => readChoices(ctx));
  serve(app, contract.chooseNotifications, (ctx, { body }) => choose(ctx, body));
}
