import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { closeCase } from './changing.ts';
import { writeToMyCase } from './my-cases.ts';
import { reopenMyCase } from './my-moves.ts';
import { openCase } from './opening.ts';
import { changeDeskSettings, readDeskSettings } from './routing/routing-settings.ts';

const day = 86_400_000;
let house: TestHouse;
let boss: Extract<Actor, { kind: 'staff' }>;
beforeAll(async () => {
  house = await openTestHouse();
  boss = await house.staff('owner');
});
afterAll(() => house.close());

const kept = { simple: 'auto', impactUrgency: false } as const;
async function closedCase() {
  const { caseId, number } = await openCase(house.as(boss), {
    customer: { name: 'Carla', email: 'carla@example.com' },
    subject: 'Broken pump',
    text: 'It leaks.',
  });
  await closeCase(house.as(boss), caseId, {});
  const { customer_id } = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  return { caseId, number, carla: () => house.as({ kind: 'customer', id: customer_id, name: 'Carla' }) };
}

test('the house says until when a late word opens the old case again; what it said before stands in the log', async () => {
  expect((await readDeskSettings(house.as(boss))).lateReplyDays).toBe(30);
  await changeDeskSettings(house.as(boss), { ...kept, lateReplyDays: 2 });
  const early = await closedCase();
  const late = await closedCase();
  const asked = await closedCase();
  house.setClock(2 * day - 1000);
  expect((await writeToMyCase(early.carla(), early.number, { text: 'It leaks again.' })).number).toBe(early.number);
  house.setClock(2000);
  const follows = await writeToMyCase(late.carla(), late.number, { text: 'It leaks again.' });
  expect(follows.number).not.toBe(late.number);
  expect(await reopenMyCase(asked.carla(), asked.number, 'Not solved at all.')).not.toBe(asked.number);
  const link = await house.db
    .selectFrom('case_links')
    .select(['other_id', 'relation'])
    .where('case_id', '=', follows.caseId)
    .executeTakeFirstOrThrow();
  expect(link).toEqual({ other_id: late.caseId, relation: 'follows' });
  const events = await house.db
    .selectFrom('events')
    .select('data')
    .where('type', '=', 'people.desk-settings-changed')
    .execute();
  expect(events.at(-1)?.data).toMatchObject({ lateReplyDays: 2, before: { lateReplyDays: 30 } });
});

test('a house may always open the old case again; what is not named in a change stays', async () => {
  await changeDeskSettings(house.as(boss), { ...kept, lateReplyDays: null });
  expect((await changeDeskSettings(house.as(boss), kept)).lateReplyDays).toBeNull();
  const old = await closedCase();
  house.setClock(900 * day);
  expect((await writeToMyCase(old.carla(), old.number, { text: 'It leaks again.' })).number).toBe(old.number);
});
