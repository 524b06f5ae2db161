import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { isSigned, sign } from '../signing.ts';
import { mayShow } from './serving.ts';

/** Addresses stay the same for this long, so that browsers can cache the picture. */
const step = 6 * 3_600_000;
const mostBytes = 5 * 1_048_576;

const purpose = 'picture';

/**
 * The address under which we fetch a picture of a mail that lies on another server, good for 6 to 12 hours after `now`. It is given only to
 * those who may see the message, and only for addresses that stand in one: the door calls nothing that we did not sign.
 */
export function signPictureAddress(secret: string, remote: string, now: Date): string {
  const until = (Math.floor(now.getTime() / step) * step + 2 * step) / 1000;
  return `/pictures?${new URLSearchParams({ at: remote, until: String(until), key: sign(secret, purpose, textOf(remote, until)) }).toString()}`;
}

/**
 * `GET /pictures?at=…`: fetches a picture of a mail for the reader, without cookies, without a referrer and from our own address, so that
 * its owner learns neither who reads nor where. Anything but a harmless picture is refused.
 */
export function mountPicturesFromElsewhere(app: FastifyInstance): void {
  app.get<{ Querystring: Record<string, unknown> }>(
    '/pictures',
    { schema: { hide: true }, config: { access: 'public', rateLimit: { max: 600, timeWindow: 60_000 } } },
    async (request, reply) => {
      const { secret, now, outside } = request.kept;
      const remote = readPictureAddress(secret, request.query, now);
      if (remote === undefined)
        throw new Refusal(
          'not_found',
          'no-such-picture',
          'This address of a picture is wrong or has expired; open it again from its message.',
        );
      const answer = await outside
        .ask(remote, { headers: { accept: 'image/*' }, redirects: 3, mostBytes })
        .catch((error: unknown) => {
          if (error instanceof Refusal) throw error;
          throw new Refusal('not_found', 'picture-not-reached', 'The server of this picture did not answer.');
        });
      const type = (answer.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
      if (answer.status !== 200 || !mayShow(type))
        throw new Refusal('not_found', 'no-picture-there', 'There is no picture at that address any more.');
      return reply
        .header('content-type', type)
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('cross-origin-resource-policy', 'same-origin')
        .header('cache-control', 'private, max-age=21600, immutable')
        .send(answer.body);
    },
  );
}

function readPictureAddress(secret: string, query: Readonly<Record<string, unknown>>, now: Date): string | undefined {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const until = Number(text('until'));
  if (!isSigned(secret, purpose, textOf(text('at'), until), text('key'))) return undefined;
  return until * 1000 > now.getTime() ? text('at') : undefined;
}

function textOf(remote: string, until: number): string {
  return `${remote}\0${String(until)}`;
}
