import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '../context.ts';
import { openFileStore } from '../files/opening.ts';
import { readFileFrom } from '../files/store.ts';
import { addJob } from '../jobs/adding.ts';
import { receiveMail } from '../modules/cases/index.ts';
import { record } from '../store/events.ts';
import { newId } from '../store/identity.ts';
import { migrationNames, runMigrations } from '../store/migrate.ts';
import { drain } from '../store/draining.ts';
import { registerSubscriptions, type Subscription } from '../store/subscriptions.ts';
import { subscriptions } from '../subscriptions.ts';
import { addCompany } from '../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { backUp } from './backing-up.ts';
import { restore } from './restoring.ts';

let house: TestHouse;
let folder: string;
const opened: TestHouse[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-backup-'));
  house = await openTestHouse();
  await addCompany(house, { name: 'Larch & Lime', time_zone: 'Europe/London' });
  const tom = await house.staff('agent', 'Tom Ferreira');
  await house.db
    .insertInto('sessions')
    .values({ id: newId(), user_id: tom.id, token: 'signed-in', expires_at: house.now() })
    .execute();
  for (let n = 1; n <= 12; n++) {
    const raw = mailWithFile(n);
    await receiveMail(house.system(), { raw, door: 'http', envelope: { from: null, to: [] } });
  }
  await house.settle(subscriptions);
  // readers stand at different places when the copy is made
  await note(house, 1);
  await house.settle([halfWay([])]);
  await note(house, 2);
  await note(house, 3);
  await transact(house.system(), (ctx) =>
    addJob(
      ctx,
      'fold-case-tallies',
      { why: 'a "quoted" \\ word\n' },
      { key: 'once', runAt: new Date('2030-01-01T00:00:00Z') },
    ),
  );
  await sql`update graphile_worker._private_jobs set attempts = 3, last_error = 'no route' where key = 'once'`.execute(
    house.db,
  );
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const mailWithFile = (n: number) =>
  Buffer.from(
    [
      `From: Customer ${n} <customer${n}@vogel.example>`,
      'To: support@localhost',
      `Subject: Crack number ${n} – größer \\ than\tthought`,
      `Message-ID: <m${n}@vogel.example>`,
      'Date: Tue, 31 Mar 2026 09:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `It is \\N broken, \\. and 'quoted' ${n}`,
      '--b',
      'Content-Type: image/png; name=crack.png',
      'Content-Disposition: attachment; filename=crack.png',
      '',
      `picture ${n}`,
      '--b--',
      '',
    ].join('\r\n'),
  );

const note = (where: TestHouse, n: number) =>
  transact(where.system(), (ctx) => record(ctx, 'tests.wrote', newId(), { n }));

/** A reader that tells what it has read. */
const halfWay = (read: unknown[]): Subscription => ({
  name: 'half-way',
  types: ['tests.*'],
  handle: async (_ctx, events) => void read.push(...events.map(({ data }) => data['n'])),
});

function planFor(name: string) {
  const { files, secret } = house.system();
  const to = join(folder, name);
  return {
    connectionString: house.connectionString,
    files,
    secret,
    withSecret: false,
    to,
    version: 'test',
    now: new Date(),
    progress: () => undefined,
  };
}

/** An empty installation; nothing is connected to it until it is looked at. */
async function emptyHouse(): Promise<TestHouse> {
  const empty = await openTestHouse();
  opened.push(empty);
  return empty;
}

const into = (target: TestHouse, from: string) =>
  restore({ connectionString: target.connectionString, files: target.system().files, from, progress: () => undefined });

async function contentsOf(where: TestHouse): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(where.db);
  const contents: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    const rows = await sql<{
      row: string;
    }>`select (to_jsonb(t) - 'xid')::text as row from ${sql.table(name)} t order by 1`.execute(where.db);
    contents[name] = rows.rows.map(({ row }) => row);
  }
  return contents;
}

const nothingIn = async (where: TestHouse) =>
  (
    await sql<{
      n: number;
    }>`select (select count(*) from cases)::int + (select count(*) from events)::int as n`.execute(where.db)
  ).rows[0]!.n === 0;

test('a restored installation has every row, every file and every waiting job, goes on numbering, and nobody is signed in', async () => {
  const manifest = await backUp(planFor('ours.tar.gz'));
  expect(manifest.files).toMatchObject({ count: 12, missing: [] });
  expect((await stat(join(folder, 'ours.tar.gz'))).mode & 0o777).toBe(0o600);
  const target = await emptyHouse();
  await into(target, join(folder, 'ours.tar.gz'));

  const [before, after] = [await contentsOf(house), await contentsOf(target)];
  expect(before['sessions']).toHaveLength(1);
  expect(after['sessions']).toEqual([]);
  for (const name of Object.keys(before)) {
    if (['sessions', 'migrations', 'subscriptions'].includes(name)) continue;
    expect(after[name], name).toEqual(before[name]);
  }
  for (const { sha256 } of await target.db.selectFrom('files').select('sha256').execute())
    expect(await readFileFrom(target.system().files, sha256)).toEqual(await readFileFrom(house.system().files, sha256));
  const job = sql`select task_identifier, run_at, max_attempts, attempts, last_error, key from graphile_worker.jobs where key = 'once'`;
  expect((await job.execute(target.db)).rows).toEqual((await job.execute(house.db)).rows);
  const next = async (where: TestHouse) =>
    (await sql<{ n: string }>`select nextval('case_numbers')::text as n`.execute(where.db)).rows[0]!.n;
  expect(await next(target)).toBe(await next(house));
  const references = sql<{ n: number }>`select count(*)::int as n from pg_constraint where contype = 'f'`;
  expect((await references.execute(target.db)).rows).toEqual((await references.execute(house.db)).rows);
  const silent = await sql`select 1 from pg_trigger where not tgisinternal and tgenabled = 'D'`.execute(target.db);
  expect(silent.rows).toEqual([]);
});

test('readers of the log go on where they were: what was read is not read again, what was unread and what is new is read once', async () => {
  const target = await emptyHouse();
  await into(target, join(folder, 'ours.tar.gz'));
  const cases = await target.db.selectFrom('cases').select('id').execute();
  const outbox = await target.db.selectFrom('outbox').select('id').execute();
  const moments = await target.db.selectFrom('moments').select('id').execute();
  await note(target, 4);
  const read: unknown[] = [];
  const readers = [...subscriptions, halfWay(read)];
  await registerSubscriptions(target.system(), readers);
  await target.settle(readers);
  await drain(target.system(), readers);
  expect(read).toEqual([2, 3, 4]);
  expect(await target.db.selectFrom('cases').select('id').execute()).toHaveLength(cases.length);
  expect(await target.db.selectFrom('outbox').select('id').execute()).toHaveLength(outbox.length);
  expect(await target.db.selectFrom('moments').select('id').execute()).toHaveLength(moments.length);
  const highest = await sql<{
    most: string;
  }>`select max(xid::text::bigint)::text as most from events where data ->> 'n' is distinct from '4'`.execute(
    target.db,
  );
  // small numbers: below the counter of any PostgreSQL, however young
  expect(Number(highest.rows[0]!.most)).toBeLessThan(100);
});

test('an installation that is not empty is left as it is, and what is there is named', async () => {
  const target = await emptyHouse();
  await target.staff('owner', 'Ada');
  await expect(into(target, join(folder, 'ours.tar.gz'))).rejects.toThrow('1 in users');
});

test('nothing is restored under a running Kept', async () => {
  const target = await emptyHouse();
  await sql`select 1`.execute(target.db);
  await expect(into(target, join(folder, 'ours.tar.gz'))).rejects.toThrow('Stop it, then restore');
});

test('a backup that is cut off, altered or something else is refused before anything is written', async () => {
  const whole = gunzipSync(await readFile(join(folder, 'ours.tar.gz')));
  const altered = Buffer.from(whole);
  const at = altered.indexOf('Crack number 7');
  altered.write('Crack number 8', at);
  const nameless = Buffer.from(whole);
  nameless.write('elsewhere', nameless.indexOf('tables/cases/'));
  const packed = await readFile(join(folder, 'ours.tar.gz'));
  const broken = Buffer.from(packed);
  broken[Math.floor(broken.length / 2)]! ^= 0x10;
  const bad: Record<string, Buffer> = {
    'cut.tar': whole.subarray(0, whole.length - 4096),
    'cut.tar.gz': packed.subarray(0, packed.length - 100),
    'altered.tar': altered,
    'altered.tar.gz': gzipSync(altered, { level: 1 }),
    'renamed.tar': nameless,
    'bit.tar.gz': broken,
    'letter.tar': Buffer.from('Dear Sir or Madam'),
    'empty.tar': Buffer.alloc(0),
  };
  const target = await emptyHouse();
  for (const [name, content] of Object.entries(bad)) {
    await writeFile(join(folder, name), content);
    await expect(into(target, join(folder, name)), name).rejects.toThrow('is not a whole backup');
  }
  expect(await nothingIn(target)).toBe(true);
});

test('a backup of a newer version is refused', async () => {
  await sql`insert into migrations (name) values ('9999_from_the_future.sql')`.execute(house.db);
  await backUp(planFor('newer.tar'));
  await sql`delete from migrations where name = '9999_from_the_future.sql'`.execute(house.db);
  await expect(into(await emptyHouse(), join(folder, 'newer.tar'))).rejects.toThrow('newer version of Kept');
});

test('a backup of an older version is brought to this one', async () => {
  const older = await emptyHouse();
  const names = await migrationNames();
  const client = new pg.Client({ connectionString: older.connectionString });
  await client.connect();
  await client.query('drop schema public cascade; create schema public; drop schema graphile_worker cascade');
  await runMigrations(client, names.slice(0, -1));
  await client.query(
    "insert into company (name, time_zone, language, set_up_at) values ('Older & Wiser', 'UTC', 'en', now())",
  );
  await client.end();
  await backUp({ ...planFor('older.tar'), connectionString: older.connectionString });
  const target = await emptyHouse();
  await into(target, join(folder, 'older.tar'));
  const done = await target.db.selectFrom('migrations').select('name').execute();
  expect(done.map(({ name }) => name).toSorted()).toEqual(names);
  expect(await target.db.selectFrom('company').select('name').execute()).toEqual([{ name: 'Older & Wiser' }]);
  expect(Object.keys(await contentsOf(target))).toEqual(Object.keys(await contentsOf(house)));
});

test('a restore that fails half-way has not happened', async () => {
  const target = await emptyHouse();
  const store = target.system().files;
  let put = 0;
  const failing = {
    ...store,
    put: (...args: Parameters<typeof store.put>) => {
      put += 1;
      if (put === 5) throw new Error('the disk is full');
      return store.put(...args);
    },
  };
  const from = join(folder, 'ours.tar.gz');
  await expect(
    restore({ connectionString: target.connectionString, files: failing, from, progress: () => undefined }),
  ).rejects.toThrow('the disk is full');
  await into(target, from);
  expect(await nothingIn(target)).toBe(false);
});

test('a file that is missing on disk does not stop a backup, and is named', async () => {
  const { files } = await backUp({
    ...planFor('missing.tar'),
    files: openFileStore(undefined, join(folder, 'no-files')),
  });
  expect(files.count).toBe(0);
  expect(files.missing).toHaveLength(12);
  await into(await emptyHouse(), join(folder, 'missing.tar'));
});

test('a backup never overwrites, holds no secret unless asked, and leaves no half file behind', async () => {
  await expect(backUp(planFor('ours.tar.gz'))).rejects.toThrow('already there');
  const plain = await readFile(join(folder, 'newer.tar'));
  expect(plain.includes(house.system().secret)).toBe(false);
  await backUp({ ...planFor('secret.tar'), withSecret: true });
  expect((await into(await emptyHouse(), join(folder, 'secret.tar'))).secret).toBe(house.system().secret);
  await expect(
    backUp({ ...planFor('other.tar'), connectionString: house.connectionString.replace(/test_/, 'gone_') }),
  ).rejects.toThrow('gone_');
  await expect(stat(join(folder, 'other.tar.partial'))).rejects.toThrow('ENOENT');
});
