import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { finishAsParty } from '../cases/company/hearing-party.ts';
import { addParty, changeParty, listParties, type PartyInput, removeParty } from '../cases/company/participating.ts';
import { signPartyLink } from '../cases/company/party-key.ts';
import { openCase } from '../cases/index.ts';
import { listNextForCustomer, listPromisesForCustomer } from './accepting.ts';
import { promiseSubscriptions } from './index.ts';
import { keepPromise } from './keeping.ts';
import { makePromise } from './making.ts';
import { keepAsParty, listPromisesOfParty } from './party-promises.ts';
import { listPromises, readPromise } from './reading.ts';
import { renegotiatePromise } from './renegotiating.ts';
import { tickPromises } from './ticking.ts';

const hour = 3_600_000;
let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
const agent = () => house.as(tom);
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom');
});
beforeEach(() => house.setClock(1000));
afterAll(() => house.close());

let made = 0;
const at = (hours: number) => new Date(house.now().getTime() + hours * hour).toISOString();
async function withParty(more: Partial<PartyInput> = {}) {
  made += 1;
  const { caseId } = await openCase(agent(), {
    customer: { name: 'Carla', email: `carla${String(made)}@home.example` },
    subject: 'Worktop',
    text: 'When?',
  });
  const { parties } = await addParty(agent(), caseId, {
    role: 'supplier',
    name: 'Stone Yard',
    email: `yard${String(made)}@stone.example`,
    ...more,
  });
  await house.settle(promiseSubscriptions);
  return { caseId, partyId: parties.find((party) => party.id !== null)!.id! };
}
const promises = async (caseId: string) =>
  (await listPromises(agent(), { case: caseId, kind: 'internal', state: 'all' })).items;
const only = async (caseId: string) => {
  const all = await promises(caseId);
  expect(all).toHaveLength(1);
  return all[0]!;
};
const change = async (caseId: string, partyId: string, input: Parameters<typeof changeParty>[3]) => {
  await changeParty(agent(), caseId, partyId, input);
  await house.settle(promiseSubscriptions);
};
const nextOf = (caseId: string) =>
  house.db
    .selectFrom('cases')
    .select(['next_promise', 'next_promise_id'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();

test('a part with an hour is a promise of whoever has it; the case shows it, silence breaks it, and what comes late is noted', async () => {
  const dueAt = at(4);
  const { caseId, partyId } = await withParty({ task: 'Cut it', dueAt });
  const promise = await only(caseId);
  expect(promise).toMatchObject({
    kind: 'internal',
    what: 'Cut it',
    state: 'open',
    dueAt,
    keeper: { id: tom.id },
    party: { id: partyId, name: 'Stone Yard', side: 'by', task: true },
  });
  expect(await nextOf(caseId)).toEqual({ next_promise: 'Cut it', next_promise_id: promise.id });
  house.setClock(5 * hour);
  await tickPromises(house.system());
  expect(await only(caseId)).toMatchObject({ state: 'broken', brokeInSilence: true });
  await change(caseId, partyId, { done: true });
  expect(await only(caseId)).toMatchObject({ state: 'broken' });
  expect((await readPromise(agent(), promise.id)).history.map(({ fact }) => fact)).toContain('met');
});

test('a part without an hour promises nothing, and gets a promise with its hour', async () => {
  const { caseId, partyId } = await withParty({ task: 'Measure it' });
  expect(await promises(caseId)).toEqual([]);
  await change(caseId, partyId, { dueAt: at(4) });
  expect(await only(caseId)).toMatchObject({ what: 'Measure it', state: 'open' });
  await change(caseId, partyId, { topic: 'A worktop' });
  expect(await only(caseId)).toMatchObject({ state: 'open', firstDueAt: null });
});

test('said to be done on their page it is kept, and taken back by us it goes on', async () => {
  const { caseId, partyId } = await withParty({ task: 'Cut it', dueAt: at(4) });
  house.setClock(1000);
  const key = signPartyLink(house.system(), partyId).split('/party/')[1]!;
  await finishAsParty(house.system(), key);
  await house.settle(promiseSubscriptions);
  expect(await only(caseId)).toMatchObject({ state: 'kept' });
  house.setClock(1000);
  await change(caseId, partyId, { done: false });
  expect(await only(caseId)).toMatchObject({ state: 'open' });
});

test('moved with its hour, replaced with its words, taken back with whoever leaves', async () => {
  const { caseId, partyId } = await withParty({ task: 'Cut it', dueAt: at(4) });
  house.setClock(1000);
  await change(caseId, partyId, { dueAt: at(8) });
  const moved = await only(caseId);
  expect(moved).toMatchObject({ state: 'open', dueAt: at(8) });
  expect(moved.firstDueAt).not.toBeNull();
  house.setClock(1000);
  await change(caseId, partyId, { task: 'Bring it' });
  expect((await promises(caseId)).map(({ what, state }) => [what, state]).toSorted()).toEqual([
    ['Bring it', 'open'],
    ['Cut it', 'withdrawn'],
  ]);
  house.setClock(1000);
  await removeParty(agent(), caseId, partyId);
  await house.settle(promiseSubscriptions);
  expect((await promises(caseId)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
});

test('what is done to it in the ledger is done to the part', async () => {
  const { caseId, partyId } = await withParty({ task: 'Cut it', dueAt: at(4) });
  const { id } = await only(caseId);
  const part = async () => (await listParties(agent(), caseId)).parties.find((party) => party.id === partyId)!;
  house.setClock(1000);
  await renegotiatePromise(agent(), id, { dueAt: at(9), why: 'Their saw broke.' });
  expect((await part()).dueAt).toBe(at(9));
  house.setClock(1000);
  await keepPromise(agent(), id);
  expect((await part()).taskState).toBe('done');
  await house.settle(promiseSubscriptions);
  expect(await only(caseId)).toMatchObject({ id, state: 'kept' });
});

test('a colleague keeps his own part', async () => {
  const lea = await house.staff('agent', 'Lea');
  const { caseId } = await withParty({ role: 'colleague', userId: lea.id, task: 'Look at it', dueAt: at(4) });
  expect((await only(caseId)).keeper).toMatchObject({ id: lea.id });
});

test('more can be promised by and to them: they see both on their page, the customer neither', async () => {
  const { caseId, partyId } = await withParty();
  const promise = (side: 'by' | 'to', what: string) =>
    makePromise(agent(), { caseId, what, dueAt: at(4), party: { id: partyId, side }, kind: 'personal', visible: true });
  const byThem = await promise('by', 'An offer');
  const toThem = await promise('to', 'The drawings');
  const other = await withParty();
  const page = await listPromisesOfParty(house.system(), partyId);
  expect(page.map(({ id, side, state }) => [id, side, state]).toSorted()).toEqual(
    [
      [byThem, 'by', 'open'],
      [toThem, 'to', 'open'],
    ].toSorted(),
  );
  expect(await listPromisesOfParty(house.system(), other.partyId)).toEqual([]);
  const { customer_id } = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const carla = house.as({ kind: 'customer', id: customer_id, name: 'Carla' });
  expect(await listPromisesForCustomer(carla, caseId)).toEqual([]);
  expect(await listNextForCustomer(carla, [caseId])).toEqual([]);
  await expect(readPromise(carla, byThem)).rejects.toMatchObject({ code: 'promise-not-found' });
  await expect(keepAsParty(house.system(), partyId, toThem)).rejects.toMatchObject({ code: 'promise-not-found' });
  await expect(keepAsParty(house.system(), other.partyId, byThem)).rejects.toMatchObject({
    code: 'promise-not-found',
  });
  house.setClock(1000);
  await keepAsParty(house.system(), partyId, byThem);
  expect((await readPromise(agent(), byThem)).state).toBe('kept');
  await expect(
    makePromise(agent(), { caseId, what: 'X', dueAt: at(4), party: { id: other.partyId, side: 'by' } }),
  ).rejects.toMatchObject({ code: 'party-not-found' });
});
