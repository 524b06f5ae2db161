import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transact, type WritingContext } from '../context.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { record } from './events.ts';
import { newId } from './identity.ts';
import { drain, replay } from './draining.ts';
import { registerSubscriptions, type Subscription, takeBatch } from './subscriptions.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  // what the subscription under test derives: the order in which it saw things
  await sql`create table seen (position bigint generated always as identity, event_id bigint unique, n int)`.execute(
    house.db,
  );
});
afterAll(() => house.close());
beforeEach(async () => {
  await sql`truncate events, subscription_failures, seen restart identity cascade`.execute(house.db);
  await sql`delete from subscriptions`.execute(house.db);
});

const ledger: Subscription = {
  name: 'ledger',
  types: ['tests.*'],
  reset: async (ctx) => void (await sql`truncate seen restart identity`.execute(ctx.trx)),
  handle: async (ctx, events) => {
    for (const event of events)
      await sql`insert into seen (event_id, n) values (${event.id}, ${event.data['n']})`.execute(ctx.trx);
  },
};

const seen = async () =>
  (await sql<{ n: number; event_id: number }>`select n, event_id from seen order by position`.execute(house.db)).rows;

function write(n: number, inBetween: (ctx: WritingContext) => Promise<void> = async () => undefined): Promise<void> {
  return transact(house.system(), async (ctx) => {
    await record(ctx, 'tests.wrote', newId(), { n });
    await inBetween(ctx);
  });
}

describe('subscriptions', () => {
  test('an event whose transaction is still open is not overtaken by later ones', async () => {
    await registerSubscriptions(house.system(), [ledger]);
    const begun = Promise.withResolvers<void>();
    const { promise: held, resolve: finish } = Promise.withResolvers<void>();
    const slow = write(1, () => {
      begun.resolve();
      return held;
    });
    await begun.promise;
    await write(2);
    await drain(house.system(), [ledger]);
    expect(await seen()).toEqual([]);
    finish();
    await slow;
    await house.settle([ledger]);
    expect((await seen()).map((row) => row.n)).toEqual([1, 2]);
  });

  test('under concurrent writers and two readers each event has its effect exactly once, and a replay gives the same state', async () => {
    await registerSubscriptions(house.system(), [ledger]);
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let turn = 0; turn < 40; turn++)
        await write(writer * 100 + turn, () => new Promise((done) => setTimeout(done, (turn * 7 + writer) % 4)));
    });
    let writing = true;
    const readers = [0, 1].map(async () => {
      while (writing) {
        await takeBatch(house.system(), ledger);
        await new Promise((done) => setTimeout(done, 1));
      }
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(readers);
    await house.settle([ledger]);
    const live = await seen();
    expect(live).toHaveLength(240);
    expect(new Set(live.map((row) => row.event_id)).size).toBe(240);
    await replay(house.system(), ledger);
    await house.settle([ledger]);
    expect(await seen()).toEqual(live);
  });

  test('events that are not for a reader are passed all at once, and none that is for him is', async () => {
    const other: Subscription = { name: 'other', types: ['others.*'], handle: async () => undefined };
    await registerSubscriptions(house.system(), [ledger, other]);
    for (let n = 0; n < 700; n++)
      await transact(house.system(), (ctx) =>
        record(ctx, n % 350 === 349 ? 'tests.wrote' : 'others.happened', null, { n }),
      );
    await house.settle([ledger, other]);
    expect((await seen()).map((row) => row.n)).toEqual([349, 699]);
    const last = await sql<{ id: number }>`select max(id) as id from events`.execute(house.db);
    const checkpoints = await house.db.selectFrom('subscriptions').select('event_id').execute();
    expect(checkpoints.every((one) => one.event_id === last.rows[0]!.id)).toBe(true);
  });

  test('effects and checkpoint are one: a reader that dies in the middle leaves nothing half done', async () => {
    const dying: Subscription = {
      ...ledger,
      handle: async (ctx, events) => {
        await ledger.handle(ctx, events);
        // what a kill -9 of this node looks like to PostgreSQL: the connection is gone
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.trx);
      },
    };
    await registerSubscriptions(house.system(), [dying]);
    await write(1);
    // somebody else's transaction on the same server may hold the event back for a moment: then nothing is handed over
    const taking = async () => {
      for (let turn = 0; turn < 4000; turn++) {
        await takeBatch(house.system(), dying);
        await pause(5);
      }
    };
    await expect(taking()).rejects.toThrow();
    expect(await seen()).toEqual([]);
    await house.settle([ledger]);
    expect((await seen()).map((row) => row.n)).toEqual([1]);
  });

  test('one bad event is set aside with its error and does not stop the others', async () => {
    const picky: Subscription = {
      ...ledger,
      handle: async (ctx, events) => {
        if (events.some((event) => event.data['n'] === 2)) throw new Error('two is not liked');
        await ledger.handle(ctx, events);
      },
    };
    await registerSubscriptions(house.system(), [picky]);
    for (const n of [1, 2, 3]) await write(n);
    await expect(house.settle([picky])).rejects.toThrow('two is not liked');
    expect((await seen()).map((row) => row.n)).toEqual([1, 3]);
    const failures = await house.db
      .selectFrom('subscription_failures')
      .select(['subscription', 'error', 'set_aside'])
      .execute();
    expect(failures).toEqual([
      { subscription: 'ledger', error: expect.stringContaining('two is not liked'), set_aside: true },
    ]);
  });

  test('the log itself is told at commit: a listener hears type and subject', async () => {
    const { listenTo } = await import('./listening.ts');
    const heard: string[] = [];
    const listening = await listenTo(house.connectionString, 'kept_live', () => undefined);
    listening.add((payload) => heard.push(payload));
    const id = newId();
    await transact(house.system(), (ctx) => record(ctx, 'tests.wrote', id, { n: 1 }));
    await expect.poll(() => heard).toEqual([JSON.stringify({ type: 'tests.wrote', id })]);
    await listening.close();
  });
});
