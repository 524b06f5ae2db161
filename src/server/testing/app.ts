import pino from 'pino';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { readEnv } from '../env.ts';
import type { House } from '../house.ts';
import { setUpCompany } from '../modules/people/index.ts';
import { openTestHouse, type TestHouse } from './house.ts';

export interface TestApp extends TestHouse {
  app: FastifyInstance;
}

/** The whole HTTP face over a database of its own, without listening. The clock of requests is the real one. */
export async function buildTestApp(): Promise<TestApp> {
  const house = await openTestHouse(new Date());
  const env = { ...readEnv({ KEPT_DATA_DIR: '/tmp', LOG_LEVEL: 'silent' }), smtpPort: 0 };
  const standing: House = {
    env,
    log: pino({ level: 'silent' }),
    pool: house.pool,
    db: house.db,
    connectionString: house.connectionString,
    listening: { add: () => () => undefined, close: async () => undefined },
    secret: house.system().secret,
    context: (actor, requestId = 'test') => ({ ...house.system(), actor, now: new Date(), requestId }),
    close: async () => undefined,
  };
  const app = await buildApp(standing);
  await app.ready();
  return {
    ...house,
    app,
    async close() {
      await app.close();
      await house.close();
    },
  };
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
