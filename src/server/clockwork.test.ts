import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnv } from './env.ts';
import { makeClockwork } from './clockwork.ts';
import type { House } from './house.ts';
import { start } from './main.ts';
import { findCompany } from './modules/people/index.ts';
import { listenTo } from './store/listening.ts';
import { registerSubscriptions } from './store/subscriptions.ts';
import { record } from './store/events.ts';
import { transact } from './context.ts';
import { subscriptions } from './subscriptions.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let house: TestHouse;
let standing: House;

beforeAll(async () => {
  house = await openTestHouse(new Date());
  await registerSubscriptions(house.system(), subscriptions);
  standing = {
    env: readEnv({ KEPT_DATA_DIR: '/tmp', LOG_LEVEL: 'silent' }),
    log: pino({ level: 'silent' }),
    pool: house.pool,
    db: house.db,
    connectionString: house.connectionString,
    listening: await listenTo(house.connectionString, 'kept_live', () => undefined),
    secret: house.system().secret,
    assistant: undefined,
    past: undefined,
    context: () => house.system(),
    close: async () => undefined,
  };
});
afterAll(async () => {
  await standing.listening.close();
  await house.close();
});

/** Whether a reader has passed what was recorded last. */
async function isRead(): Promise<boolean> {
  const newest = await house.db
    .selectFrom('events')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  const reader = await house.db
    .selectFrom('subscriptions')
    .select('event_id')
    .where('name', '=', 'webhooks')
    .executeTakeFirstOrThrow();
  return reader.event_id >= (newest?.id ?? 0);
}

const happens = () =>
  transact(house.system(), (ctx) =>
    record(ctx, 'charter.adopted', '01a00000-0000-7000-8000-000000000001', { version: 1 }),
  );

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function untilRead(): Promise<void> {
  for (let look = 0; look < 2000 && !(await isRead()); look++) await pause(10);
}

test('while a past is lived nothing is read and no clock is looked at; when it has reached today, or failed to, all of it goes on', async () => {
  const clockwork = makeClockwork(standing, () => house.system());
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const progress = () => ({ day: 3, days: 182, today: '2026-06-04', secondsLeft: 50 });
  clockwork.restFor({ progress, reached });
  await clockwork.start();
  expect(standing.past?.progress()).toEqual(progress());
  await happens();
  // a reader that worked would be woken by the event itself
  await pause(300);
  expect(await isRead()).toBe(false);
  reach();
  await untilRead();
  expect(await isRead()).toBe(true);
  expect(standing.past).toBeUndefined();

  // a company that is set up later, and wishes for the sample: what works rests, and goes on although that past broke off
  const { promise: second, reject } = Promise.withResolvers<void>();
  clockwork.restFor({ progress, reached: second });
  await pause(100);
  reject(new Error('the past broke off'));
  await happens();
  await untilRead();
  expect(await isRead()).toBe(true);
  await clockwork.stop();
});

test('a company’s past begins when the company is written, not while its request is still at work', async () => {
  const empty = await openTestHouse(new Date());
  const folder = await mkdtemp(join(tmpdir(), 'kept-set-up-'));
  const env = readEnv({
    KEPT_DATA_DIR: folder,
    DATABASE_URL: empty.connectionString,
    PORT: '0',
    KEPT_SMTP_PORT: '0',
    LOG_LEVEL: 'silent',
  });
  const { promise: began, resolve: begin } = Promise.withResolvers<string | undefined>();
  const running = await start(env, {
    afterSetUp(standing, { sample }) {
      if (sample) void findCompany(standing.db).then((company) => begin(company?.name));
      return undefined;
    },
  });
  try {
    const answer = await fetch(`${running.address}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'the first visit' },
      body: JSON.stringify({
        company: 'Larch & Lime',
        word: 'Certain',
        name: 'Ines Okafor',
        email: 'ines@larchandlime.example',
        password: 'correct horse battery',
        timeZone: 'Europe/London',
        language: 'en',
        sample: true,
      }),
    });
    expect(answer.status).toBe(201);
    expect(await began).toBe('Larch & Lime');
  } finally {
    await running.close();
    await empty.close();
    await rm(folder, { recursive: true });
  }
});
