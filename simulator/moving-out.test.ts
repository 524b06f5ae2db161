import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../src/server/context.ts';
import { listExports, startExport, workOnExport } from '../src/server/modules/moving/exports.ts';
import { loadArchive } from '../src/server/modules/moving/reading-archive.ts';
import { readLeaving } from '../src/server/modules/moving/tables.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import { openTestHouse, type TestHouse } from '../src/server/testing/house.ts';
import { liveHalfYear } from './half-year.ts';

let house: TestHouse;
let empty: TestHouse;
const until = new Date('2026-03-27T17:00:00Z');

beforeAll(async () => {
  house = await openTestHouse(until);
  await liveHalfYear(
    { context: (actor: Actor) => house.as(actor) },
    { until, days: 12, casesPerDay: 4, customers: 20, seed: 5 },
  );
  await house.settle(subscriptions);
  empty = await openTestHouse(until);
}, 240_000);
afterAll(async () => {
  await house.close();
  await empty.close();
});

const sums = async (one: TestHouse) => {
  const found: Record<string, string> = {};
  for (const { name, columns } of await readLeaving(one.db)) {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(line, E'\n' order by line)), '') as sum
      from (select row_to_json(r)::text as line from (select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)}) r) lines
    `.execute(one.db);
    found[name] = rows[0]!.sum;
  }
  return found;
};

test('what is taken out makes an empty Kept the same desk, and nobody reads the past again', async () => {
  const admin = await house.staff('admin', 'Ines');
  const begun = await startExport(house.as(admin));
  await workOnExport(house.system(), begun.id);
  const [done] = (await listExports(house.as(admin), {})).items;
  expect(done).toMatchObject({ state: 'done', error: null });
  const archive = (await house.system().files.open(done!.sha256!))!;
  const before = await sums(house);
  await loadArchive(
    empty.system(),
    archive as unknown as AsyncIterable<Buffer>,
    subscriptions.map(({ name }) => name),
  );
  const after = await sums(empty);
  // the log of the new house goes on with its own first line, the old one's with that the archive is done
  delete before['events'];
  delete after['events'];
  expect(after).toEqual(before);
  const counts = (one: TestHouse) =>
    sql<{ n: number }>`select count(*)::int as n from events where type not like 'moving.%'`.execute(one.db);
  expect((await counts(empty)).rows[0]!.n).toBe((await counts(house)).rows[0]!.n);
  await empty.settle(subscriptions);
  expect(await sums(empty)).toMatchObject({
    moments: before['moments'],
    promises: before['promises'],
    outbox: before['outbox'],
    case_days: before['case_days'],
  });
});

test('no password, key or session leaves', async () => {
  const names = (await readLeaving(house.db)).map(({ name }) => name);
  for (const name of ['accounts', 'sessions', 'api_keys', 'two_factors', 'verifications', 'imports'])
    expect(names).not.toContain(name);
  const columns = (await readLeaving(house.db)).flatMap(({ name, columns: all }) =>
    all.map((column) => `${name}.${column}`),
  );
  expect(columns.filter((column) => /password|secret|token/.test(column))).toEqual(['invitations.token_hash']);
});

test('an archive that is not whole is refused, and so is a house that is not empty', async () => {
  const [done] = (await listExports(house.system(), {})).items;
  const archive = (await house.system().files.open(done!.sha256!))! as unknown as AsyncIterable<Buffer>;
  await expect(loadArchive(empty.system(), archive, [])).rejects.toThrow('not empty');
  const other = await openTestHouse(until);
  try {
    const whole: Buffer[] = [];
    for await (const chunk of (await house.system().files.open(done!.sha256!))!) whole.push(chunk as Buffer);
    const bytes = Buffer.concat(whole);
    const at = bytes.indexOf('"subject":"');
    bytes[at + 12] = bytes[at + 12] === 0x78 ? 0x79 : 0x78;
    await expect(loadArchive(other.system(), Readable.from([bytes]) as AsyncIterable<Buffer>, [])).rejects.toThrow(
      'damaged',
    );
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from customers`.execute(other.db);
    expect(rows[0]!.n).toBe(0);
  } finally {
    await other.close();
  }
});

test('the archive opens with any tar and names its tables', async () => {
  const [done] = (await listExports(house.system(), {})).items;
  const names: string[] = [];
  const members = extract();
  (await house.system().files.open(done!.sha256!))!.pipe(members);
  for await (const member of members) {
    names.push(member.header.name);
    member.resume();
  }
  expect(names[0]).toBe('about.json');
  expect(names.at(-1)).toBe('manifest.json');
  expect(names).toContain('cases.jsonl');
});
