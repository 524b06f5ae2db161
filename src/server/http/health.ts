import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { sql } from 'kysely';
import type { House } from '../house.ts';

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus, from this machine only). */
export function mountHealth(app: FastifyInstance, house: House): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const open = { schema: { hide: true }, config: { access: 'public' as const, rateLimit: false as const } };
  app.get('/healthz', open, async () => ({ alive: true }));
  app.get('/readyz', open, async (_request, reply) => {
    try {
      await sql`select 1`.execute(house.db);
      return { ready: true };
    } catch {
      return reply.status(503).send({ ready: false, why: 'the database does not answer' });
    }
  });
  app.get('/metrics', open, async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.status(404).send();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
