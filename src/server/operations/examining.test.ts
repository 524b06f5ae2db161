import { createServer, type Server } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../store/identity.ts';
import { openFakeAssistant } from '../testing/assistant.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { examine } from './examining.ts';

let house: TestHouse;
let folder: string;
let other: Server;
let taken: number;
beforeAll(async () => {
  house = await openTestHouse();
  folder = await mkdtemp(join(tmpdir(), 'kept-doctor-'));
  other = createServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const at = other.address();
  taken = typeof at === 'object' && at !== null ? at.port : 0;
});
afterAll(async () => {
  other.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const look = async (settings: Record<string, string> = {}) => {
  const found = await examine(
    { PORT: '0', KEPT_SMTP_PORT: '0', KEPT_DATA_DIR: folder, DATABASE_URL: house.connectionString, ...settings },
    new Date(),
  );
  return (about: string) =>
    found
      .filter((one) => one.about === about)
      .map(({ state, sentence }) => `${state}: ${sentence}`)
      .join(' ');
};

test('every wrong setting is named at once', async () => {
  const of = await look({
    PORT: 'abc',
    KEPT_MAIL_URL: 'http://me:pass@mail',
    LOG_LEVEL: 'loud',
    KEPT_FILES_URL: 's3://bucket',
  });
  for (const name of ['PORT', 'KEPT_MAIL_URL', 'LOG_LEVEL', 'KEPT_FILES_URL'])
    expect(of('settings')).toContain(`wrong: ${name}`);
  expect(of('settings')).not.toContain('pass');
});

test('a database that cannot be reached is wrong, and its password is not shown', async () => {
  const of = await look({ DATABASE_URL: 'postgres://kept:pass@127.0.0.1:1/kept' });
  expect(of('database')).toMatch(/^wrong: The database does not let Kept in \(.+\)/);
  expect(of('database')).not.toContain('pass');
});

test('a server that trades durability for speed is wrong', async () => {
  expect((await look())('durability')).toMatch(/^wrong: .*fsync/);
});

test('a port that another program has is wrong, and says how that program answers', async () => {
  const of = await look({ PORT: String(taken), KEPT_SMTP_PORT: String(taken) });
  expect(of('web address')).toMatch(/^wrong: Another program/);
  expect(of('incoming mail')).toBe(
    `wrong: Another program answers on port ${taken} ("220 mail.example ESMTP"): stop it, or choose another KEPT_SMTP_PORT.`,
  );
});

test('a mail server that does not let Kept in is wrong', async () => {
  expect((await look({ KEPT_MAIL_URL: 'smtp://127.0.0.1:1' }))('outgoing mail')).toMatch(
    /^wrong: 127\.0\.0\.1:1 does not let/,
  );
  expect((await look())('outgoing mail')).toMatch(/^warning: KEPT_MAIL_URL is not set/);
});

test('an assistant is asked, and what is wrong with it is said without its key', async () => {
  expect((await look())('assistant')).toMatch(/^ok: No assistant is set up/);
  const fake = await openFakeAssistant();
  const settings = {
    KEPT_ASSISTANT_URL: fake.url,
    KEPT_ASSISTANT_MODEL: 'reader-1',
    KEPT_ASSISTANT_KEY: 'key-of-the-house',
  };
  try {
    fake.answers({ value: { language: 'en' } });
    const well = await look(settings);
    expect(well('assistant')).toMatch(/^ok: reader-1 at 127\.0\.0\.1:\d+ answers in /);
    expect(well('use of the assistant')).toMatch(/^ok: .*switched off/);
    fake.answers({ content: 'Hello! How can I help?' });
    expect((await look(settings))('assistant')).toMatch(/^warning: .*take another model/);
    fake.answers({ status: 401, body: 'key-of-the-house is wrong' });
    const refused = (await look(settings))('assistant');
    expect(refused).toMatch(/^warning: .*refuses to answer: check KEPT_ASSISTANT_KEY/);
    expect(refused).not.toContain('key-of-the-house');
  } finally {
    await fake.close();
  }
  expect((await look(settings))('assistant')).toMatch(/^warning: .*cannot be reached/);
  await sql`update assistant_settings set is_on = true, host = 'models.example'`.execute(house.db);
  expect((await look(settings))('use of the assistant')).toMatch(/^warning: .* switched on for models\.example/);
  await sql`update assistant_settings set host = ${new URL(fake.url).host}`.execute(house.db);
  await sql`update assistant_standing set trouble = 'slow', resting_until = now() + interval '5 minutes'`.execute(
    house.db,
  );
  expect((await look(settings))('use of the assistant')).toMatch(/^warning: The assistant rests until \d\d:\d\d UTC/);
  const wrong = await look({ ...settings, KEPT_ASSISTANT_URL: 'https://me:secret-word@models.example/v1' });
  expect(wrong('settings')).toContain('KEPT_ASSISTANT_URL has a name or password in it');
  expect(wrong('settings')).not.toContain('secret-word');
});

test('work that failed is named: files, events, jobs, mails, loops', async () => {
  const well = await look();
  for (const about of [
    'migrations',
    'clock',
    'time zones',
    'files',
    'events set aside',
    'jobs',
    'outbox',
    'mails set aside',
    'mail loops',
  ])
    expect(well(about), about).toMatch(/^ok: /);
  await house.db
    .insertInto('files')
    .values({ sha256: 'a'.repeat(64), size: 1 })
    .execute();
  await sql`insert into events (at, actor_kind, type) values (now(), 'system', 'tests.wrote')`.execute(house.db);
  await sql`insert into subscriptions (name) values ('ledger')`.execute(house.db);
  await sql`insert into subscription_failures (subscription, event_id, error, set_aside) select 'ledger', id, 'no', true from events limit 1`.execute(
    house.db,
  );
  await sql`select graphile_worker.add_job('deliver-mail', max_attempts := 1)`.execute(house.db);
  await sql`update graphile_worker._private_jobs set attempts = 1, last_error = 'no route'`.execute(house.db);
  const source = { received_at: new Date(), door: 'smtp', sha256: 'b', size: 1, raw: Buffer.from('x') };
  await house.db
    .insertInto('mail_sources')
    .values({ ...source, id: newId(), state: 'set-aside' })
    .execute();
  await sql`insert into breakers (address, reason, since) values ('loop@example.org', 'many', now())`.execute(house.db);
  const of = await look();
  expect(of('files')).toMatch(/^wrong: 1 of 1 file /);
  expect(of('events set aside')).toContain('1 by ledger');
  expect(of('jobs')).toContain('1 of deliver-mail: no route');
  expect(of('mails set aside')).toMatch(/^warning: 1 mail /);
  expect(of('mail loops')).toContain('loop@example.org');
});

test('a database of a newer version is wrong; one with older tables only waits for the start', async () => {
  await sql`insert into migrations (name) values ('9999_from_the_future.sql')`.execute(house.db);
  expect((await look())('migrations')).toMatch(/^wrong: A newer Kept/);
  await sql`delete from migrations where name > '0012'`.execute(house.db);
  expect((await look())('migrations')).toMatch(/^warning: /);
});

test('before the first start nothing is wrong and nothing is made', async () => {
  const of = await look({ DATABASE_URL: '', KEPT_DATA_DIR: join(folder, 'not-yet') });
  expect(of('database')).toMatch(/^ok: There is no database yet/);
  expect(of('data folder')).toMatch(/^ok: .*made at the first start/);
  await expect(rm(join(folder, 'not-yet'))).rejects.toThrow('ENOENT');
});
