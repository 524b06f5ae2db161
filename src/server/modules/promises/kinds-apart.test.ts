import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { readKeptRate } from './kept-rate.ts';
import { listRegister, readRegisterFigures } from './register.ts';
import { furnish, hour } from './testing/ledger-fixture.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
let customerId: string;

/** Of each kind, how many were kept and how many broken. */
const planted = { policy: [8, 2], personal: [3, 1], internal: [0, 7], estimate: [1, 9] } as const;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-20T08:00:00Z'));
  ({ customerId } = await furnish(house));
  tom = await house.staff('agent', 'Tom');
  const due = new Date(+house.now() - 24 * hour);
  const rows = Object.entries(planted).flatMap(([kind, [kept, broken]]) =>
    Array.from({ length: kept + broken }, (_, place) => ({
      id: newId(), kind, what: 'Planted', customer_id: customerId, keeper_id: tom.id, made_at: new Date(+due - 24 * hour), due_at: due,
      first_due_at: due, state: place < kept ? 'kept' : 'broken', broke_in_silence: place >= kept, ended_at: due, end_reason: 'planted', pause_in: [],
    })),
  ); // prettier-ignore
  await house.db.insertInto('promises').values(rows).execute();
});
afterAll(() => house.close());

test('the kept rate counts what is owed to customers, and every kind stands by itself', async () => {
  const { everyone, own } = await readKeptRate(house.as(tom), {});
  for (const figures of [everyone, own])
    expect(figures).toMatchObject({
      all: { k: 11, n: 14 },
      policy: { k: 8, n: 10 },
      personal: { k: 3, n: 4 },
      internal: { k: 0, n: 7 },
      estimate: { k: 1, n: 10 },
    });
});

test('the register sums what is owed to customers, apart in every line and with a chart for each kind', async () => {
  const figures = await readRegisterFigures(house.as(tom), {});
  expect(figures.all).toMatchObject({ k: 11, n: 14 });
  expect(figures.own).toMatchObject({ k: 11, n: 14 });
  expect(figures.byKind.map(({ name, kept }) => [name, kept.k, kept.n]).toSorted()).toEqual([
    ['estimate', 1, 10],
    ['internal', 0, 7],
    ['personal', 3, 4],
    ['policy', 8, 10],
  ]);
  expect(figures.byCustomer[0]).toMatchObject({
    kept: { k: 11, n: 14 },
    policy: { k: 8, n: 10 },
    personal: { k: 3, n: 4 },
  });
  const drawn = (chart: (typeof figures)['chart']) => chart.points.reduce((sum, { n }) => sum + n, 0);
  expect(drawn(figures.chart)).toBe(14);
  expect(Object.fromEntries(figures.charts.map(({ kind, chart }) => [kind, drawn(chart)]))).toEqual({
    policy: 10,
    personal: 4,
    internal: 7,
    estimate: 10,
  });
  const internal = await readRegisterFigures(house.as(tom), { kind: 'internal' });
  expect([internal.all.n, drawn(internal.chart)]).toEqual([7, 7]);
  expect((await listRegister(house.as(tom), { kind: 'estimate' })).items).toHaveLength(10);
});

test('whoever leads reads a colleague’s promises one by one, and nobody but himself his share', async () => {
  const lead = await house.staff('lead', 'Lea');
  expect((await listRegister(house.as(lead), { keeper: tom.id, kind: 'policy' })).items).toHaveLength(10);
  await expect(readRegisterFigures(house.as(lead), { keeper: tom.id })).rejects.toMatchObject({
    kind: 'forbidden',
    code: 'share-not-yours',
  });
  for (const keeper of ['me', tom.id])
    expect((await readRegisterFigures(house.as(tom), { keeper })).all).toMatchObject({ k: 11, n: 14 });
  expect((await readRegisterFigures(house.as(lead), { keeper: 'me' })).all.n).toBe(0);
  expect((await readRegisterFigures(house.as(lead), { keeper: 'nobody' })).all.n).toBe(0);
});
