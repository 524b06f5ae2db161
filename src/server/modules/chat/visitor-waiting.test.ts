import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { subscriptions } from '../../subscriptions.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { closeCase, listCases, replyToCase } from '../cases/index.ts';
import { makePromise } from '../promises/index.ts';
import { createRule } from '../rules/managing.ts';
import { overdueChatJob } from './overdue.ts';
import { endChat } from './signalling.ts';
import { readCaseChat } from './agents-side.ts';
import { sayInChat, startChat } from './speaking.ts';
import { greetVisitor } from './visiting.ts';
import { findWidgetById } from './widget-queries.ts';
import { createWidget } from './widgets.ts';

let house: TestHouse;
let ines: Extract<Actor, { kind: 'staff' }>;
let widgetId: string;
let key: string;
beforeAll(async () => {
  house = await openTestHouse();
  ines = await house.staff('owner', 'Ines');
  // no calendar: somebody is always there
  const { widget } = await createWidget(house.system(), { name: 'Shop', origins: ['https://shop.example'] });
  [widgetId, key] = [widget.id, widget.key];
});
afterAll(() => house.close());

let n = 0;
async function chat() {
  house.setClock(1000);
  n += 1;
  const knock = { key, token: '', ip: `10.0.0.${String(n)}`, origin: undefined };
  await greetVisitor(house.system(), knock, 'en');
  const visitor = await house.db
    .selectFrom('chat_visitors')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const speaker = { widget: (await findWidgetById(house.db, widgetId))!, visitor: visitor as never, ip: knock.ip };
  const { id } = await startChat(house.system(), speaker, { clientId: `client-0000${String(n)}`, text: 'Anybody?' });
  const dueAt = new Date(house.now().getTime() + 90_000).toISOString();
  await house.settle(subscriptions);
  return { id, speaker, dueAt };
}
const inList = async (id: string) => (await listCases(house.as(ines), {})).items.find((one) => one.id === id);

test('the first answer to a visitor stands in the list with its hour, the soonest first, until he has it', async () => {
  const { id, dueAt } = await chat();
  expect((await inList(id))?.nextPromise).toEqual({ id: null, what: 'chat-answer', at: dueAt, atRisk: false });
  const later = new Date(house.now().getTime() + 3_600_000).toISOString();
  const promiseId = await makePromise(house.as(ines), { caseId: id, what: 'Call back', dueAt: later });
  await house.settle(subscriptions);
  expect((await inList(id))?.nextPromise).toMatchObject({ what: 'chat-answer', at: dueAt });
  house.setClock(120_000);
  expect((await listCases(house.as(ines), {})).items[0]?.id).toBe(id);
  await replyToCase(house.as(ines), id, { html: '<p>Here I am.</p>', revision: 99 });
  await house.settle(subscriptions);
  expect((await inList(id))?.nextPromise).toMatchObject({ id: promiseId, what: 'Call back' });
});

test('every later question has an hour of its own, from when it was asked first; thanks have none', async () => {
  const { id, speaker } = await chat();
  const say = (clientId: string, text: string) => sayInChat(house.system(), speaker, id, { clientId, text });
  const answer = async () => {
    await replyToCase(house.as(ines), id, { html: '<p>Here you are.</p>', revision: 99 });
    await house.settle(subscriptions);
  };
  await answer();
  expect(await readCaseChat(house.as(ines), id)).toMatchObject({ chat: { waitingSince: null, overdueAt: null } });
  house.setClock(5000);
  await say('client-thanks-1', 'Thanks!');
  await house.settle(subscriptions);
  expect((await inList(id))?.nextPromise).toBeNull();
  house.setClock(5000);
  const asked = house.now();
  await say('client-second-1', 'And which oil does it take?');
  house.setClock(20_000);
  await say('client-second-2', 'Are you still there?');
  await house.settle(subscriptions);
  const dueAt = new Date(asked.getTime() + 90_000).toISOString();
  expect((await inList(id))?.nextPromise).toEqual({ id: null, what: 'chat-answer', at: dueAt, atRisk: false });
  house.setClock(60_000);
  await overdueChatJob.work(house.system(), { caseId: id });
  expect((await readCaseChat(house.as(ines), id)).chat).toMatchObject({ overdueAt: null });
  house.setClock(11_000);
  await overdueChatJob.work(house.system(), { caseId: id });
  expect((await readCaseChat(house.as(ines), id)).chat).toMatchObject({
    waitingSince: asked.toISOString(),
    overdueAt: house.now().toISOString(),
  });
  // he asks again before anybody has heard of the answer
  await replyToCase(house.as(ines), id, { html: '<p>Rape oil.</p>', revision: 99 });
  house.setClock(1000);
  await say('client-third-1', 'And where do I get that?');
  await house.settle(subscriptions);
  const next = new Date(house.now().getTime() + 90_000).toISOString();
  expect((await inList(id))?.nextPromise).toMatchObject({ what: 'chat-answer', at: next });
  expect((await readCaseChat(house.as(ines), id)).chat?.overdueAt).toBeNull();
});

test('nobody waits any more in a chat that was closed or ended', async () => {
  const closed = await chat();
  await closeCase(house.as(ines), closed.id, {});
  const ended = await chat();
  await endChat(house.system(), ended.speaker, ended.id);
  await house.settle(subscriptions);
  const rows = await house.db
    .selectFrom('cases')
    .select(['visitor_due_at', 'next_promise'])
    .where('id', 'in', [closed.id, ended.id])
    .execute();
  expect(rows).toEqual([
    { visitor_due_at: null, next_promise: null },
    { visitor_due_at: null, next_promise: null },
  ]);
});

test('a rule hears of a visitor who waits too long, and may ask whether one does', async () => {
  await createRule(house.as(ines), {
    name: 'Too long',
    active: true,
    definition: {
      when: { event: 'visitor-overdue' },
      if: {
        match: 'all',
        conditions: [
          { field: 'visitorWaits', op: 'is', value: true },
          { field: 'visitorOverdue', op: 'is', value: true },
        ],
      },
      actions: [{ do: 'tags', add: ['waited'] }],
    },
  });
  const { id } = await chat();
  house.setClock(91_000);
  await overdueChatJob.work(house.system(), { caseId: id });
  await house.settle(subscriptions);
  expect((await inList(id))?.tags).toEqual(['waited']);
});
