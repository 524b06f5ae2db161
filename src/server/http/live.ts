import type { FastifyInstance, FastifyReply } from 'fastify';
import { permit } from './serve.ts';
import type { Listening } from '../store/listening.ts';

const heartbeatEvery = 25_000;
/** A client that reads this many bytes too slowly is dropped; it reconnects and looks again. */
const mostBuffered = 1_048_576;

/**
 * `GET /api/v1/live`: server-sent events for staff screens. Each says only what changed (`{type, id}`); the screen asks
 * the API again, which checks what this person may see. An `again` event means something may have been missed.
 */
export function mountLive(app: FastifyInstance, listening: Listening): void {
  const clients = new Set<FastifyReply>();
  const send = (text: string) => {
    for (const client of clients) {
      if (client.raw.writableLength > mostBuffered) client.raw.destroy();
      else client.raw.write(text);
    }
  };
  const remove = listening.add((payload) =>
    send(payload === '' ? 'event: again\ndata: {}\n\n' : `event: change\ndata: ${payload}\n\n`),
  );
  const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatEvery);

  app.get(
    '/api/v1/live',
    { schema: { hide: true }, config: { access: 'signed-in', rateLimit: { max: 60, timeWindow: 60_000 } } },
    (request, reply) => {
      permit(request.kept.actor, { method: 'GET', path: '/live', access: 'signed-in' });
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'keep-alive',
        'x-accel-buffering': 'no',
      });
      reply.raw.write('retry: 2000\nevent: ready\ndata: {}\n\n');
      clients.add(reply);
      request.raw.once('close', () => clients.delete(reply));
    },
  );
  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    remove();
    for (const client of clients) client.raw.end();
  });
}
