import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { sql } from 'kysely';
import type { House } from '../house.ts';
import type { AssistantEndpoint } from '../outside/assistant-endpoint.ts';

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus, from this machine only). */
export function mountHealth(app: FastifyInstance, house: House): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  if (house.assistant !== undefined) countAssistant(registry, house, house.assistant);
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

/** What this node asked the assistant and what came of it, and whether every node leaves it alone for now. */
function countAssistant(registry: Registry, house: House, { tally }: AssistantEndpoint): void {
  const questions = new Counter({
    name: 'kept_assistant_questions_total',
    help: 'Questions of this node to the assistant, by what they were about and what came of them',
    labelNames: ['task', 'outcome'],
    registers: [],
    collect() {
      this.reset();
      for (const [key, count] of tally) {
        const [task = '', outcome = ''] = key.split(' ');
        this.inc({ task, outcome }, count);
      }
    },
  });
  const resting = new Gauge({
    name: 'kept_assistant_resting',
    help: '1 while the assistant is left alone because it failed',
    registers: [],
    async collect() {
      const { rows } = await sql<{ rests: boolean }>`
        select coalesce(resting_until > now(), false) as rests from assistant_standing
      `.execute(house.db);
      this.set(rows[0]?.rests === true ? 1 : 0);
    },
  });
  registry.registerMetric(questions);
  registry.registerMetric(resting);
}
