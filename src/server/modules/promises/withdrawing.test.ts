import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { makePromise } from './making.ts';
import { listPromises, readPromise } from './reading.ts';
import { restorePromise } from './restoring.ts';
import { clockOf, eventsOf, type Fixture, furnish, hour, minute } from './testing/ledger-fixture.ts';
import { tickPromises } from './ticking.ts';
import { withdrawPromise } from './withdrawing.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
let customerId: string;
let fixture: Fixture;
beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-20T08:00:00Z'));
  fixture = await furnish(house);
  customerId = fixture.customerId;
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

test('what was taken back is put back within minutes with the hour it had, and the customer sees it again', async () => {
  const id = await promise('the sample by post', 'personal');
  const { dueAt } = await readPromise(house.as(tom), id);
  await withdrawPromise(house.as(tom), id, { because: 'mistake', reason: 'Wrong customer' });
  expect((await readPromise(house.as(tom), id)).moves).toEqual(['restore']);
  house.setClock(10 * minute);
  await restorePromise(house.as(tom), id);
  const back = await readPromise(house.as(tom), id);
  expect(back).toMatchObject({ state: 'open', dueAt, endedAt: null, endReason: null, customerSees: { state: 'open' } });
  expect(back.history.map(({ fact }) => fact)).toEqual(['made', 'withdrawn', 'restored']);
  expect(await eventsOf(house, id)).toEqual(['promises.made', 'promises.withdrawn', 'promises.reopened']);
  await expect(restorePromise(house.as(tom), id)).rejects.toMatchObject({ code: 'promise_not_taken_back' });
  // it breaks at its hour like any other
  house.setClock(49 * hour);
  await tickPromises(house.system());
  expect(await readPromise(house.as(tom), id)).toMatchObject({ state: 'broken', brokeInSilence: true });
});

test('it is put back no later than a quarter of an hour after, and never past its hour', async () => {
  const late = await promise('the colour chart', 'personal');
  await withdrawPromise(house.as(tom), late, { because: 'released' });
  house.setClock(16 * minute);
  expect((await readPromise(house.as(tom), late)).moves).toEqual([]);
  await expect(restorePromise(house.as(tom), late)).rejects.toMatchObject({ code: 'restoring_too_late' });
  const soon = await makePromise(house.as(tom), { what: 'a call', customerId, minutes: 5 });
  await withdrawPromise(house.as(tom), soon, { because: 'released' });
  const due = (await readPromise(house.as(tom), soon)).dueAt!;
  house.setClock(new Date(due));
  await expect(restorePromise(house.as(tom), soon)).rejects.toMatchObject({ code: 'promise_past_due' });
});

test('taking back and putting back wins no time on a clock, and gives way to the promise that took its place', async () => {
  house.setClock(new Date('2026-04-20T08:00:00Z'));
  const caseId = await fixture.openCase({ priority: 'low' });
  await fixture.settle();
  const first = await clockOf(house, caseId, 'first-response');
  for (let turn = 0; turn < 3; turn += 1) {
    await withdrawPromise(house.as(tom), first.id, { because: 'released' });
    house.setClock(14 * minute);
    await restorePromise(house.as(tom), first.id);
  }
  expect((await clockOf(house, caseId, 'first-response')).due_at).toEqual(first.due_at);
  await withdrawPromise(house.as(tom), first.id, { because: 'released' });
  await fixture.customerWrites(caseId);
  await fixture.settle();
  await expect(restorePromise(house.as(tom), first.id)).rejects.toMatchObject({ code: 'clock-runs-again' });
});

test('a case that waits meanwhile is heeded: the clock that comes back stands still', async () => {
  house.setClock(new Date('2026-04-21T08:00:00Z'));
  const caseId = await fixture.openCase();
  await fixture.settle();
  const resolution = await clockOf(house, caseId, 'resolution');
  await withdrawPromise(house.as(tom), resolution.id, { because: 'released' });
  await fixture.change(caseId, { state: 'waiting' });
  await house.db.updateTable('cases').set({ state: 'waiting' }).where('id', '=', caseId).execute();
  await fixture.settle();
  await restorePromise(house.as(tom), resolution.id);
  expect(await clockOf(house, caseId, 'resolution')).toMatchObject({ state: 'open', paused: true });
});
