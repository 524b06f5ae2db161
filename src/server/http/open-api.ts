import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

const introduction = `Everything the staff app can do, a script can do.

**Keys.** Send \`Authorization: Bearer kept_…\`. A key has a role; it may be limited to scopes (\`cases:read\`, \`cases:write\`, which includes reading), to teams, to addresses and in time. Each address below names the permission and the scope it needs.

**Problems** follow RFC 9457: \`code\` is stable, \`detail\` is a sentence, \`fields\` names what was wrong. **POST** takes an \`Idempotency-Key\`: the same one within seven days gives the first answer again. **Lists** are keyset pages: hand \`next\` back as \`cursor\`.

**Limits.** Every answer says in \`x-ratelimit-limit\`, \`x-ratelimit-remaining\` and \`x-ratelimit-reset\` how many requests a minute there are, how many are left, and in how many seconds they are counted anew; 429 says in \`retry-after\` when to come back.

**Events.** \`GET /events\` is the log; webhooks send the same as it happens; \`/mcp\` offers the verbs to language models.`;

/** `/api/v1/openapi.json` (OpenAPI 3.1, made from the contract) and `/api/docs` to browse it. */
export async function mountOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kept',
        version: '1',
        description: introduction,
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'kept.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    hideUntagged: true,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { deepLinking: true }, staticCSP: true });
  app.get('/api/v1/openapi.json', { schema: { hide: true }, config: { access: 'public' } }, () => app.swagger());
}
