import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { makePromise } from './making.ts';
import { listPromises, readPromise } from './reading.ts';
import { furnish, hour } from './testing/ledger-fixture.ts';
import { withdrawPromise } from './withdrawing.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
let customerId: string;
beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-20T08:00:00Z'));
  ({ customerId } = await furnish(house));
  tom = await house.staff('agent', 'Tom');
});
afterAll(() => house.close());

const promise = (what: string, kind: 'personal' | 'internal') =>
  makePromise(house.as(tom), { what, kind, customerId, dueAt: new Date(+house.now() + 48 * hour).toISOString() });

test('what is taken back says whether it was a mistake or the customer let us off, keeps the sentence given, and is gone from his page', async () => {
  const id = await promise('the day of the worktop', 'personal');
  expect(await readPromise(house.as(tom), id)).toMatchObject({
    moves: expect.arrayContaining(['withdraw']),
    customerSees: { state: 'open' },
  });
  await withdrawPromise(house.as(tom), id, { because: 'released', reason: 'He found another shop.' });
  const { state, history, moves, customerSees } = await readPromise(house.as(tom), id);
  expect(state).toBe('withdrawn');
  expect(history.at(-1)).toMatchObject({
    fact: 'withdrawn',
    by: { id: tom.id, name: 'Tom' },
    reason: 'released',
    values: { note: 'He found another shop.' },
  });
  expect(moves).not.toContain('withdraw');
  expect(customerSees).toBeNull();
});

test('what is owed to a customer and what is owed within the house are listed apart', async () => {
  const owed = await promise('a call on Friday', 'personal');
  const inside = await promise('ring him up again', 'internal');
  const ids = async (to: 'customer' | 'house') =>
    (await listPromises(house.as(tom), { customer: customerId, state: 'open', owed: to })).items.map(({ id }) => id);
  expect(await ids('customer')).toEqual([owed]);
  expect(await ids('house')).toEqual([inside]);
});
