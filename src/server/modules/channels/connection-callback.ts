import type { FastifyInstance } from 'fastify';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { finishAllowing } from './connection-tokens.ts';

/**
 * Where a mail provider sends people back to. It is a page that is opened, not a call of the API: it ends at the settings, with
 * the mailbox or what went wrong in the address. Only somebody who may set up mailboxes can end what was begun here.
 */
export function mountOAuthCallback(app: FastifyInstance): void {
  app.get<{ Querystring: Record<string, string | undefined> }>(
    '/api/v1/mail/oauth/callback',
    { schema: { hide: true } as object },
    async (request, reply) => {
      const ctx = request.kept;
      const back = (result: Record<string, string>) =>
        reply.redirect(`${ctx.url}/settings/mail?${new URLSearchParams(result).toString()}`, 303);
      const { actor } = ctx;
      if (actor.kind !== 'staff' || !mayRole(actor.role, 'channels.manage')) return back({ problem: 'oauth-sign-in' });
      const one = (value: unknown) => (typeof value === 'string' ? value.slice(0, 4000) : undefined);
      const { code, state, error } = request.query;
      try {
        return back({ allowed: await finishAllowing(ctx, { code: one(code), state: one(state), error: one(error) }) });
      } catch (refusal) {
        if (refusal instanceof Refusal) return back({ problem: refusal.code, words: refusal.message.slice(0, 300) });
        throw refusal;
      }
    },
  );
}
