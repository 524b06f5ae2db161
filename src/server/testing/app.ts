import { randomBytes } from 'node:crypto';
import pino from 'pino';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Role } from '../../domain/people/permissions.ts';
import { buildApp } from '../app.ts';
import { readEnv } from '../env.ts';
import type { House } from '../house.ts';
import type { AssistantEndpoint } from '../outside/assistant-endpoint.ts';
import { createKey, setUpCompany } from '../modules/people/index.ts';
import { openTestHouse, type TestHouse } from './house.ts';

export interface TestApp extends TestHouse {
  app: FastifyInstance;
  /** Asks the API with the key of a role, which is made when it is first needed; `path` follows /api/v1. */
  askAs(role: Role, method: Method, path: string, body?: unknown): ReturnType<typeof askWith>;
}

/** The whole HTTP face over a database of its own, without listening. The clock of requests is the real one. */
export async function buildTestApp(options: { assistant?: AssistantEndpoint } = {}): Promise<TestApp> {
  const house = await openTestHouse(new Date(), options);
  const env = { ...readEnv({ KEPT_DATA_DIR: '/tmp', LOG_LEVEL: 'silent' }), smtpPort: 0 };
  const standing: House = {
    env,
    log: pino({ level: 'silent' }),
    pool: house.pool,
    db: house.db,
    connectionString: house.connectionString,
    listening: { add: () => () => undefined, close: async () => undefined },
    secret: house.system().secret,
    assistant: options.assistant,
    past: undefined,
    context: (actor, requestId = 'test') => ({ ...house.system(), actor, now: new Date(), requestId }),
    close: async () => undefined,
  };
  const app = askedFromItsOwnAddress(await buildApp(standing));
  await app.ready();
  const keys = new Map<Role, string>();
  return {
    ...house,
    app,
    async askAs(role, method, path, body) {
      const token = keys.get(role) ?? (await createKey(house.system(), { name: role, role })).token;
      keys.set(role, token);
      return askWith(app, token, method, path, body);
    },
    async close() {
      await app.close();
      await house.close();
    },
  };
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function askWith(app: FastifyInstance, token: string, method: Method, path: string, body?: unknown) {
  const reply = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
}

/** Attempts to sign in are counted by address in the memory of the process, which test files share: each asks from one of its own. */
function askedFromItsOwnAddress(app: FastifyInstance): FastifyInstance {
  const remoteAddress = `127.${[...randomBytes(3)].join('.')}`;
  const inject = app.inject.bind(app) as (request: InjectOptions) => unknown;
  app.inject = ((request: InjectOptions | string) =>
    inject({ remoteAddress, ...(typeof request === 'string' ? { url: request } : request) })) as typeof app.inject;
  return app;
}

/** The same, with a company that has been set up: Larch & Lime, whose owner is Ines. */
export async function buildTestCompany(): Promise<TestApp> {
  const house = await buildTestApp();
  await setUpCompany(house.system(), {
    company: 'Larch & Lime',
    word: 'Certain',
    name: 'Ines',
    email: 'ines@example.org',
    password: 'long enough',
    timeZone: 'Europe/London',
    language: 'en',
    sample: false,
  });
  return house;
}
