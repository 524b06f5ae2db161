import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { changeCase, noteOnCase, openCase } from '../cases/index.ts';
import { createCustomer } from '../customers/index.ts';
import { listMessages, readMessage } from './log.ts';
import { changeWebhook, createWebhook, readWebhook, rotateSecret } from './managing.ts';
import { queueWebhooks } from './queueing.ts';
import { pingWebhook, replayMessage, replaySince, replayWebhookJob } from './replaying.ts';
import { sendWebhooksJob } from './sending.ts';

interface Got {
  headers: Record<string, string>;
  body: string;
}

let house: TestHouse;
let admin: Extract<Actor, { kind: 'staff' }>;
let receiver: Server;
let url: string;
let got: Got[] = [];
let answer: { status: number; headers?: Record<string, string> } = { status: 204 };
let customerId: string;

beforeAll(async () => {
  house = await openTestHouse(new Date());
  admin = await house.staff('admin', 'Ines');
  customerId = (await createCustomer(house.system(), { name: 'Aruna', email: 'aruna@example.org' })).id;
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(answer.status, answer.headers);
      response.end(answer.status === 204 ? '' : 'thank you');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hook`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await house.close();
});
beforeEach(async () => {
  await house.settle([queueWebhooks]);
  await house.db.deleteFrom('webhooks').execute();
  got = [];
  answer = { status: 204 };
  house.setClock(new Date());
});

async function made(input: Partial<Parameters<typeof createWebhook>[1]> = {}) {
  return createWebhook(house.as(admin), { name: 'Till', url, events: ['cases.*'], ...input });
}
const open = (extra: object = {}) =>
  openCase(house.as(admin), { customerId, subject: 'Pump', text: 'It drips', ...extra });
/** Lets what happened be queued, and what is due be sent. */
async function pass(webhookId: string) {
  await house.settle([queueWebhooks]);
  // what is queued is due at the time of its event, which the wall clock of the database may have passed
  await sendWebhooksJob.work(house.system(), { webhookId });
}
const types = () => got.map((one) => (JSON.parse(one.body) as { type: string }).type);

test('what happens arrives signed, with the case as the API shows it, once', async () => {
  const { webhook, secret } = await made();
  const { number } = await open();
  await pass(webhook.id);
  await pass(webhook.id);
  expect(types()).toEqual(['cases.opened', 'cases.customer-wrote']);
  const payload = new Verifier(secret).verify(got[0]!.body, got[0]!.headers) as Record<string, unknown>;
  expect(payload).toMatchObject({
    type: 'cases.opened',
    version: 1,
    data: { event: { data: { number } }, case: { number, subject: 'Pump' }, customer: { name: 'Aruna' } },
  });
  expect(JSON.parse(got[1]!.body)).toMatchObject({ data: { message: { text: 'It drips', direction: 'in' } } });
  expect((await listMessages(house.as(admin), webhook.id, {})).items).toMatchObject([
    { state: 'sent', attempts: 1, status: 204 },
    { state: 'sent', attempts: 1, status: 204 },
  ]);
});

test('during a rotation both secrets verify, after it only the new one', async () => {
  const { webhook, secret } = await made();
  const rotated = await rotateSecret(house.as(admin), webhook.id, 1);
  await pingWebhook(house.as(admin), webhook.id);
  for (const good of [secret, rotated.secret]) new Verifier(good).verify(got[0]!.body, got[0]!.headers);
  await house.db
    .updateTable('webhooks')
    .set({ previous_until: new Date(0) })
    .execute();
  await pingWebhook(house.as(admin), webhook.id);
  expect(() => new Verifier(secret).verify(got[1]!.body, got[1]!.headers)).toThrow();
  new Verifier(rotated.secret).verify(got[1]!.body, got[1]!.headers);
});

test('a failure is tried again later under the same id with the same words', async () => {
  const { webhook } = await made({ events: ['cases.opened'] });
  answer = { status: 503, headers: { 'retry-after': '60' } };
  await open();
  await pass(webhook.id);
  const [message] = (await listMessages(house.as(admin), webhook.id, {})).items;
  expect(message).toMatchObject({ state: 'waiting', attempts: 1, status: 503, error: 'Answered 503.' });
  expect(Date.parse(message!.nextAt!) - house.now().getTime()).toBeGreaterThanOrEqual(60_000);
  await pass(webhook.id);
  expect(got).toHaveLength(1);
  answer = { status: 200 };
  house.setClock(90_000);
  await pass(webhook.id);
  expect(got[1]!.headers['webhook-id']).toBe(got[0]!.headers['webhook-id']);
  expect(got[1]!.body).toBe(got[0]!.body);
  const { attempts } = await readMessage(house.as(admin), webhook.id, message!.id);
  expect(attempts).toMatchObject([{ status: 200, excerpt: 'thank you' }, { status: 503 }]);
});

test('a message taken by a machine that went away is sent by another one', async () => {
  const { webhook } = await made({ events: ['cases.opened'] });
  await open();
  await house.settle([queueWebhooks]);
  await house.db
    .updateTable('webhook_messages')
    .set({ claimed_until: new Date(house.now().getTime() + 30_000) })
    .execute();
  await sendWebhooksJob.work(house.system(), { webhookId: webhook.id });
  expect(got).toHaveLength(0);
  house.setClock(31_000);
  await sendWebhooksJob.work(house.system(), { webhookId: webhook.id });
  expect(got).toHaveLength(1);
});

test('a private team is heard of only by a webhook that is limited to it or sees everything', async () => {
  const team = newId();
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Quiet', private: true, created_at: new Date() })
    .execute();
  const agent = (await made({ role: 'agent' })).webhook;
  const limited = (await made({ role: 'agent', teamIds: [team] })).webhook;
  await open({ teamId: team, tags: ['pump'] });
  await pass(agent.id);
  expect(got).toEqual([]);
  await pass(limited.id);
  expect(types()).toContain('cases.opened');
  got = [];
  await open();
  await pass(limited.id);
  expect(got).toEqual([]);
});

test('a case that is hidden before its message goes out is withheld', async () => {
  const team = newId();
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Later', private: true, created_at: new Date() })
    .execute();
  const { webhook } = await made({ role: 'agent', events: ['cases.opened'] });
  const { caseId: id } = await open();
  await house.settle([queueWebhooks]);
  await changeCase(house.as(admin), id, { teamId: team });
  await sendWebhooksJob.work(house.system(), { webhookId: webhook.id });
  expect(got).toEqual([]);
  expect((await listMessages(house.as(admin), webhook.id, {})).items[0]).toMatchObject({ state: 'withheld' });
});

test('a tag narrows what is heard, and a role hears nothing it may not read', async () => {
  const { webhook } = await made({ events: ['*'], tags: ['pump'], role: 'agent' });
  await open({ tags: ['hose'] });
  const { caseId: id } = await open({ tags: ['pump'] });
  await noteOnCase(house.as(admin), id, { html: '<p>x</p>' });
  await pass(webhook.id);
  expect(types()).toEqual(['cases.opened', 'cases.customer-wrote', 'cases.noted']);
  await expect(made({ events: ['people.*'], role: 'agent' })).rejects.toMatchObject({ code: 'nothing-heard' });
});

test('three days of failing switch a webhook off and tell the admins; a replay brings back what it missed', async () => {
  const { webhook } = await made({ events: ['cases.opened'] });
  answer = { status: 500 };
  await open();
  await pass(webhook.id);
  const before = house.now();
  house.setClock(72 * 3_600_000 + 60_000);
  await sendWebhooksJob.work(house.system(), { webhookId: webhook.id });
  expect(await readWebhook(house.as(admin), webhook.id)).toMatchObject({
    state: 'disabled',
    disabledBecause: 'failing',
  });
  const told = await house.db.selectFrom('notifications').selectAll().where('user_id', '=', admin.id).execute();
  expect(told.at(-1)?.subject).toBe('The webhook Till was switched off');
  house.setClock(before);
  answer = { status: 204 };
  got = [];
  await open();
  await house.settle([queueWebhooks]);
  await changeWebhook(house.as(admin), webhook.id, { state: 'active' });
  await replaySince(house.as(admin), webhook.id, { since: new Date(before.getTime() - 3_600_000).toISOString() });
  const job = await house.pool.query<{ payload: Record<string, unknown> }>(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'webhooks.replay' order by j.id desc limit 1`,
  );
  await replayWebhookJob.work(house.system(), job.rows[0]!.payload);
  house.setClock(1000);
  await sendWebhooksJob.work(house.system(), { webhookId: webhook.id });
  expect(types().length).toBeGreaterThanOrEqual(2);
  expect(new Set(got.map((one) => one.headers['webhook-id'])).size).toBe(got.length);
});

test('410 switches off at once; redirections are not followed', async () => {
  const { webhook } = await made({ events: ['cases.opened'] });
  answer = { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } };
  const ping = await pingWebhook(house.as(admin), webhook.id);
  expect(ping.attempt.error).toContain('redirections are not followed');
  answer = { status: 410 };
  await open();
  house.setClock(60_000);
  await pass(webhook.id);
  expect(await readWebhook(house.as(admin), webhook.id)).toMatchObject({ state: 'disabled', disabledBecause: 'gone' });
});

test('a rule that calls by a name reaches who hears of that name', async () => {
  const { webhook } = await made({ events: ['rules.called/pump-case'] });
  const { transact } = await import('../../context.ts');
  const { record } = await import('../../store/events.ts');
  const { caseId: id } = await open();
  for (const name of ['pump-case', 'hose-case'])
    await transact(house.system(), (ctx) => record(ctx, 'rules.called', id, { caseId: id, name }));
  await pass(webhook.id);
  expect(types()).toEqual(['rules.called']);
  const { items } = await listMessages(house.as(admin), webhook.id, {});
  await replayMessage(house.as(admin), webhook.id, items[0]!.id);
  await sendWebhooksJob.work(house.system(), { webhookId: webhook.id });
  expect(got).toHaveLength(2);
});

test('an address inside the house is never called', async () => {
  const { webhook } = await made({ url: 'http://10.0.0.1/hook' });
  expect((await pingWebhook(house.as(admin), webhook.id)).attempt).toMatchObject({
    status: null,
    error: expect.stringContaining('KEPT_PRIVATE_HOSTS'),
  });
  await expect(made({ url: 'http://user:word@example.org/' })).rejects.toMatchObject({ code: 'address-not-callable' });
});
