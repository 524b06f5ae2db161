import type { FastifyRequest } from 'fastify';
import type { Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Actor } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { actorOfToken } from './keys.ts';
import { findUserById } from './queries.ts';
import type { SignIn } from './sign-in.ts';

const nobody: Actor = { kind: 'system', name: 'nobody' };

/**
 * Who makes this request: an API key by its bearer token, or a colleague by his session cookie. A stranger is the
 * system actor `nobody`, whom only public routes serve. A wrong token is refused rather than treated as a stranger.
 */
export async function actorOf(
  request: FastifyRequest,
  headers: Headers,
  db: Database,
  signIn: SignIn,
  now: Date,
): Promise<Actor> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const actor = await actorOfToken(db, bearer, now);
    if (actor === undefined)
      throw new Refusal('forbidden', 'key-unknown', 'This API key is unknown or was revoked.', { status: 401 });
    return actor;
  }
  if (request.headers.cookie?.includes('kept.session_token') !== true) return nobody;
  const session = await signIn.api.getSession({ headers });
  if (session === null) return nobody;
  const user = await findUserById(db, session.user.id);
  if (user === undefined || !user.active) return nobody;
  refuseForeignOrigin(request);
  return {
    kind: 'staff',
    id: user.id,
    role: user.role as Role,
    name: user.name,
    teamIds: user.teams.map((team) => team.id),
  };
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
