import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../dist/web');

/** Serves the built staff app; every address that is nobody else's is a screen of it. */
export async function mountStaffApp(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', { schema: { hide: true }, config: { access: 'public' } }, (_request, reply) =>
      reply
        .status(503)
        .type('text/plain')
        .send('The staff app has not been built yet. Start Kept with `npm start`, which builds it.'),
    );
    return;
  }
  // one address for all of them: an address for each of a thousand files would take twenty megabytes
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      !/^\/(api|mcp)\b/.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html');
    if (wantsPage)
      return reply.header('cache-control', 'no-cache').sendFile('index.html', folder, { maxAge: 0, immutable: false });
    const problem = {
      type: 'urn:kept:problem:no-such-address',
      title: 'Not Found',
      status: 404,
      code: 'no-such-address',
      detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
    };
    return reply.status(404).type('application/problem+json').serializer(JSON.stringify).send(problem);
  });
}
