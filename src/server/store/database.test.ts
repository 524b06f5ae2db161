import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { type Database, openDatabase, openPool } from './database.ts';

let house: TestHouse;
let db: Database;

beforeAll(async () => {
  house = await openTestHouse();
  await sql`create table kept_twice (n int)`.execute(house.db);
  // one connection, so that it is known which one is cut
  db = openDatabase(openPool(house.connectionString, 1));
});
afterAll(async () => {
  await db.destroy();
  await house.close();
});

const twice = (first: number, second: unknown) =>
  db.transaction().execute(async (trx) => {
    await sql`insert into kept_twice values (${first})`.execute(trx);
    await sql`insert into kept_twice values (${second})`.execute(trx);
  });
const kept = async () =>
  (await sql<{ n: number }>`select n from kept_twice order by n`.execute(house.db)).rows.map(({ n }) => n);

/** The process that answers us; that the one before was cut may be heard of only now, and the pool goes on with another. */
async function wholeConnection(): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]!.pid;
    } catch (error) {
      if (attempt === 100) throw error;
    }
  }
}

test('a transaction that does not wait to hear that it began is one all the same: whole, or not at all', async () => {
  await twice(1, 2);
  await expect(twice(3, 'no number')).rejects.toThrow(/integer/);
  await expect(
    db.transaction().execute(async () => {
      throw new Error('before its first statement');
    }),
  ).rejects.toThrow('before its first statement');
  await twice(4, 5);
  expect(await kept()).toEqual([1, 2, 4, 5]);
});

test('on a connection that is cut under it nothing is written outside of a transaction', async () => {
  for (let round = 0; round < 20; round++) {
    const pid = await wholeConnection();
    const cut = sql`select pg_terminate_backend(${pid})`.execute(house.db);
    // meanwhile: the cut falls before, between or behind its statements
    await twice(100 + 2 * round, 101 + 2 * round).catch(() => undefined);
    await cut;
  }
  const numbers = (await kept()).filter((n) => n >= 100);
  const rounds = new Set(numbers.map((n) => Math.floor(n / 2)));
  expect(numbers).toHaveLength(2 * rounds.size);
  await wholeConnection();
  await twice(1000, 1001);
  expect(await kept()).toContain(1001);
});
