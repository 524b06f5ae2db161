import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import {
  changeCase,
  closeCase,
  mergeCase,
  mergeCases,
  openCase,
  reopenCase,
  replyToCase,
  snoozeCase,
  unmergeCase,
  unmergeCases,
  writeToMyCase,
} from '../cases/index.ts';
import { acceptPromise, listNextForCustomer, listPromisesForCustomer } from './accepting.ts';
import { keepPromise } from './keeping.ts';
import { makePromise } from './making.ts';
import { renegotiatePromise } from './renegotiating.ts';
import { clockOf, type Fixture, furnish, hour, promisesOf } from './testing/ledger-fixture.ts';

let house: TestHouse;
let fixture: Fixture;
let dele: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-23T08:00:00Z'));
  fixture = await furnish(house);
  dele = await house.staff('agent', 'Dele Adeyemi');
});
beforeEach(() => house.setClock(new Date('2026-03-23T08:00:00Z')));
afterAll(() => house.close());

const as = () => house.as(dele);
const opened = async () => {
  const { caseId } = await openCase(as(), {
    customerId: fixture.customerId,
    subject: 'Damp gable',
    text: 'Is lime better?',
  });
  await fixture.settle();
  return caseId;
};
const revisionOf = async (caseId: string) =>
  (await house.db.selectFrom('cases').select('revision').where('id', '=', caseId).executeTakeFirstOrThrow()).revision;

it('an answer through the desk keeps the first response, and waiting stops the resolution', async () => {
  const caseId = await opened();
  house.setClock(hour);
  await replyToCase(as(), caseId, {
    html: '<p>Lime, yes.</p>',
    revision: await revisionOf(caseId),
    stateAfter: 'waiting',
  });
  await fixture.settle();
  expect(await clockOf(house, caseId, 'first-response')).toMatchObject({ state: 'kept', keeper_id: dele.id });
  expect(await clockOf(house, caseId, 'resolution')).toMatchObject({ state: 'open', paused: true, keeper_id: dele.id });
  const shown = await house.db
    .selectFrom('cases')
    .select(['next_promise', 'next_promise_at'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  expect(shown).toEqual({ next_promise: 'resolution', next_promise_at: null });
});

it('closing and reopening through the desk lets the one resolution run on', async () => {
  const caseId = await opened();
  await replyToCase(as(), caseId, { html: '<p>Done.</p>', revision: await revisionOf(caseId), close: {} });
  await fixture.settle();
  expect(await clockOf(house, caseId, 'resolution')).toMatchObject({ state: 'kept', end_reason: 'closed' });
  house.setClock(hour);
  await reopenCase(as(), caseId, 'refuted');
  await fixture.settle();
  expect(
    (await promisesOf(house, caseId)).filter(({ clock, state }) => clock === 'resolution' && state === 'open'),
  ).toHaveLength(1);
  await closeCase(as(), caseId, {});
  await fixture.settle();
  expect(await clockOf(house, caseId, 'resolution')).toMatchObject({ state: 'kept' });
});

it('snoozing stops the clocks that the policy lets it stop', async () => {
  const caseId = await opened();
  await snoozeCase(as(), caseId, '2026-03-25T08:00:00Z');
  await fixture.settle();
  expect((await clockOf(house, caseId, 'resolution')).paused).toBe(true);
  expect((await clockOf(house, caseId, 'first-response')).paused).toBe(false);
});

it('merging through the desk moves what is promised, and taking it back loses and doubles nothing', async () => {
  const one = await opened();
  house.setClock(hour);
  const two = await opened();
  const running = async (caseId: string) =>
    (await promisesOf(house, caseId))
      .filter(({ state }) => state === 'open')
      .map(({ id, clock }) => ({ id, clock }))
      .sort((a, b) => a.id.localeCompare(b.id));
  const before = [await running(one), await running(two)];
  expect(before.map((list) => list.length)).toEqual([2, 2]);
  await mergeCase(as(), one, two);
  await fixture.settle();
  expect(await running(one)).toEqual([]);
  expect(await running(two)).toEqual(before[0]);
  await unmergeCase(as(), one);
  await fixture.settle();
  expect([await running(one), await running(two)]).toEqual(before);
  await mergeCase(as(), two, one);
  await fixture.settle();
  expect([await running(one), await running(two)]).toEqual([before[0], []]);
  await replyToCase(as(), one, { html: '<p>Both answered.</p>', revision: await revisionOf(one) });
  await fixture.settle();
  await unmergeCase(as(), two);
  await fixture.settle();
  expect((await running(two)).map(({ clock }) => clock)).toEqual(['resolution']);
  expect((await running(one)).map(({ clock }) => clock)).toEqual(['resolution']);
  const waits = await house.db.selectFrom('cases').select('waiting_since').where('id', 'in', [one, two]).execute();
  expect(waits.every(({ waiting_since }) => waiting_since === null)).toBe(true);
});

it('what is promised in a case that became part of another stands in that one, and a change of the old one starts no clock', async () => {
  const [one, two] = [await opened(), await opened()];
  await mergeCase(as(), one, two);
  await fixture.settle();
  const id = await makePromise(as(), {
    caseId: one,
    what: 'Send the sample',
    dueAt: new Date(+house.now() + 5 * hour).toISOString(),
  });
  expect((await promisesOf(house, two)).map((promise) => promise.id)).toContain(id);
  await changeCase(as(), one, { priority: 'urgent' });
  await fixture.settle();
  expect((await promisesOf(house, one)).filter(({ state }) => state === 'open')).toEqual([]);
});

it('a word stays given to the one it was given to, and he sees it, when his case becomes part of somebody else’s', async () => {
  const theirs = await opened();
  const { caseId: his } = await openCase(as(), {
    customer: { name: 'Ben Holm', email: 'ben@holm.example' },
    subject: 'The same gable',
    text: 'Damp here, too.',
  });
  const { customer_id: ben } = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('id', '=', his)
    .executeTakeFirstOrThrow();
  await fixture.settle();
  const id = await makePromise(as(), {
    caseId: his,
    what: 'Ring Ben',
    dueAt: new Date(+house.now() + 9 * hour).toISOString(),
  });
  await mergeCase(as(), his, theirs);
  await fixture.settle();
  expect((await promisesOf(house, theirs)).find((one) => one.id === id)).toMatchObject({
    customer_id: ben,
    state: 'open',
  });
  const seenBy = async (customerId: string, caseId: string) => {
    const customer = { kind: 'customer', id: customerId, name: 'x' } as const;
    return (await listPromisesForCustomer(house.as(customer), caseId)).map(({ what }) => what);
  };
  expect(await seenBy(ben, his)).toContain('Ring Ben');
  expect(await seenBy(fixture.customerId, theirs)).not.toContain('Ring Ben');
  const greta = house.as({ kind: 'customer', id: fixture.customerId, name: 'Greta Holm' });
  expect((await listNextForCustomer(greta, [theirs])).map(({ what }) => what)).not.toContain('Ring Ben');
  await acceptPromise(house.as({ kind: 'customer', id: ben, name: 'Ben Holm' }), id);
  await unmergeCase(as(), his);
  await fixture.settle();
  expect((await promisesOf(house, his)).find((one) => one.id === id)).toMatchObject({
    customer_id: ben,
    state: 'open',
  });
});

it('a case that took another in is promised a solution again when it is reopened, whichever of the two promises stayed', async () => {
  const one = await opened();
  house.setClock(hour);
  const two = await opened();
  await mergeCase(as(), one, two);
  await closeCase(as(), two, {});
  await fixture.settle();
  await reopenCase(as(), two, 'refuted');
  await fixture.settle();
  const running = (await promisesOf(house, two)).filter(
    ({ clock, state }) => clock === 'resolution' && state === 'open',
  );
  expect(running).toHaveLength(1);
});

it('a customer who writes into a closed case is promised an answer, also when the hour agreed on has passed meanwhile', async () => {
  const caseId = await opened();
  const first = await clockOf(house, caseId, 'first-response');
  await renegotiatePromise(as(), first.id, { dueAt: new Date(+house.now() + 2 * hour).toISOString(), why: 'Agreed' });
  await closeCase(as(), caseId, {});
  await fixture.settle();
  house.setClock(30 * hour);
  const { number } = await house.db
    .selectFrom('cases')
    .select('number')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  await writeToMyCase(house.as({ kind: 'customer', id: fixture.customerId, name: 'Greta Holm' }), number, {
    text: 'Hello? Is anybody there?',
  });
  await fixture.settle();
  expect(await clockOf(house, caseId, 'first-response')).toMatchObject({ state: 'broken', broke_in_silence: true });
  expect(await clockOf(house, caseId, 'next-response')).toMatchObject({ state: 'open', made_at: house.now() });
});

it('what was kept by somebody who has left since is nobody’s when it runs on, and a case put right takes all its promises along', async () => {
  const caseId = await opened();
  const tom = await house.staff('agent', 'Tom Fern');
  await closeCase(house.as(tom), caseId, {});
  await fixture.settle();
  expect(await clockOf(house, caseId, 'resolution')).toMatchObject({ state: 'kept', keeper_id: tom.id });
  await house.db.updateTable('users').set({ active: false }).where('id', '=', tom.id).execute();
  await reopenCase(as(), caseId, 'refuted');
  await fixture.settle();
  expect((await clockOf(house, caseId, 'resolution')).keeper_id).not.toBe(tom.id);
  const kept = await makePromise(as(), { caseId, what: 'Call', dueAt: new Date(+house.now() + hour).toISOString() });
  await keepPromise(as(), kept);
  const { caseId: another } = await openCase(as(), {
    customer: { name: 'Otto Berg', email: 'otto@berg.example' },
    subject: 'x',
    text: 'y',
  });
  const otto = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('id', '=', another)
    .executeTakeFirstOrThrow();
  await changeCase(as(), caseId, { customerId: otto.customer_id });
  await fixture.settle();
  expect(new Set((await promisesOf(house, caseId)).map(({ customer_id }) => customer_id))).toEqual(
    new Set([otto.customer_id]),
  );
});

it('several cases merged at once bring all their promises, and taken back together each has its own again', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) {
    ids.push(await opened());
    house.setClock(hour / 2);
  }
  const what = async () => {
    const lists = await Promise.all(ids.map((caseId) => promisesOf(house, caseId)));
    return lists.map((list) =>
      list
        .filter(({ state }) => state === 'open')
        .map(({ id, clock }) => `${clock ?? 'spoken'} ${id}`)
        .sort(),
    );
  };
  const promiseId = await makePromise(as(), {
    caseId: ids[0]!,
    what: 'Call about the lime',
    dueAt: new Date(house.now().getTime() + 48 * hour).toISOString(),
  });
  await fixture.settle();
  const before = await what();
  expect(before.map((list) => list.length)).toEqual([3, 2, 2]);
  await mergeCases(as(), { ids, into: ids[2]! });
  await fixture.settle();
  const merged = await what();
  expect(merged.slice(0, 2)).toEqual([[], []]);
  expect(merged[2]).toEqual(before[0]);
  expect(merged[2]).toContain(`spoken ${promiseId}`);
  await unmergeCases(as(), ids.slice(0, 2));
  await fixture.settle();
  expect(await what()).toEqual(before);
});
