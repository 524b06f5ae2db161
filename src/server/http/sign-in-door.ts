import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { headersOf } from './headers.ts';
import type { SignIn } from '../modules/people/sign-in.ts';

/** What of the library is ours to offer; it could do more (change an address, end an account), which Kept does in its own way. */
const offered: ReadonlySet<string> = new Set([
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
]);

/** Passes what is offered below `/api/auth` to the sign-in library as a web request and its answer back. */
export function mountSignIn(app: FastifyInstance, signIn: SignIn): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    config: { access: 'public' },
    handler: async (request, reply) => {
      const { '*': what } = request.params as { '*': string };
      if (!offered.has(`/${what}`))
        throw new Refusal('not_found', 'no-such-address', 'Sign-in has nothing at this address.');
      const answer = await signIn.handler(webRequest(request));
      return pass(answer, reply);
    },
  });
}

function webRequest(request: FastifyRequest): Request {
  const headers = headersOf(request);
  // The library limits attempts per address; it must not believe one that the caller wrote himself.
  headers.set('x-kept-address', request.ip);
  const body = request.method === 'GET' || request.body === undefined ? undefined : JSON.stringify(request.body);
  const base = `${request.protocol}://${request.host}`;
  if (!URL.canParse(request.url, base))
    throw new Refusal('invalid', 'host-unreadable', 'The Host of this request is no name of a machine.');
  return new Request(new URL(request.url, base), {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

async function pass(answer: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.status(answer.status);
  for (const [name, value] of answer.headers)
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  return reply.send(Buffer.from(await answer.arrayBuffer()));
}
