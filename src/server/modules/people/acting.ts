import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Actor } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { headersOf } from '../../http/headers.ts';
import { actorOfToken } from './keys.ts';
import { findPersonOfSession } from './queries.ts';
import type { SignIn } from './sign-in.ts';

const nobody: Actor = { kind: 'system', name: 'nobody' };
const extendAfter = 24 * 60 * 60_000;

/**
 * Who makes this request: an API key by its bearer token, or a colleague by his session cookie. A stranger is the
 * system actor `nobody`, whom only public routes serve. A wrong token is refused rather than treated as a stranger.
 */
export async function actorOf(
  request: FastifyRequest,
  options: { db: Database; signIn: SignIn; secret: string; now: Date },
): Promise<Actor> {
  const { db, signIn, secret, now } = options;
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const actor = await actorOfToken(db, bearer, now, request.ip);
    if (actor === undefined)
      throw new Refusal('forbidden', 'key-unknown', 'This API key is unknown or was revoked.', { status: 401 });
    return actor;
  }
  const token = sessionOf(request, secret);
  if (token === undefined) return nobody;
  const person = await findPersonOfSession(db, token, now);
  if (person === undefined) return nobody;
  refuseForeignOrigin(request);
  // The library extends a session that is used; once a day is enough.
  if (now.getTime() - person.session_updated_at.getTime() > extendAfter)
    await signIn.api.getSession({ headers: headersOf(request) });
  return { kind: 'staff', id: person.id, role: person.role as Role, name: person.name, teamIds: person.team_ids };
}

/** The colleague in whose browser a page for customers is opened, if he is signed in; the page serves him as it serves anybody. */
export async function colleagueOf(request: FastifyRequest): Promise<{ id: string } | undefined> {
  const { db, now, secret } = request.kept;
  const token = sessionOf(request, secret);
  return token === undefined ? undefined : findPersonOfSession(db, token, now);
}

/**
 * The session's token out of its signed cookie (value, dot, HMAC-SHA256 in base64), or undefined when it is missing or
 * forged. Read here rather than by the library because it is on the path of every request: one query instead of three.
 */
export function sessionOf(request: FastifyRequest, secret: string): string | undefined {
  const sent = /(?:^|;\s*)(?:__Secure-)?kept\.session_token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (sent === undefined) return undefined;
  const signed = safelyDecoded(sent);
  const dot = signed.lastIndexOf('.');
  if (dot < 1) return undefined;
  const value = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(value).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** A cookie alone must not let another site's page write: browsers say where a request comes from. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined ? site === 'same-origin' || site === 'none' : sameOrigin(request)) return;
  throw new Refusal(
    'forbidden',
    'foreign-origin',
    'This request came from another site and was refused; nothing was changed.',
  );
}

function sameOrigin(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}
