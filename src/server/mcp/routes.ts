import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { headersOf } from '../http/headers.ts';
import { buildServer } from './answering.ts';

/**
 * `POST /mcp`: the verbs of the API as tools for language models (Model Context Protocol, Streamable HTTP). Without sessions and
 * with JSON answers, so that any node answers any request; there is no stream to open (GET) and no session to end (DELETE).
 */
export function mountMcp(app: FastifyInstance): void {
  app.route({
    method: 'POST',
    url: '/mcp',
    bodyLimit: 2 * 1_048_576,
    schema: { hide: true },
    config: { access: 'signed-in' },
    handler: async (request, reply) => {
      refuseStrangers(request);
      const { WebStandardStreamableHTTPServerTransport: Transport } =
        await import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js');
      const server = await buildServer(app, request);
      const transport = new Transport({ enableJsonResponse: true });
      try {
        await server.connect(transport);
        const asked = new Request('http://kept/mcp', { method: 'POST', headers: headersOf(request) });
        const answer = await transport.handleRequest(asked, { parsedBody: request.body });
        return await handOn(reply, answer);
      } finally {
        await server.close();
      }
    },
  });
  app.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    schema: { hide: true },
    config: { access: 'signed-in' },
    handler: (_request, reply) =>
      reply
        .status(405)
        .header('allow', 'POST')
        .send({ jsonrpc: '2.0', error: { code: -32_000, message: 'Only POST is answered here.' }, id: null }),
  });
}

/** A key and nothing else opens this door: a browser that is signed in must not be led here by another page. */
function refuseStrangers(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === request.host))
    throw new Refusal('forbidden', 'foreign-origin', 'This request came from the page of another site.');
  if (request.kept.actor.kind !== 'key')
    throw new Refusal('forbidden', 'key-needed', 'Send an API key as a bearer token; make one under Settings, Keys.', {
      status: 401,
    });
}

async function handOn(reply: FastifyReply, answer: Response) {
  for (const [name, value] of answer.headers)
    if (name !== 'content-length' && name !== 'connection') reply.header(name, value);
  return reply.status(answer.status).send(await answer.text());
}
