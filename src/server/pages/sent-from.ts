import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hidden } from './visitor.ts';

/** Where the form stands that is sent to an address, if not there. Whoever opens such an address by itself is led to its form. */
const forms: Readonly<Record<string, string>> = {
  '/my/link': '/my',
  '/my/leave': '/my',
  '/my/cases': '/my/new',
  '/my/cases/:number/messages': '/my/cases/:number',
  '/my/cases/:number/solved': '/my/cases/:number',
  '/my/cases/:number/reopening': '/my/cases/:number',
  '/my/cases/:number/verdict': '/my/cases/:number',
  '/my/cases/:number/promises/:id/acceptance': '/my/cases/:number',
  '/my/cases/:number/promises/:id/another-time': '/my/cases/:number',
  '/my/promises/:id/acceptance': '/my',
  '/my/promises/:id/another-time': '/my',
  '/my/trail/:id': '/my',
  '/help/:slug/helped': '/help/:slug',
  '/party/:key/messages': '/party/:key',
  '/party/:key/done': '/party/:key',
  '/party/:key/promises/:id/done': '/party/:key',
};

/** The page with the form that was sent, to go back to; never an address that only takes what is sent. */
export function pageOf(request: FastifyRequest): string {
  const pattern = forms[request.routeOptions.url ?? ''];
  return pattern === undefined ? (request.url.split('?')[0] ?? '/my') : filled(pattern, request);
}

/** Leads whoever opens or loads again what only takes forms back to the form. */
export function mountWaysBack(app: FastifyInstance): void {
  for (const [address, page] of Object.entries(forms))
    app.get(address, hidden, (request, reply) => reply.redirect(filled(page, request), 303));
}

function filled(pattern: string, { params }: FastifyRequest): string {
  const values = params as Record<string, string>;
  return pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}
