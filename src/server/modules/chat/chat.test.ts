import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chat } from '../../../contract/widget.ts';
import { replyToCase } from '../cases/index.ts';
import { receiveMail } from '../cases/index.ts';
import { channelSeeds } from '../channels/index.ts';
import { subscriptions } from '../../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';
import { createKey } from '../people/index.ts';
import { mailUnseenJob } from './going-on-by-mail.ts';
import { createWidget } from './widgets.ts';

let house: TestApp;
let key: string;
let secret: string;
let token: string;
const origin = 'https://shop.example';
let n = 0;

beforeAll(async () => {
  house = await buildTestCompany();
  expect(channelSeeds.name).not.toBe('');
  await house.settle(subscriptions);
  const made = await createWidget(house.system(), { name: 'Shop', origins: [`${origin}/`], settings: { pages: true } });
  key = made.widget.key;
  secret = made.secret;
  token = (await createKey(house.system(), { name: 'agent', role: 'agent' })).token;
});
afterAll(() => house.close());

interface Ask {
  visitor?: string;
  body?: object;
  from?: string;
  ip?: string;
}

/** Asks as a browser on a page of the shop does. */
async function ask(method: 'GET' | 'POST', path: string, { visitor, body, from = origin, ip = '10.1.1.1' }: Ask = {}) {
  const answer = await house.app.inject({
    method,
    url: `/api/v1/widget${path}`,
    remoteAddress: ip,
    headers: { origin: from, 'x-kept-widget': key, ...(visitor === undefined ? {} : { 'x-kept-visitor': visitor }) },
    ...(body === undefined ? {} : { payload: body }),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: (answer.body === '' ? {} : answer.json()) as never,
  };
}

async function newVisitor(): Promise<string> {
  const { body } = await ask('POST', '/visitors', { body: {}, ip: `10.2.${n++}.1` });
  return (body as { token: string }).token;
}

const clientId = () => `client-${String(n++).padStart(8, '0')}`;

async function chatOf(visitor: string, text: string, more: object = {}): Promise<Chat> {
  const answer = await ask('POST', '/chats', { visitor, body: { clientId: clientId(), text, ...more } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as Chat;
}

async function answer(caseId: string, text: string) {
  const agent = await house.staff('agent', 'Tomás Oliveira');
  const now = new Date(Date.now() + 5);
  await replyToCase({ ...house.as(agent), now }, caseId, { html: `<p>${text}</p>`, revision: 99 });
  await house.settle(subscriptions);
}

function tokenFor(claims: object, by = secret, alg = 'HS256'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', by).update(signed).digest('base64url')}`;
}
const iat = () => Math.floor(Date.now() / 1000);

test('only pages that the host listed may ask, and are told so where their browser looks', async () => {
  const start = await ask('GET', '/start');
  expect([start.status, start.headers['access-control-allow-origin']]).toEqual([200, origin]);
  expect(start.body).toMatchObject({ company: 'Larch & Lime', answering: { minutes: null } });
  const foreign = await ask('GET', '/start', { from: 'https://evil.example' });
  expect([foreign.status, foreign.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  const preflight = (from: string) =>
    house.app.inject({ method: 'OPTIONS', url: '/api/v1/widget/chats', headers: { origin: from } });
  expect((await preflight(origin)).statusCode).toBe(204);
  expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  expect(start.headers['access-control-allow-credentials']).toBeUndefined();
  const desk = await house.app.inject({ url: '/api/v1/cases', headers: { origin } });
  expect(desk.headers['access-control-allow-origin']).toBeUndefined();
});

test('a visitor writes, it is a case of the chat; an agent answers, he reads it, and no mail goes out while he is there', async () => {
  const visitor = await newVisitor();
  const chat = await chatOf(visitor, 'Does it come in green?', { page: 'https://shop.example/socks?session=secret#a' });
  const row = await house.db.selectFrom('cases').selectAll().where('id', '=', chat.id).executeTakeFirstOrThrow();
  expect([row.channel, row.subject, row.state]).toEqual(['chat', 'Does it come in green?', 'new']);
  const stored = await house.db
    .selectFrom('chats')
    .selectAll()
    .where('case_id', '=', chat.id)
    .executeTakeFirstOrThrow();
  expect(stored.page).toBe('https://shop.example/socks');
  await answer(chat.id, 'It does.');
  const read = (await ask('GET', `/chats/${chat.id}`, { visitor })).body as Chat;
  expect(read.messages.map((m) => [m.by, m.name, m.text])).toEqual([
    ['visitor', 'Visitor', 'Does it come in green?'],
    ['staff', 'Tomás', 'It does.'],
  ]);
  expect(await house.db.selectFrom('outbox').select('id').where('case_id', '=', chat.id).execute()).toEqual([]);
  const events = await house.db
    .selectFrom('events')
    .select('type')
    .where('subject_id', '=', chat.id)
    .orderBy('id')
    .execute();
  expect(events.map((event) => event.type)).toEqual(
    expect.arrayContaining(['cases.opened', 'cases.customer-wrote', 'chat.started', 'cases.replied']),
  );
  const news = (await ask('GET', `/chats/${chat.id}?since=${encodeURIComponent(read.cursor)}`, { visitor }))
    .body as Chat;
  expect(news.messages.at(-1)?.text).toBe('It does.');
});

test('what is said twice under one client id is said once, at the same moment, too', async () => {
  const visitor = await newVisitor();
  const body = { clientId: clientId(), text: 'Only once' };
  const all = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/chats', { visitor, body })));
  expect(new Set(all.map((one) => (one.body as Chat).id)).size).toBe(1);
  const { id } = all[0]!.body as Chat;
  const more = { clientId: clientId(), text: 'And this' };
  await Promise.all([1, 2, 3].map(() => ask('POST', `/chats/${id}/messages`, { visitor, body: more })));
  const read = (await ask('GET', `/chats/${id}`, { visitor })).body as Chat;
  expect(read.messages.map((m) => [m.text, m.clientId])).toEqual([
    ['Only once', body.clientId],
    ['And this', more.clientId],
  ]);
});

describe('nobody sees what is not his', () => {
  test('two visitors never see each other’s, whatever they claim', async () => {
    const [ada, eve] = [await newVisitor(), await newVisitor()];
    const chat = await chatOf(ada, 'My card ends in 4242', { name: 'Ada', email: 'ada@example.net' });
    await chatOf(eve, 'Hello', { name: 'Ada', email: 'ada@example.net' });
    for (const [method, path, body] of [
      ['GET', `/chats/${chat.id}`],
      ['POST', `/chats/${chat.id}/messages`, { clientId: clientId(), text: 'x' }],
      ['POST', `/chats/${chat.id}/signal`, { typing: true }],
      ['POST', `/chats/${chat.id}/end`],
      ['GET', `/stream?chat=${chat.id}`],
    ] as ['GET' | 'POST', string, object?][])
      expect([path, (await ask(method, path, { visitor: eve, ...(body ? { body } : {}) })).status]).toEqual([
        path,
        404,
      ]);
    await ask('POST', '/contact', { visitor: eve, body: { email: 'ada@example.net' } });
    const list = await ask('GET', '/chats', { visitor: eve });
    expect(JSON.stringify(list.body)).not.toContain('4242');
    expect((list.body as { items: unknown[] }).items).toHaveLength(1);
    const owners = await sql<{
      n: number;
    }>`select count(distinct k.customer_id)::int as n from cases k join chats h on h.case_id = k.id
      join chat_visitors v on v.id = h.visitor_id where v.email = 'ada@example.net'`.execute(house.db);
    expect(owners.rows[0]?.n).toBe(2);
  });

  test('an answer by mail from the claimed address is not shown to whoever only claimed it', async () => {
    const eve = await newVisitor();
    const chat = await chatOf(eve, 'Hi', { name: 'Vic', email: 'victim@example.net' });
    await answer(chat.id, 'What can we do for you?');
    await mailUnseenJob.work(house.system(), { caseId: chat.id });
    const out = await house.db
      .selectFrom('outbox')
      .selectAll()
      .where('case_id', '=', chat.id)
      .executeTakeFirstOrThrow();
    const mail = out.raw.toString();
    expect([out.to_addresses, /my\/cases/.test(mail)]).toEqual([['victim@example.net'], false]);
    const reply = `From: victim@example.net\r\nTo: hello@larchandlime.example\r\nSubject: Re: Hi\r\nMessage-ID: <v1@example.net>\r\nIn-Reply-To: ${out.rfc_message_id}\r\nDate: ${new Date().toUTCString()}\r\n\r\nI never wrote this. My number is 99-17.\r\n`;
    const got = await receiveMail(
      { ...house.system(), now: new Date(Date.now() + 50) },
      {
        raw: Buffer.from(reply),
        door: 'http',
        envelope: { from: 'victim@example.net', to: [] },
      },
    );
    expect(got.caseNumber).toBe(chat.number);
    // the mail came a little ahead of the clock: the answer to it comes later
    await new Promise((resolve) => setTimeout(resolve, 80));
    await answer(chat.id, 'Sorry, 99-17 it is.');
    const read = await ask('GET', `/chats/${chat.id}`, { visitor: eve });
    expect(JSON.stringify(read.body)).not.toContain('99-17');
    expect(read.body).toMatchObject({ elsewhere: true });
    expect((await house.db.selectFrom('outbox').select('id').where('case_id', '=', chat.id).execute()).length).toBe(2);
    // proving another address joins no record that holds the claim
    const state = await proveByCode(eve, 'eve@example.net');
    expect(state).toMatchObject({ verified: true });
    const again = await ask('GET', `/chats/${chat.id}`, { visitor: eve });
    expect(JSON.stringify(again.body)).not.toContain('99-17');
  });

  test('a file goes only with what its own visitor says', async () => {
    const [ada, eve] = [await newVisitor(), await newVisitor()];
    const boundary = 'xxBOUNDARYxx';
    const up = await house.app.inject({
      method: 'POST',
      url: '/api/v1/widget/uploads',
      headers: {
        origin,
        'x-kept-widget': key,
        'x-kept-visitor': ada,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      payload: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="../a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--${boundary}--\r\n`,
    });
    const file = up.json<{ id: string; name: string }>();
    expect([up.statusCode, file.name]).toEqual([201, 'a.txt']);
    const stolen = await ask('POST', '/chats', {
      visitor: eve,
      body: { clientId: clientId(), text: 'x', uploadIds: [file.id] },
    });
    expect(stolen.status).toBe(400);
    const chat = await chatOf(ada, '', { uploadIds: [file.id] });
    expect(chat.messages[0]?.files.map((one) => one.name)).toEqual(['a.txt']);
  });
});

/** The code that was mailed, given back. */
async function proveByCode(visitor: string, email: string) {
  expect((await ask('POST', '/codes', { visitor, body: { email } })).status).toBe(204);
  const mail = await house.db
    .selectFrom('outbox')
    .select('raw')
    .where(sql<boolean>`to_addresses = array[${email}]`)
    .orderBy('queued_at', 'desc')
    .executeTakeFirstOrThrow();
  const code = /Your code: (\d{6})/.exec(mail.raw.toString())?.[1] ?? '';
  const wrong = await ask('POST', '/codes/check', {
    visitor,
    body: { email, code: code === '000000' ? '000001' : '000000' },
  });
  expect(wrong.status).toBe(400);
  const right = await ask('POST', '/codes/check', { visitor, body: { email, code } });
  expect(right.status, JSON.stringify(right.body)).toBe(200);
  expect((await ask('POST', '/codes/check', { visitor, body: { email, code } })).status).toBe(400);
  return right.body as object;
}

describe('who somebody is', () => {
  test('a mailed code shows earlier conversations, in another browser, too', async () => {
    const [phone, laptop] = [await newVisitor(), await newVisitor()];
    const chat = await chatOf(phone, 'From my phone', { email: 'ben@example.net' });
    await proveByCode(laptop, 'ben@example.net');
    const list = (await ask('GET', '/chats', { visitor: laptop })).body as { items: { id: string }[] };
    expect(list.items.map((one) => one.id)).toEqual([chat.id]);
    const went = await ask('POST', `/chats/${chat.id}/messages`, {
      visitor: laptop,
      body: { clientId: clientId(), text: 'Now here' },
    });
    expect((went.body as Chat).messages.map((m) => m.text)).toEqual(['From my phone', 'Now here']);
  });

  test('after five wrong codes the right one is worth nothing', async () => {
    const visitor = await newVisitor();
    await ask('POST', '/codes', { visitor, body: { email: 'cy@example.net' } });
    const mail = await house.db
      .selectFrom('outbox')
      .select('raw')
      .where(sql<boolean>`to_addresses = array['cy@example.net']`)
      .executeTakeFirstOrThrow();
    const code = /Your code: (\d{6})/.exec(mail.raw.toString())?.[1] ?? '';
    const wrong = code === '111111' ? '222222' : '111111';
    for (let tries = 0; tries < 5; tries++)
      expect(
        (await ask('POST', '/codes/check', { visitor, body: { email: 'cy@example.net', code: wrong } })).status,
      ).toBe(400);
    expect((await ask('POST', '/codes/check', { visitor, body: { email: 'cy@example.net', code } })).status).toBe(400);
  });

  test('a token of the host page is believed; forged, foreign, stale and unsigned ones are not', async () => {
    const visitor = await newVisitor();
    const give = (given: string) => ask('POST', '/identity', { visitor, body: { token: given } });
    const claims = { sub: '42', email: 'dora@example.net', name: 'Dora Lind', iat: iat() };
    const other = await createWidget(house.system(), { name: 'Other', origins: [origin] });
    for (const bad of [
      tokenFor(claims, other.secret),
      tokenFor(claims, secret, 'none'),
      tokenFor(claims).replace(/\.[^.]+$/, '.'),
      tokenFor({ ...claims, iat: iat() - 4000 }),
      tokenFor({ ...claims, iat: iat() + 4000 }),
      tokenFor({ ...claims, sub: '' }),
      'not.a.token-at-all-but-long-enough',
    ])
      expect([bad.slice(-12), (await give(bad)).status]).toEqual([bad.slice(-12), 403]);
    expect((await give(tokenFor(claims))).body).toEqual({
      name: 'Dora Lind',
      email: 'dora@example.net',
      verified: true,
    });
    const another = await give(tokenFor({ ...claims, sub: '43', email: 'else@example.net' }));
    expect([another.status, (another.body as { code: string }).code]).toEqual([409, 'visitor-is-another']);
  });

  test('a token of one widget’s visitor is nothing to another widget', async () => {
    const visitor = await newVisitor();
    const other = await createWidget(house.system(), { name: 'Third', origins: [origin] });
    const answer = await house.app.inject({
      url: '/api/v1/widget/chats',
      headers: { origin, 'x-kept-widget': other.widget.key, 'x-kept-visitor': visitor },
    });
    expect(answer.statusCode).toBe(401);
  });
});

test('who left gets by mail what he has not seen, once; who is here gets none', async () => {
  const visitor = await newVisitor();
  const chat = await chatOf(visitor, 'Where is it?', { email: 'gone@example.net' });
  const id = (
    await house.db.selectFrom('chats').select('visitor_id').where('case_id', '=', chat.id).executeTakeFirstOrThrow()
  ).visitor_id;
  await house.db.insertInto('chat_streams').values({ id: chat.id, visitor_id: id, seen_at: new Date() }).execute();
  await answer(chat.id, 'First');
  await answer(chat.id, 'Second');
  const run = async () => mailUnseenJob.work({ ...house.system(), now: new Date() }, { caseId: chat.id });
  await run();
  const mails = () => house.db.selectFrom('outbox').select('raw').where('case_id', '=', chat.id).execute();
  expect(await mails()).toHaveLength(0);
  await house.db.deleteFrom('chat_streams').execute();
  await run();
  await run();
  const sent = await mails();
  expect(sent).toHaveLength(1);
  expect(sent[0]!.raw.toString()).toMatch(/First[\s\S]*Second/);
});

test('the agent sees who is there, and since when he waits', async () => {
  const visitor = await newVisitor();
  const chat = await chatOf(visitor, 'Anybody?');
  const seen = await house.app.inject({
    url: `/api/v1/cases/${chat.id}/chat`,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(seen.json()).toMatchObject({
    chat: { here: false, verifiedBy: null, waitingSince: expect.any(String) as string },
  });
});

test('a banned visitor is taken nothing from, and an ended chat is closed when the last word was ours', async () => {
  const visitor = await newVisitor();
  const chat = await chatOf(visitor, 'Thanks in advance');
  await answer(chat.id, 'Done');
  expect((await ask('POST', `/chats/${chat.id}/end`, { visitor })).body).toMatchObject({
    state: 'closed',
    ended: true,
  });
  const ban = await house.app.inject({
    method: 'PUT',
    url: `/api/v1/cases/${chat.id}/chat/ban`,
    headers: { authorization: `Bearer ${token}` },
    payload: { banned: true },
  });
  expect(ban.json()).toMatchObject({ chat: { banned: true } });
  expect((await ask('POST', '/chats', { visitor, body: { clientId: clientId(), text: 'Me again' } })).status).toBe(403);
});

test('too much in a short time is refused', async () => {
  const visitor = await newVisitor();
  const status = [];
  for (let k = 0; k < 10; k++)
    status.push((await ask('POST', '/chats', { visitor, body: { clientId: clientId(), text: `Flood ${k}` } })).status);
  expect(status.filter((one) => one === 429)).toHaveLength(2);
});

test('markup of a stranger is text, in the desk and in the widget', async () => {
  const visitor = await newVisitor();
  const text = '<img src=x onerror=alert(1)><script>alert(1)</script> javascript:alert(1)';
  const chat = await chatOf(visitor, text);
  expect(chat.messages[0]?.text).toBe(text);
  const row = await house.db
    .selectFrom('messages')
    .select('html')
    .where('case_id', '=', chat.id)
    .executeTakeFirstOrThrow();
  expect(row.html).not.toMatch(/<script|<img/);
});
