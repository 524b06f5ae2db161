import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { visitorHeader, widgetHeader } from '../../contract/widget.ts';
import { Refusal } from '../../domain/refusal.ts';
import {
  closeStream,
  isOriginListed,
  keepStream,
  knockOf,
  openStream,
  readChat,
  streamFor,
  theChat,
  theVisitorOf,
} from '../modules/chat/index.ts';
import type { Listening } from '../store/listening.ts';

const folder = join(import.meta.dirname, '../../../dist/widget');
/** One hurry of events is one answer. Milliseconds. */
const together = 60;

/** The widget's ways in: its script, the permission of foreign pages to ask, and the stream of a chat. */
export async function mountWidgetDoor(app: FastifyInstance, listening: Listening): Promise<void> {
  app.addHook('onRequest', admitListedOrigins);
  await mountScript(app);
  mountStream(app, listening);
}

/**
 * Foreign pages may ask what the widget needs, when some widget lists them; which widget is checked where it is named. Others get
 * no such header, so that their browsers refuse them (Fetch Standard, CORS). No cookie goes along: nothing here reads one.
 */
async function admitListedOrigins(request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.split('?')[0] ?? '';
  const { origin } = request.headers;
  if (origin === undefined || !/^\/api\/v1\/(widget|help)\//.test(path)) return;
  reply.header('vary', 'Origin');
  if (origin === new URL(request.kept.url).origin) return;
  const listed = await isOriginListed(request.kept.db, origin);
  if (listed)
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-expose-headers', 'retry-after')
      .header('cross-origin-resource-policy', 'cross-origin');
  if (request.method === 'OPTIONS')
    return reply
      .status(listed ? 204 : 403)
      .headers(
        listed
          ? {
              'access-control-allow-methods': 'GET, POST',
              'access-control-allow-headers': `content-type, last-event-id, ${widgetHeader}, ${visitorHeader}`,
              'access-control-max-age': '600',
            }
          : {},
      )
      .send();
  if (!listed)
    throw new Refusal('forbidden', 'widget-origin', `No widget is for pages of ${origin}; list it in the settings.`);
}

/** `/widget.js` and what it fetches when it is opened: for any page, because a script without a listed origin can ask nothing. */
async function mountScript(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(folder, 'widget.js'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    preCompressed: true,
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders(response, path) {
      const fresh = /widget\.js(\.br|\.gz)?$/.test(path);
      response.header('cache-control', fresh ? 'public, max-age=300' : 'public, max-age=31536000, immutable');
      response.header('access-control-allow-origin', '*');
      response.header('cross-origin-resource-policy', 'cross-origin');
    },
  });
}

/**
 * `GET /api/v1/widget/stream?chat=…`: server-sent events of one chat. Each carries what is new in it as the API would answer; its id
 * is the cursor, and whoever comes back with `Last-Event-ID` misses nothing, on whichever node.
 */
function mountStream(app: FastifyInstance, listening: Listening): void {
  const open = new Set<FastifyReply>();
  app.get<{ Querystring: { chat?: string } }>(
    '/api/v1/widget/stream',
    {
      schema: {
        hide: true,
        querystring: { type: 'object', required: ['chat'], properties: { chat: { type: 'string', format: 'uuid' } } },
      },
      config: { access: 'public', rateLimit: { max: 60, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const knock = knockOf(request);
      const now = () => ({ ...request.kept, now: new Date() });
      const { visitor } = await theVisitorOf(request.kept, knock);
      const chat = await theChat(request.kept, visitor, String(request.query.chat));
      const stream = await openStream(request.kept, visitor, chat.root_id);
      if (stream === undefined)
        throw new Refusal('too_many', 'too-many-tabs', 'This conversation is open in too many tabs.');
      let since = cursorOf(request.headers['last-event-id']);
      let waiting: NodeJS.Timeout | undefined;
      let sending = Promise.resolve();
      const send = async () => {
        // asked anew each time: who was banned, or whose chat it is no more, hears nothing further
        const known = await theVisitorOf(now(), knock);
        const news = await readChat(now(), known.visitor, chat.id, since);
        since = news.cursor;
        reply.raw.write(`event: chat\nid: ${news.cursor}\ndata: ${JSON.stringify(news)}\n\n`);
      };
      const soon = () => {
        waiting ??= setTimeout(() => {
          waiting = undefined;
          sending = sending.then(send).catch(() => void reply.raw.destroy());
        }, together);
      };
      const remove = listening.add((payload) => {
        if (payload === '' || payload.includes(chat.id) || payload.includes(chat.root_id)) soon();
      });
      const heartbeat = setInterval(() => {
        reply.raw.write(': still here\n\n');
        keepStream(now(), visitor, stream).catch(() => reply.raw.destroy());
      }, streamFor / 3);
      request.raw.once('close', () => {
        open.delete(reply);
        remove();
        clearInterval(heartbeat);
        clearTimeout(waiting);
        closeStream(now(), stream, chat.root_id).catch((error: unknown) =>
          request.log.warn({ err: error }, 'a closed tab was not noted'),
        );
      });
      reply.hijack();
      open.add(reply);
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'keep-alive',
        'x-accel-buffering': 'no',
        'cross-origin-resource-policy': 'cross-origin',
        vary: 'Origin',
        ...(request.headers.origin === undefined ? {} : { 'access-control-allow-origin': request.headers.origin }),
      });
      reply.raw.write('retry: 2000\n\n');
      soon();
    },
  );
  app.addHook('preClose', async () => {
    for (const reply of open) reply.raw.end();
  });
}

function cursorOf(given: string | string[] | undefined): string | undefined {
  return typeof given === 'string' && given.length < 40 && !Number.isNaN(Date.parse(given)) ? given : undefined;
}
