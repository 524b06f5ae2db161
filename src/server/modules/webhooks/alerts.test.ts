import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openEscalations, type Staff } from '../../testing/escalations.ts';
import { acknowledge, deEscalate } from '../escalations/index.ts';
import { startDrill } from '../escalations/starting.ts';
import { listMessages, readMessage } from './log.ts';
import { createWebhook, readWebhook } from './managing.ts';
import { queueWebhooks } from './queueing.ts';
import { sendWebhooksJob } from './sending.ts';

/** A pager that is called by a webhook: what it gets when a step of an escalation calls somebody, and what it sees in a drill. */
let desk: Awaited<ReturnType<typeof openEscalations>>;
let admin: Staff;
let receiver: Server;
let url: string;
let got: { headers: Record<string, string>; body: string }[] = [];
let status = 204;
const noon = new Date('2026-04-15T10:00:00Z');

beforeAll(async () => {
  desk = await openEscalations(noon);
  admin = await desk.house.staff('admin', 'Ines');
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/page`;
});
afterAll(async () => {
  receiver?.closeAllConnections();
  receiver?.close();
  await desk?.house.close();
});
beforeEach(async () => {
  desk.house.setClock(new Date(+noon - 60_000));
  await desk.house.settle([queueWebhooks]);
  await desk.house.db.deleteFrom('webhooks').execute();
  got = [];
  status = 204;
});

/** It hears of everything from noon on: not of the making of the protocol. */
const pager = (events = ['escalations.*']) => {
  desk.house.setClock(noon);
  return createWebhook(desk.house.as(admin), { name: 'Pager', url, events, role: 'agent' });
};
async function pass(webhookId: string): Promise<void> {
  await desk.house.settle([queueWebhooks]);
  await sendWebhooksJob.work(desk.house.system(), { webhookId });
}
type Told = { type: string; data: { event: { data: Record<string, unknown> } } & Record<string, unknown> };
const told = (): Told[] => got.map(({ body }) => JSON.parse(body) as Told);

test('a step that calls reaches the pager signed, saying whom, why and where; what is then answered in Kept reaches it too', async () => {
  const { id, name } = await desk.protocol([{}, { role: 'manager' }]);
  const { webhook, secret } = await pager();
  const one = await desk.escalate(id);
  await desk.tickAt('2026-04-15 10:00');
  await pass(webhook.id);
  expect(told().map(({ type }) => type)).toEqual([
    'escalations.started',
    'escalations.step-taken',
    'escalations.alerted',
  ]);
  const alerted = got[2]!;
  const wall = vi.spyOn(Date, 'now').mockReturnValue(+desk.house.now());
  new Verifier(secret).verify(alerted.body, alerted.headers);
  wall.mockRestore();
  expect(told()[2]!.data).toMatchObject({
    event: {
      data: {
        escalationId: one,
        name,
        drill: false,
        step: 1,
        of: 2,
        onCall: false,
        person: 'Lee',
        because: { on: 'by-hand' },
        url: `${desk.house.system().url}/escalations/${one}`,
      },
    },
    case: { subject: 'Broken pump' },
  });
  await acknowledge(desk.house.as(desk.lead), one);
  await deEscalate(desk.house.as(desk.lead), one, 'She is fine.');
  await pass(webhook.id);
  expect(told().slice(3)).toMatchObject([
    { type: 'escalations.acknowledged', data: { event: { data: { escalationId: one, drill: false, name } } } },
    { type: 'escalations.de-escalated', data: { event: { data: { escalationId: one, drill: false, name } } } },
  ]);
});

test('a pager that fails is tried again under the same id with the same words, the log says so, and nobody waits for it', async () => {
  const { webhook } = await pager(['escalations.alerted']);
  const { id } = await desk.protocol([{}]);
  status = 503;
  const one = await desk.escalate(id);
  await desk.tickAt('2026-04-15 10:00');
  await pass(webhook.id);
  const [message] = (await listMessages(desk.house.as(admin), webhook.id, {})).items;
  expect(message).toMatchObject({ type: 'escalations.alerted', state: 'waiting', attempts: 1, status: 503 });
  expect(await desk.told(one)).toEqual(['Lee 2026-04-15 10:00']);
  await acknowledge(desk.house.as(desk.lead), one);
  expect(await desk.read(one)).toMatchObject({ state: 'acknowledged' });
  status = 200;
  desk.house.setClock(new Date('2026-04-15T10:10:00Z'));
  await pass(webhook.id);
  expect(got).toHaveLength(2);
  expect(got[1]!.headers['webhook-id']).toBe(got[0]!.headers['webhook-id']);
  expect(got[1]!.body).toBe(got[0]!.body);
  const { attempts } = await readMessage(desk.house.as(admin), webhook.id, message!.id);
  expect(attempts.map((attempt) => attempt.status)).toEqual([200, 503]);
  expect(await readWebhook(desk.house.as(admin), webhook.id)).toMatchObject({ state: 'active', waiting: 0 });
});

test.each(['runs to its end', 'is stopped'])(
  'whatever a drill that %s tells a pager is marked as a drill',
  async (how) => {
    const { id } = await desk.protocol([{}, { role: 'manager' }]);
    const { webhook } = await pager();
    const drill = await startDrill(desk.house.as(desk.lead), { protocolId: id, waitMinutes: 5 });
    await desk.tickAt('2026-04-15 10:00');
    await acknowledge(desk.house.as(desk.lead), drill.id);
    await desk.tickAt('2026-04-15 10:01');
    if (how === 'is stopped') await deEscalate(desk.house.as(desk.lead), drill.id, 'Enough.');
    else await desk.tickAt('2026-04-15 10:06');
    await pass(webhook.id);
    const all = told();
    expect(all.map(({ type }) => type)).toEqual([
      'escalations.started',
      'escalations.step-taken',
      'escalations.alerted',
      'escalations.acknowledged',
      'escalations.step-taken',
      'escalations.alerted',
      how === 'is stopped' ? 'escalations.de-escalated' : 'escalations.drill-finished',
    ]);
    expect(all.map(({ data }) => data.event.data['drill'])).toEqual(all.map(() => true));
    expect(all.some(({ data }) => 'case' in data || 'customer' in data)).toBe(false);
  },
);

test('an escalation about a case of a private team reaches no pager that may not see the case', async () => {
  const team = await desk.privateTeam();
  const { id } = await desk.protocol([{}]);
  const { webhook } = await pager();
  await desk.escalate(id, team);
  await desk.tickAt('2026-04-15 10:00');
  await pass(webhook.id);
  expect(got).toEqual([]);
});
