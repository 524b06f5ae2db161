import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../people/index.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';

let house: TestApp;
let app: FastifyInstance;
let authorization: string;
beforeAll(async () => {
  house = await buildTestApp();
  app = house.app;
  authorization = `Bearer ${(await createKey(house.system(), { name: 'robot', role: 'admin' })).token}`;
});
afterAll(() => house.close());

const post = (url: string, payload: string | Buffer | object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { authorization, ...headers }, payload });
const get = (url: string) => app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { authorization } });
const raw = (id: string, from = 'Renate Vogel <renate@vogel.example>') =>
  `From: ${from}\r\nTo: support@localhost\r\nSubject: Worktop\r\nMessage-ID: <${id}@vogel.example>\r\n\r\nIt is cracked.\r\n`;

function multipart(name: string, type: string, content: Buffer) {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return post('/uploads', Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')]), {
    'content-type': 'multipart/form-data; boundary=x',
  });
}

test('a raw mail over HTTP answers its class, its case and whether that is new, and the same again the same', async () => {
  const first = await post('/mail/inbound', raw('h1'), { 'content-type': 'message/rfc822' });
  expect(first.statusCode).toBe(200);
  expect(first.json()).toMatchObject({ class: 'human', created: true });
  const again = await post('/mail/inbound', raw('h1'), { 'content-type': 'message/rfc822' });
  expect(again.json()).toEqual({ ...first.json<object>(), created: false });
  const source = (await get('/mail/sources')).json<{ items: { id: string }[] }>().items[0]!;
  expect((await get(`/mail/sources/${source.id}`)).json<{ source: string }>().source).toBe(raw('h1'));
  expect((await get('/mailboxes/health')).json()).toMatchObject({
    sends: false,
    mailboxes: [{ address: 'support@localhost', received: 1 }],
  });
});

test('no mail, a mail of another type and a mail over 50 MB are refused with the reason', async () => {
  const empty = await post('/mail/inbound', '', { 'content-type': 'message/rfc822' });
  expect(empty.json()).toMatchObject({ status: 400, code: 'mail-empty' });
  expect((await post('/mail/inbound', raw('h2'), { 'content-type': 'text/html' })).statusCode).toBe(415);
  const huge = await post('/mail/inbound', Buffer.alloc(50 * 1_048_576 + 1, 'x'), { 'content-type': 'message/rfc822' });
  expect(huge.json()).toMatchObject({ status: 413, code: 'too-large' });
  expect(huge.json<{ detail: string }>().detail).toContain('50 MB');
});

test('an uploaded file goes out with the answer and is served so that it can do nothing', async () => {
  const { caseNumber } = (await post('/mail/inbound', raw('h3'), { 'content-type': 'message/rfc822' })).json<{
    caseNumber: number;
  }>();
  const upload = await multipart('../<b>page</b>.html', 'text/html', Buffer.from('<script>alert(1)</script>'));
  expect(upload.statusCode).toBe(201);
  const file = upload.json<{ id: string; name: string; url: string }>();
  const answer = await post(`/cases/${String(caseNumber)}/messages`, {
    html: '<p>See the page</p>',
    revision: 1,
    attachmentIds: [file.id],
  });
  expect(answer.json()).toMatchObject({
    state: 'waiting',
    revision: 2,
    message: { attachments: [{ id: file.id }], delivery: { state: 'queued' } },
  });
  const served = await app.inject({ method: 'GET', url: file.url });
  expect(served.statusCode).toBe(200);
  expect(served.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  expect(served.headers['content-disposition']).toMatch(/^attachment; /);
  const forged = await app.inject({ method: 'GET', url: file.url.replace('octet', 'html').replace(/key=./, 'key=_') });
  expect(forged.statusCode).toBe(404);
  const twice = await post(`/cases/${String(caseNumber)}/notes`, { html: 'again', attachmentIds: [file.id] });
  expect(twice.json()).toMatchObject({ status: 400, code: 'upload-not-found' });
  const outbox = (await get('/outbox')).json<{ items: { id: string; purpose: string }[] }>().items;
  const mail = (await get(`/outbox/${outbox.find((row) => row.purpose === 'reply')!.id}`)).json<{
    text: string;
    source: string;
  }>();
  expect(mail.text).toContain('See the page');
  expect(mail.source).toContain('filename=');
});

test('an upload over 30 MB is refused by name and leaves nothing', async () => {
  const answer = await multipart('big.bin', 'application/octet-stream', Buffer.alloc(30 * 1_048_576 + 1));
  expect(answer.statusCode).toBe(413);
  expect(answer.json<{ detail: string }>().detail).toContain('30 MB');
});

test('a held answer carries the messages it did not know', async () => {
  const { caseNumber } = (await post('/mail/inbound', raw('h4'), { 'content-type': 'message/rfc822' })).json<{
    caseNumber: number;
  }>();
  const held = await post(`/cases/${String(caseNumber)}/messages`, { html: 'Late', revision: 0 });
  expect(held.json()).toMatchObject({ status: 409, code: 'case-moved-on', missed: [{ text: 'It is cracked.' }] });
});

test('a call is noted in one request and everything wrong is named', async () => {
  const call = await post('/cases', {
    customer: { name: 'Niall', phone: '+44 20 7946 0000' },
    subject: 'Sills',
    text: 'Which stone?',
  });
  expect(call.statusCode).toBe(201);
  expect(call.json()).toMatchObject({
    state: 'new',
    customer: { name: 'Niall' },
    messages: { items: [{ text: 'Which stone?' }] },
  });
  const again = await post('/cases', {
    customer: { name: 'N', phone: '0044 2079460000' },
    subject: 'Sills',
    text: 'And where?',
  });
  expect(again.json<{ customer: object }>().customer).toEqual(call.json<{ customer: object }>().customer);
  expect((await post('/cases', { subject: 'x', text: 'y' })).json()).toMatchObject({ code: 'customer-missing' });
  expect((await post('/cases', { subject: '', text: 7 })).json()).toMatchObject({ status: 400, code: 'validation' });
  expect((await get('/cases?cursor=nonsense')).json()).toMatchObject({ code: 'cursor' });
  expect((await get('/cases/999999')).json()).toMatchObject({ status: 404, code: 'case-not-found' });
});
