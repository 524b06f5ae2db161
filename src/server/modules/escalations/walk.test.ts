import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';
import { createTeam, createUser } from '../people/index.ts';
import { escalationSubscriptions } from './index.ts';
import { tickEscalations } from './ticking.ts';

/** By hand, as the screens do it: what an agent, a lead, a manager and a colleague may do with an escalation over HTTP. */
let house: TestApp;
const cookies = new Map<string, string>();
const ids = new Map<string, string>();
const password = 'correct horse battery';

interface Answer {
  status: number;
  body: {
    id: string;
    code: string;
    state: string;
    items: { id: string }[];
    mine: { id: string }[];
    running: { id: string }[];
    [key: string]: unknown;
  };
}

async function signIn(email: string, word: string): Promise<string> {
  const reply = await house.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password: word },
    headers: { origin: 'http://localhost:80', host: 'localhost:80' },
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.cookies.map((cookie) => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join('; ');
}

async function ask(who: string, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Answer> {
  const reply = await house.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie: cookies.get(who)! },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: reply.statusCode, body: reply.json<Answer['body']>() };
}

async function minutePasses(): Promise<void> {
  house.setClock(new Date());
  await house.settle(escalationSubscriptions);
  await tickEscalations(house.system());
}

beforeAll(async () => {
  house = await buildTestCompany();
  cookies.set('ines', await signIn('ines@example.org', 'long enough'));
  const day = [{ from: '00:00', to: '24:00' }];
  const week = { '1': day, '2': day, '3': day, '4': day, '5': day, '6': day, '7': day };
  const calendars = await ask('ines', 'GET', '/calendars');
  expect((await ask('ines', 'PATCH', `/calendars/${calendars.body.items[0]!.id}`, { week })).status).toBe(200);
  for (const [name, role] of [
    ['lee', 'lead'],
    ['mia', 'manager'],
    ['ann', 'agent'],
    ['ben', 'agent'],
    ['pia', 'agent'],
    ['cole', 'colleague'],
  ] as const) {
    const email = `${name}@example.org`;
    const { id } = await createUser(house.system(), { name, email, role, password });
    ids.set(name, id);
    cookies.set(name, await signIn(email, password));
  }
  // seven passwords are hashed, which takes its time on purpose
}, 180_000);
afterAll(() => house?.close());

const protocol = async (): Promise<string> =>
  (
    await ask('mia', 'POST', '/escalation-protocols', {
      name: 'Upset customer',
      way: 'hierarchical',
      triggers: [],
      conditions: {},
      steps: [{ whom: 'role', role: 'lead', mail: true, waitMinutes: 60 }],
      task: { action: 'call-customer', minutes: 60 },
    })
  ).body.id;
const opened = async (): Promise<string> =>
  (
    await ask('ann', 'POST', '/cases', {
      customer: { name: 'Carla', email: 'carla@example.com' },
      subject: 'Broken pump',
      text: 'It leaks.',
    })
  ).body.id;
const escalated = async (caseId: string, who = 'ann') =>
  (await ask(who, 'POST', '/escalations', { caseId, protocolId: await protocol(), note: 'Wants the boss.' })).body.id;
const answer = (who: string, id: string, what: string, body?: object) =>
  ask(who, 'POST', `/escalations/${id}/${what}`, body);

test('an agent escalates, the lead has it and hands it on with a note, and whoever it was handed to ends it', async () => {
  const caseId = await opened();
  const one = await escalated(caseId);
  await minutePasses();
  expect((await ask('lee', 'GET', '/escalations/today')).body.mine.map(({ id }) => id)).toEqual([one]);
  expect((await ask('ann', 'GET', '/escalations/today')).body.mine).toEqual([]);
  // whoever was not called neither takes it, nor hands it on, nor ends it
  for (const [what, body, code] of [
    ['acknowledgement', undefined, 'not-called'],
    ['hand-over', { userId: ids.get('ben')!, note: 'Take it.' }, 'not-called'],
    ['de-escalation', { reason: 'All is well.' }, 'not-yours-to-end'],
  ] as const)
    expect(await answer('ann', one, what, body), what).toMatchObject({ status: 403, body: { code } });
  expect(await answer('lee', one, 'acknowledgement')).toMatchObject({ status: 200, body: { state: 'acknowledged' } });
  const note = 'She has called twice.\nOffer a refund.';
  expect(await answer('lee', one, 'hand-over', { userId: ids.get('ben')!, note })).toMatchObject({
    status: 200,
    body: { state: 'acknowledged', handedTo: { name: 'ben' }, note },
  });
  // the case is his, and what he has to know stands in it
  const found = await ask('ben', 'GET', `/cases/${caseId}`);
  expect(found.body).toMatchObject({ assignee: { name: 'ben' } });
  expect(JSON.stringify(found.body)).toContain('She has called twice.');
  expect((await ask('ben', 'GET', '/escalations/today')).body.running.map(({ id }) => id)).toEqual([one]);
  expect((await ask('ann', 'GET', '/escalations/today')).body.running).toEqual([]);
  expect(await answer('ben', one, 'de-escalation', { reason: 'Refunded, she is content.' })).toMatchObject({
    status: 200,
    body: { state: 'ended', endReason: 'Refunded, she is content.' },
  });
  for (const what of ['acknowledgement', 'hand-over', 'de-escalation'])
    expect(
      await answer('lee', one, what, what === 'hand-over' ? { userId: ids.get('ben')!, note } : { reason: 'x' }),
    ).toMatchObject({ status: 409, body: { code: 'escalation-over' } });
});

test('a manager who was not called may take it, give it away and say that it is over; an empty note or reason is refused', async () => {
  const one = await escalated(await opened());
  await minutePasses();
  expect(await answer('mia', one, 'hand-over', { userId: ids.get('ben')!, note: ' ' })).toMatchObject({ status: 400 });
  expect(await answer('mia', one, 'hand-over', { userId: ids.get('cole')!, note: 'Take it.' })).toMatchObject({
    status: 400,
    body: { code: 'colleague-not-found' },
  });
  expect(await answer('mia', one, 'hand-over', { userId: ids.get('ann')!, note: 'Take it.' })).toMatchObject({
    status: 200,
    body: { acknowledgedBy: { name: 'mia' }, handedTo: { name: 'ann' } },
  });
  expect(await answer('mia', one, 'de-escalation', { reason: '' })).toMatchObject({ status: 400 });
  expect(await answer('mia', one, 'de-escalation', { reason: 'Settled.' })).toMatchObject({ status: 200 });
});

test('a colleague who works on no cases sees nothing of it, nor does anybody outside of a private team', async () => {
  const caseId = await opened();
  const team = await createTeam(house.system(), { name: 'Quiet', private: true, memberIds: [ids.get('pia')!] });
  expect((await ask('ines', 'PATCH', `/cases/${caseId}`, { teamId: team.id })).status).toBe(200);
  const one = await escalated(caseId, 'pia');
  expect(one).toEqual(expect.any(String));
  await minutePasses();
  for (const path of ['/escalations', '/escalations/today', `/escalations/${one}`, '/escalation-tasks'])
    expect((await ask('cole', 'GET', path)).status, path).toBe(403);
  expect((await answer('cole', one, 'acknowledgement')).status).toBe(403);
  for (const who of ['ann', 'lee', 'mia']) {
    expect(await ask(who, 'GET', `/escalations/${one}`), who).toMatchObject({ status: 404 });
    expect(
      (await ask(who, 'GET', '/escalations')).body.items.map(({ id }) => id),
      who,
    ).not.toContain(one);
    const today = (await ask(who, 'GET', '/escalations/today')).body;
    expect(JSON.stringify(today), who).not.toContain(one);
    for (const what of ['acknowledgement', 'hand-over', 'de-escalation'])
      expect(
        (await answer(who, one, what, what === 'hand-over' ? { userId: ids.get(who)!, note: 'x' } : { reason: 'x' }))
          .status,
        `${who} ${what}`,
      ).toBe(404);
  }
  for (const who of ['lee', 'mia']) {
    expect(JSON.stringify((await ask(who, 'GET', '/escalation-tasks')).body)).not.toContain(caseId);
    expect(JSON.stringify((await ask(who, 'GET', '/notifications')).body)).not.toContain(caseId);
  }
  expect(await ask('pia', 'GET', `/escalations/${one}`)).toMatchObject({ status: 200, body: { case: { id: caseId } } });
  // the owner, who sees everything, was called instead of the leads
  expect((await ask('ines', 'GET', '/escalations/today')).body.mine.map(({ id }) => id)).toEqual([one]);
});
