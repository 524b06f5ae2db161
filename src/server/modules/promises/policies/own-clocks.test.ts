import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { changeCase, closeCase, mergeCase, openCase, reopenCase } from '../../cases/index.ts';
import { createMailbox } from '../../channels/index.ts';
import { promiseSubscriptions, tickPromises } from '../index.ts';
import { previewOwnClock } from './own-clock-preview.ts';
import { changeClock, listClockChanges, listOwnClocks, makeOwnClock, removeClock, restoreClock } from './own-clocks.ts';

let house: TestHouse;
let boss: Extract<Actor, { kind: 'staff' }>;
const minute = 60_000;

beforeAll(async () => {
  house = await openTestHouse();
  boss = await house.staff('owner', 'Olga');
  await createMailbox(house.as(boss), { name: 'Help', address: 'help@example.org' } as never);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setClock(minute);
  await house.db.updateTable('own_clocks').set({ active: false }).execute();
});

const settle = () => house.settle(promiseSubscriptions);
const opened = async (tags: string[] = []) => {
  const customer = { name: 'Carla', email: `c${newId()}@example.com` };
  const { caseId } = await openCase(house.as(boss), { customer, subject: 'Pump', text: 'It leaks.', tags });
  await settle();
  return caseId;
};
const visit = {
  name: 'Engineer on site',
  minutes: 120,
  starts: [{ on: 'tag' as const, is: 'onsite' }],
  stops: [{ on: 'tag' as const, is: 'visited' }],
};
const ownOf = (caseId: string) =>
  house.db
    .selectFrom('promises')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('what', '=', visit.name)
    .orderBy('made_at')
    .execute();

test('it starts with its tag, stands still while we wait, and its other tag keeps it', async () => {
  await makeOwnClock(house.as(boss), visit);
  const caseId = await opened();
  expect(await ownOf(caseId)).toEqual([]);
  await changeCase(house.as(boss), caseId, { tags: ['onsite'] });
  await settle();
  const [running] = await ownOf(caseId);
  expect(running).toMatchObject({ state: 'open', kind: 'policy', clock: null, target_minutes: 120 });
  expect(running!.due_at).toEqual(new Date(house.now().getTime() + 120 * minute));
  house.setClock(30 * minute);
  await changeCase(house.as(boss), caseId, { state: 'waiting' } as never);
  await settle();
  expect((await ownOf(caseId))[0]).toMatchObject({ paused: true, due_at: null });
  house.setClock(300 * minute);
  await changeCase(house.as(boss), caseId, { state: 'open' } as never);
  await settle();
  expect((await ownOf(caseId))[0]!.due_at).toEqual(new Date(house.now().getTime() + 90 * minute));
  await changeCase(house.as(boss), caseId, { tags: ['onsite', 'visited'] });
  await settle();
  expect(await ownOf(caseId)).toMatchObject([{ state: 'kept' }]);
  // the tag stayed: nothing starts again until it is given anew
  await changeCase(house.as(boss), caseId, { tags: ['onsite'] });
  await settle();
  expect(await ownOf(caseId)).toHaveLength(1);
});

test('reopened, the very same one runs on; with a case that was merged it moves, and is stopped there', async () => {
  await makeOwnClock(house.as(boss), visit);
  const [one, two] = [await opened(['onsite']), await opened()];
  const [running] = await ownOf(one);
  await closeCase(house.as(boss), one, {});
  await settle();
  expect(await ownOf(one)).toMatchObject([{ state: 'withdrawn', end_reason: 'case-closed' }]);
  await reopenCase(house.as(boss), one, 'by mistake');
  await settle();
  expect(await ownOf(one)).toMatchObject([{ id: running!.id, state: 'open' }]);
  await mergeCase(house.as(boss), one, two);
  await settle();
  await changeCase(house.as(boss), two, { tags: ['visited'] });
  await settle();
  expect(await ownOf(two)).toMatchObject([{ id: running!.id, state: 'kept' }]);
});

test('late is broken like any promise, a closed case withdraws it, and none of the three usual clocks is touched', async () => {
  await makeOwnClock(house.as(boss), visit);
  const late = await opened();
  await changeCase(house.as(boss), late, { tags: ['onsite'] });
  await settle();
  house.setClock(121 * minute);
  await tickPromises(house.system());
  expect((await ownOf(late))[0]).toMatchObject({ state: 'broken' });
  const closed = await opened(['onsite']);
  expect(await ownOf(closed)).toHaveLength(1);
  await closeCase(house.as(boss), closed, {} as never);
  await settle();
  expect((await ownOf(closed))[0]).toMatchObject({ state: 'withdrawn', end_reason: 'case-closed' });
});

test('it minds its conditions, rests when switched off, and what runs ends by its own word after it is removed', async () => {
  const clock = await makeOwnClock(house.as(boss), { ...visit, conditions: { kinds: ['complaint'] } });
  const other = await opened(['onsite']);
  expect(await ownOf(other)).toEqual([]);
  await changeClock(house.as(boss), clock.id, { conditions: {}, stops: [{ on: 'state', is: 'closed' }] });
  const caseId = await opened(['onsite']);
  await removeClock(house.as(boss), clock.id);
  expect(await opened(['onsite']).then(ownOf)).toEqual([]);
  await closeCase(house.as(boss), caseId, {} as never);
  await settle();
  expect((await ownOf(caseId))[0]).toMatchObject({ state: 'kept' });
  await expect(
    makeOwnClock(house.as(boss), { ...visit, starts: [{ on: 'event', is: 'sneezed' }] }),
  ).rejects.toMatchObject({ code: 'clock-condition-unknown' });
});

test('a preview plays the last weeks with a clock that is not there, and the same happens when it is', async () => {
  const [soon, slow, never] = [await opened(), await opened(), await opened()];
  for (const caseId of [soon, slow]) await changeCase(house.as(boss), caseId, { tags: ['onsite'] });
  house.setClock(60 * minute);
  await changeCase(house.as(boss), soon, { tags: ['onsite', 'visited'] });
  house.setClock(90 * minute);
  await settle();
  const { name: _, ...terms } = visit;
  const before = await previewOwnClock(house.as(boss), { ...terms, conditions: {} });
  const of = (caseId: string) => before.examples.find((one) => one.caseId === caseId)?.outcome;
  expect([of(soon), of(slow), of(never)]).toEqual(['kept', 'late', undefined]);
  expect(before).toMatchObject({ runningNow: 0, more: false });
  expect(before.cases).toBeGreaterThanOrEqual(3);
  expect(before.started).toBe(before.kept + before.late + before.withdrawn + before.running);
  expect(await ownOf(soon)).toEqual([]);
  const none = await previewOwnClock(house.as(boss), { ...terms, conditions: { kinds: ['complaint'] } });
  expect(none).toMatchObject({ cases: 0, started: 0 });
  await expect(
    previewOwnClock(house.as(boss), { ...terms, stops: [{ on: 'state', is: 'asleep' }] }),
  ).rejects.toMatchObject({ code: 'clock-condition-unknown' });
});

test('who changed a clock is told with its terms, and one that was removed can be taken up again', async () => {
  const clock = await makeOwnClock(house.as(boss), visit);
  await changeClock(house.as(boss), clock.id, { minutes: 240 });
  await expect(restoreClock(house.as(boss), clock.id)).rejects.toMatchObject({ code: 'clock-in-use' });
  await removeClock(house.as(boss), clock.id);
  expect((await listOwnClocks(house.as(boss), { limit: 200 })).items.map(({ id }) => id)).not.toContain(clock.id);
  expect(await restoreClock(house.as(boss), clock.id)).toMatchObject({ minutes: 240, active: true });
  const changes = await listClockChanges(house.as(boss), clock.id, {});
  expect(changes.items.map(({ change, by, terms }) => [change, by?.name, terms?.minutes])).toEqual([
    ['restored', 'Olga', 240],
    ['removed', 'Olga', undefined],
    ['changed', 'Olga', 240],
    ['made', 'Olga', 120],
  ]);
  await expect(restoreClock(house.as(boss), newId())).rejects.toMatchObject({ code: 'clock-not-found' });
});
