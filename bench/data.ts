import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { makeLoad } from '../simulator/load.ts';
import { readEnv } from '../src/server/env.ts';
import { type House, openHouse } from '../src/server/house.ts';
import { drain } from '../src/server/store/draining.ts';
import { keepPromise, tickPromises } from '../src/server/modules/promises/index.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import { multiply } from './multiplying.ts';
import { settle } from './settling.ts';

/** So many cases are played through the real verbs; the larger folders are multiples of it. */
const played = 2000;
const root = process.env['KEPT_BENCH_DIR'] ?? '/tmp/kept-bench';

/**
 * A data folder with so many cases, about 3.5 messages to each, 4 of 100 of them open. Made once (minutes) and kept; what is answered
 * is a copy that the bench may write to. Another version of the tables makes other folders.
 * @param cases a multiple of 2000
 */
export async function dataFolder(cases: number, progress: (line: string) => void): Promise<string> {
  await mkdir(root, { recursive: true, mode: 0o711 });
  const version = await versionOfTables();
  const base = join(root, `${version}-${played}`);
  const kept = join(root, `${version}-${cases}`);
  await once(base, async (folder) => {
    progress(`playing ${played} cases through the real verbs`);
    await inHouse(folder, async (house) => {
      await play(house, progress);
      // before it is copied: what is copied has then been worked on, too
      await settle(house, progress);
    });
  });
  await once(kept, async (folder) => {
    progress(`making ${cases} cases of ${played}`);
    await copyFolder(base, folder);
    await inHouse(folder, async (house) => {
      const client = new pg.Client({ connectionString: house.connectionString });
      // when the work fails the house is closed under this connection; the failure is what is told, not that
      client.on('error', () => undefined);
      await client.connect();
      await multiply(client, cases / played, progress);
      await settle(house, progress);
      await client.query('vacuum analyze');
      await client.end();
    });
  });
  const used = join(root, `run-${cases}`);
  progress(`copying the folder of ${cases} cases`);
  await copyFolder(kept, used);
  return used;
}

/** Opens the house on a data folder, does the work and closes it. */
export async function inHouse<T>(folder: string, work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(
    readEnv({ KEPT_DATA_DIR: folder, KEPT_SMTP_PORT: '0', LOG_LEVEL: 'error', KEPT_SECRET: '0'.repeat(32) }),
    { hurry: true },
  );
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

/**
 * Plays the cases and brings the house to rest: mails count as sent, nobody is still to be asked. What is promised in open cases is
 * moved to months ahead, so that nothing falls due while something else is measured.
 */
async function play(house: House, progress: (line: string) => void): Promise<void> {
  await makeLoad(house, {
    cases: played,
    seed: 20_260,
    lanes: 6,
    progress: (done, of) => {
      if (done % 250 === 0) progress(`${done} of ${of}`);
    },
  });
  const system = () => house.context({ kind: 'system', name: 'bench' });
  await house.pool.query(`
    update outbox set state = 'sent', sent_at = queued_at, next_attempt_at = null, attempts = 1;
    update cases set acknowledge_at = null;
    delete from asks_due;
    delete from graphile_worker._private_jobs;
    update promises p set due_at = later, next_at = later
      from (select id, now() + interval '60 days' + (row_number() over (order by made_at)) * interval '1 hour' as later from promises
        where state = 'open' and next_at is not null and case_id in (select id from cases where state <> 'closed')) l where l.id = p.id;
    update cases k set next_promise_at = p.due_at from promises p where p.id = k.next_promise_id and p.state = 'open'`);
  // what was promised by word in cases that are closed has been done
  const done = await house.pool.query<{ id: string; due_at: Date }>(
    `select p.id, p.due_at from promises p join cases k on k.id = p.case_id
     where p.state = 'open' and p.kind = 'personal' and k.state = 'closed' and p.due_at is not null order by p.due_at`,
  );
  for (const { id, due_at: due } of done.rows) await keepPromise({ ...system(), now: new Date(+due - 60_000) }, id);
  await drain(system(), subscriptions);
  await tickPromises(system());
  await drain(system(), subscriptions);
  await house.pool.query('delete from asks_due; delete from graphile_worker._private_jobs');
}

/** The owner goes with it: the database may belong to a user of its own. */
async function copyFolder(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await promisify(execFile)('cp', ['-a', from, to]);
}

/** Makes a folder unless it is there; half-made ones are thrown away. */
async function once(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true, mode: 0o711 });
  // the same secret everywhere: signed addresses in the mails stay right
  await writeFile(join(making, 'secret'), '0'.repeat(32), { mode: 0o600 });
  await make(making);
  await rename(making, folder);
}

async function versionOfTables(): Promise<string> {
  const folder = join(import.meta.dirname, '../src/server/store/migrations');
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 8);
}
