/** A lead's morning and day with nothing set up: what is about to break is told, in one line a person. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, transact } from '../../context.ts';
import { runDueJobs } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { changeCase, openCase } from '../cases/index.ts';
import { createMailbox } from '../channels/index.ts';
import { mailNotificationJob } from '../notifications/index.ts';
import { listNotifications, markRead } from '../notifications/listing.ts';
import { createCalendar } from '../people/index.ts';
import { createPolicy, promiseSubscriptions, tickPromises } from '../promises/index.ts';
import { tellMorning } from './morning.ts';
import { aboutToBreak } from './warning.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let ann: Staff;
let lee: Staff;
let olga: Staff;
const subscriptions = [...promiseSubscriptions, aboutToBreak];
const nineToFive = [{ from: '09:00', to: '17:00' }];
const week = { '1': nineToFive, '2': nineToFive, '3': nineToFive, '4': nineToFive, '5': nineToFive, '6': [], '7': [] };
const monday = (clock: string) => new Date(`2026-03-23T${clock}:00Z`);

beforeAll(async () => {
  house = await openTestHouse(monday('09:00'));
  olga = await house.staff('owner', 'Olga');
  ann = await house.staff('agent', 'Ann');
  lee = await house.staff('lead', 'Lee');
  await createMailbox(house.as(olga), { name: 'Help', address: 'help@example.org' } as never);
  await createCalendar(house.as(olga), { name: 'Desk', zone: 'UTC', week, isDefault: true });
  await createPolicy(house.as(olga), { name: 'Usual', firstResponseMinutes: 240 });
  await house.db.updateTable('users').set({ time_zone: 'UTC' }).execute();
});
afterAll(() => house.close());

const open = async (assigneeId: string | null) => {
  const { caseId } = await openCase(house.as(olga), {
    customer: { name: 'Carla', email: `c${newId()}@example.com` },
    subject: 'Pump',
    text: 'It leaks. What now?',
  });
  if (assigneeId !== null) await changeCase(house.as(olga), caseId, { assigneeId });
  await house.settle(subscriptions);
  return caseId;
};
const told = async (who: Staff) => (await listNotifications(house.as(who), {})).items;
const strike = async () => {
  await tickPromises(house.system());
  await house.settle(subscriptions);
};

test('what a policy promised is told to whoever keeps it, and to whoever leads where nobody does; one line says the newest', async () => {
  const mine = await open(ann.id);
  await open(null);
  house.setClock(monday('12:05'));
  await strike();
  expect(await told(ann)).toMatchObject([
    { kind: 'alert', subject: 'One promise you keep is about to break', caseId: mine, readAt: null },
  ]);
  expect((await told(lee))[0]).toMatchObject({
    subject: 'One promise is about to break, and nobody is there to keep it',
    text: expect.stringMatching(/^An answer to Carla \(#\d+\) by Monday/),
  });
  expect(await told(olga)).toEqual([]);
  await markRead(house.as(ann), (await told(ann))[0]!.id, true);
  house.setClock(monday('12:10'));
  for (let turn = 0; turn < 4; turn += 1) await open(ann.id);
  house.setClock(monday('15:15'));
  await strike();
  // what broke meanwhile is not about to break; the line is the same one, unread again
  expect(await told(ann)).toMatchObject([
    { subject: '4 promises you keep are about to break', readAt: null, link: '/?scope=mine', caseId: mine },
  ]);
});

test('in the morning whoever leads hears what will slip today, once, by the hours of the desk, and it is mailed', async () => {
  house.setClock(new Date('2026-03-24T08:59:00Z'));
  await strike();
  for (const who of [ann.id, null, null]) await open(who);
  const morning = async (who: Staff) => (await told(who)).filter(({ kind }) => kind === 'morning');
  await tellMorning(house.system());
  expect(await morning(lee)).toEqual([]);
  house.setClock(new Date('2026-03-24T09:01:00Z'));
  for (let turn = 0; turn < 2; turn += 1) await tellMorning(house.system());
  const [line, ...others] = await morning(lee);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    subject: expect.stringMatching(/^2 of 3 promises of today will slip/),
    text: expect.stringContaining(': nobody has it'),
    link: '/?scope=team',
  });
  house.setClock(new Date('2026-03-24T09:03:00Z'));
  await runDueJobs(house.pool, () => house.system(), [mailNotificationJob]);
  const mails = await house.db.selectFrom('outbox').select(['to_addresses', 'subject']).execute();
  expect(mails.filter(({ subject }) => subject.includes('will slip'))).toHaveLength(1);
  expect([await morning(ann), await morning(olga)]).toEqual([[], []]);
  // a day on which nothing slips says nothing
  house.setClock(new Date('2026-03-28T09:01:00Z'));
  await tellMorning(house.system());
  expect(await morning(lee)).toHaveLength(1);
});

test('where nobody leads yet, whoever runs the house hears it; promises of somebody who left are told at once', async () => {
  await house.db.updateTable('users').set({ active: false }).where('id', '=', lee.id).execute();
  house.setClock(new Date('2026-03-25T09:05:00Z'));
  await strike();
  await open(ann.id);
  await open(null);
  await tellMorning(house.system());
  expect((await told(olga))[0]).toMatchObject({ kind: 'morning' });
  await house.db.updateTable('users').set({ active: false }).where('id', '=', ann.id).execute();
  await transact(house.system(), (ctx) => record(ctx, 'people.user-left', ann.id, {}));
  await house.settle(subscriptions);
  expect((await told(olga))[0]).toMatchObject({ subject: 'Ann has left: one promise has nobody to keep it' });
});
