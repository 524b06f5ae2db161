import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCase, openTestDesk, type TestStaff } from '../../testing/desk.ts';
import type { TestHouse } from '../../testing/house.ts';
import { noteOnCase } from './answering/noting.ts';
import { replyToCase } from './answering/replying.ts';
import { changeCase, closeCase, giveVerdict, reopenCase } from './changing.ts';
import { snoozeCase } from './snoozing.ts';

let house: TestHouse;
let tom: TestStaff;
let maja: TestStaff;
beforeAll(async () => {
  ({ house, tom, maja } = await openTestDesk());
});
afterAll(() => house.close());

const aCase = async () => (await openTestCase(house.as(tom))).caseId;
const standing = (id: string) =>
  house.db
    .selectFrom('cases')
    .select(['state', 'waiting_since', 'snoozed_until', 'reopened', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const minute = 60_000;

test('a case closed by a slip and taken back at once stands as it did, and was not opened again', async () => {
  const inADay = new Date(house.now().getTime() + 1440 * minute).toISOString();
  const deeds: ((id: string) => Promise<unknown>)[] = [
    () => Promise.resolve(),
    (id) => changeCase(house.as(tom), id, { state: 'open' }),
    (id) => replyToCase(house.as(tom), id, { html: 'Done?', revision: 1 }),
    (id) => snoozeCase(house.as(tom), id, inADay),
  ];
  for (const deed of deeds) {
    const id = await aCase();
    await deed(id);
    const before = await standing(id);
    await closeCase(house.as(tom), id, {});
    expect((await standing(id)).waiting_since).toBeNull();
    house.setClock(minute);
    await reopenCase(house.as(tom), id);
    expect(await standing(id)).toEqual(before);
  }
});

test('later, by somebody else, with a reason or after the customer has spoken it is opened again, and he waits on since he began to', async () => {
  const ways: [TestStaff, number, string][] = [
    [tom, 16, ''],
    [maja, 1, ''],
    [tom, 1, 'It leaks again'],
  ];
  for (const [who, minutes, because] of ways) {
    const id = await aCase();
    const { waiting_since: since } = await standing(id);
    await closeCase(house.as(tom), id, {});
    house.setClock(minutes * minute);
    await reopenCase(house.as(who), id, because);
    expect(await standing(id)).toMatchObject({ state: 'open', reopened: 1, waiting_since: since });
  }
  const id = await aCase();
  await closeCase(house.as(tom), id, {});
  await giveVerdict(house.system(), id, 'confirmed');
  await reopenCase(house.as(tom), id);
  expect(await standing(id)).toMatchObject({ state: 'open', reopened: 1 });
});

test('who was answered before the case was closed does not wait when it is opened again', async () => {
  const id = await aCase();
  await replyToCase(house.as(tom), id, { html: 'Here', revision: 1 });
  await noteOnCase(house.as(tom), id, { html: 'Sent' });
  await closeCase(house.as(tom), id, {});
  house.setClock(60 * minute);
  await reopenCase(house.as(maja), id);
  expect(await standing(id)).toMatchObject({ state: 'open', waiting_since: null });
});
