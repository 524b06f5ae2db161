import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { clockOf, eventsOf, type Fixture, furnish, hour } from './testing/ledger-fixture.ts';
import { makePromise } from './making.ts';
import { nextTickAt, tickPromises } from './ticking.ts';

let house: TestHouse;
let fixture: Fixture;
let dele: Extract<Actor, { kind: 'staff' }>;
const monday = new Date('2026-03-23T08:00:00Z');

beforeAll(async () => {
  house = await openTestHouse(monday);
  fixture = await furnish(house);
  dele = await house.staff('agent', 'Dele Adeyemi');
});
beforeEach(async () => {
  house.setClock(monday);
  await house.db.deleteFrom('promise_facts').execute();
  await house.db.deleteFrom('promises').execute();
});
afterAll(() => house.close());

const make = (dueAt: string) => makePromise(house.as(dele), { what: 'Call', customerId: fixture.customerId, dueAt });
const count = async (type: string) =>
  (
    await house.db
      .selectFrom('events')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('type', '=', type)
      .executeTakeFirstOrThrow()
  ).n;

describe('the tick', () => {
  it('warns at 50, 75 and 90 per cent, marks the risk and breaks, each at its own moment', async () => {
    const caseId = await fixture.openCase();
    await fixture.settle();
    const { id } = await clockOf(house, caseId, 'first-response');
    const seen: [string, string][] = [];
    for (
      let next = await nextTickAt(house.system());
      next !== null && next < new Date('2026-03-23T13:00:00Z');
      next = await nextTickAt(house.system())
    ) {
      house.setClock(next);
      const before = (await eventsOf(house, id)).length;
      await tickPromises(house.system());
      for (const type of (await eventsOf(house, id)).slice(before)) seen.push([next.toISOString().slice(11, 19), type]);
    }
    expect(seen).toEqual([
      ['10:00:00', 'promises.warned'],
      ['11:00:00', 'promises.warned'],
      ['11:00:00', 'promises.at-risk'],
      ['12:06:00', 'promises.warned'],
      ['12:30:00', 'promises.broken'],
    ]);
  });

  it('after a stopped clock it says one thing per promise, not all it slept through', async () => {
    const id = await make('2026-03-23T15:00:00Z');
    house.setClock(new Date('2026-03-24T15:00:00Z'));
    expect(await tickPromises(house.system())).toEqual({ looked: 1, broken: 1 });
    expect(await eventsOf(house, id)).toEqual(['promises.made', 'promises.broken']);
    expect(await tickPromises(house.system())).toEqual({ looked: 0, broken: 0 });
  });

  it('catches up in the order of time', async () => {
    const late = await make('2026-03-23T15:00:00Z');
    const early = await make('2026-03-23T10:00:00Z');
    house.setClock(10 * hour);
    await tickPromises(house.system());
    const rows = await house.db
      .selectFrom('events')
      .select('subject_id')
      .where('type', '=', 'promises.broken')
      .where('subject_id', 'in', [late, early])
      .orderBy('id')
      .execute();
    expect(rows.map(({ subject_id }) => subject_id)).toEqual([early, late]);
  });

  it('two nodes at once break each promise once', async () => {
    const ids = [];
    for (let index = 0; index < 30; index += 1) ids.push(await make('2026-03-23T15:00:00Z'));
    house.setClock(10 * hour);
    const before = await count('promises.broken');
    const ticks = await Promise.all([1, 2, 3].map(() => tickPromises(house.system())));
    expect(ticks.reduce((sum, { broken }) => sum + broken, 0)).toBe(30);
    expect((await count('promises.broken')) - before).toBe(30);
    expect(await count('promises.broken-in-bulk')).toBe(0);
  });

  it('many that broke at once are one alert, and every one is still in the log', async () => {
    for (let index = 0; index < 60; index += 1) await make('2026-03-23T15:00:00Z');
    house.setClock(10 * hour);
    const before = await count('promises.broken');
    await tickPromises(house.system());
    expect((await count('promises.broken')) - before).toBe(60);
    const bulk = await house.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'promises.broken-in-bulk')
      .execute();
    expect(bulk.map(({ data }) => data.count)).toEqual([60]);
    const quiet = await house.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'promises.broken')
      .orderBy('id', 'desc')
      .limit(60)
      .execute();
    expect(quiet.every(({ data }) => data.quiet === true)).toBe(true);
  });

  it('a node that joins in the middle tells of the rest with the others, and one of them says how many there were', async () => {
    for (let index = 0; index < 90; index += 1) await make('2026-03-23T15:00:00Z');
    const { rows } = await sql<{ id: string }>`select id from promises order by id limit 30`.execute(house.db);
    house.setClock(10 * hour);
    const bulkBefore = await count('promises.broken-in-bulk');
    // thirty are in the hands of another node, while this one does all that is left
    await house.db.transaction().execute(async (trx) => {
      await sql`select 1 from promises where id = any(${rows.map(({ id }) => id)}::uuid[]) for update`.execute(trx);
      expect(await tickPromises(house.system())).toEqual({ looked: 60, broken: 60 });
    });
    // nothing is told yet: it goes on
    expect(await count('promises.broken-in-bulk')).toBe(bulkBefore);
    house.setClock(5000);
    // one that broke after the standstill is none of it
    const later = await make(new Date(+house.now() + 1000).toISOString());
    house.setClock(2000);
    const ticks = await Promise.all([1, 2].map(() => tickPromises(house.system())));
    expect(ticks.reduce((sum, { broken }) => sum + broken, 0)).toBe(31);
    const told = await house.db
      .selectFrom('events')
      .select(['subject_id', 'data'])
      .where('type', '=', 'promises.broken')
      .orderBy('id', 'desc')
      .limit(91)
      .execute();
    expect(told.filter(({ data }) => data.quiet !== true).map(({ subject_id }) => subject_id)).toEqual([later]);
    const bulk = await house.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'promises.broken-in-bulk')
      .orderBy('id', 'desc')
      .execute();
    expect([bulk.length - bulkBefore, bulk[0]!.data.count]).toEqual([1, 90]);
  });

  it('touches only what is due, however many promises are open', async () => {
    await sql`insert into promises (id, kind, what, customer_id, made_at, due_at, state, next_at)
      select md5('p' || i)::uuid, 'personal', 'Call', ${fixture.customerId}, ${monday}, ${monday}::timestamptz + i * interval '1 minute', 'open',
        ${monday}::timestamptz + i * interval '1 minute' from generate_series(1, 50000) i`.execute(house.db);
    await sql`analyze promises`.execute(house.db);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select id from promises where state = 'open'
      and next_at is not null and next_at <= ${monday} order by next_at limit 200 for no key update skip locked`.execute(
      house.db,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join(' ');
    expect(plan).toContain('Index Scan using promises_to_tick');
    expect(plan).not.toContain('Sort');
  });
});
