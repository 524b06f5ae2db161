import { IsUndefined } from 'typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '../../contract/route.ts';
import { Refusal } from '../../domain/refusal.ts';
import { mayRole } from '../../domain/people/permissions.ts';
import { holdsScope, keepsToTeams, scopeOf } from '../../domain/people/scopes.ts';
import type { Actor, Context } from '../context.ts';
import { answerOnce } from './idempotency.ts';

/** What a handler gets beside its context: everything already validated. */
export interface Call<R extends Route> {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Every route that was mounted, for the OpenAPI page and for the test that walks them with every role. */
export const mountedRoutes = new Map<string, Route>();

/**
 * Mounts one route of the contract: validation, permission, idempotency and serialisation are done here, once, so that
 * a room's routes.ts is one call per address. The reply schema is the allow-list of what leaves the house.
 */
export function serve<R extends Route>(
  app: FastifyInstance,
  route: R,
  handle: (ctx: Context, call: Call<R>) => Promise<ReplyOf<R>>,
): void {
  mountedRoutes.set(`${route.method} ${route.path}`, route);
  const hasBody = route.method !== 'GET' && !IsUndefined(route.body);
  app.route({
    method: route.method,
    url: `/api/v1${route.path}`,
    // nobody asks an API for its headers alone, and each such address would be kept like a route of its own
    exposeHeadRoute: false,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    schema: {
      summary: route.summary,
      ...describedAccess(route),
      tags: [route.path.split('/')[1]!],
      params: route.params,
      querystring: route.query,
      ...(hasBody ? { body: route.body } : {}),
      response: { [route.status]: route.reply },
    },
    config: {
      access: route.access,
      ...(route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: 60_000 } }),
    },
    preValidation: async (request) => permit(request.kept.actor, route),
    handler: async (request, reply) => {
      const call = { params: request.params, query: request.query, body: request.body, request, reply } as Call<R>;
      const work = () => handle(request.kept, call);
      reply.status(route.status);
      if (route.method !== 'POST' || route.onlyAsks === true) return work();
      return answerOnce(request, reply, work);
    },
  });
}

/** For the API page: the permission a role needs, and the scope a key needs beside it. */
function describedAccess(route: Route): { description: string } {
  const scope = scopeOf(route);
  if (scope === undefined) return { description: 'Public.' };
  const role = route.access === 'signed-in' ? 'Any role' : `Permission \`${route.access}\``;
  const limit = route.perMinute === undefined ? '' : ` At most ${String(route.perMinute)} requests a minute.`;
  return { description: `${role}; keys with scopes need \`${scope}\`.${limit}` };
}

/**
 * Refuses whoever may not call a route, before anything of the request is read: a stranger, a role without the permission, a
 * key without the scope. The one place where this is decided; the tools for language models ask it too.
 */
export function permit(actor: Actor, route: Pick<Route, 'method' | 'path' | 'access'>): void {
  if (route.access === 'public') return;
  if (actor.kind !== 'staff' && actor.kind !== 'key') {
    throw new Refusal('forbidden', 'sign-in-needed', 'Sign in first, or send an API key as a bearer token.', {
      status: 401,
    });
  }
  if (route.access !== 'signed-in' && !mayRole(actor.role, route.access)) {
    throw new Refusal(
      'forbidden',
      'not-permitted',
      `Your role, ${actor.role}, does not include ${route.access}. An admin can change that under Settings.`,
    );
  }
  const scope = scopeOf(route);
  if (actor.kind !== 'key' || scope === undefined) return;
  if (!holdsScope(actor.scopes, scope))
    throw new Refusal('forbidden', 'scope-needed', `This key lacks the scope ${scope}.`);
  if (actor.onlyTeams === true && !keepsToTeams(scope))
    throw new Refusal(
      'forbidden',
      'team-key',
      `This key is limited to teams, and ${scope} knows no teams; take a key without that limit.`,
    );
}
