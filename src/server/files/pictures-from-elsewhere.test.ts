import type { FastifyInstance } from 'fastify';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../modules/people/index.ts';
import { buildTestApp, type TestApp } from '../testing/app.ts';
import { signPictureAddress } from './pictures-from-elsewhere.ts';

let house: TestApp;
let app: FastifyInstance;
let elsewhere: Server;
let at: string;
const asked: string[] = [];
const dot = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');

beforeAll(async () => {
  house = await buildTestApp();
  app = house.app;
  elsewhere = createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${request.headers.cookie ?? '-'} ${request.headers.referer ?? '-'}`);
    if (request.url === '/page') response.setHeader('content-type', 'text/html').end('<script>alert(1)</script>');
    else response.setHeader('content-type', 'image/gif').end(dot);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  at = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
});
afterAll(async () => {
  elsewhere.close();
  await house.close();
});

test('a picture of a mail is fetched by us, only when it is looked at, without saying who looks', async () => {
  const authorization = `Bearer ${(await createKey(house.system(), { name: 'robot', role: 'admin' })).token}`;
  const mail = `From: Renate <renate@vogel.example>\r\nTo: support@localhost\r\nSubject: Offer\r\nMessage-ID: <p1@vogel.example>\r\nContent-Type: text/html\r\n\r\n<p>Look</p><img src="${at}/dot.gif?u=1&amp;v=2">\r\n`;
  const taken = await app.inject({
    method: 'POST',
    url: '/api/v1/mail/inbound',
    headers: { authorization, 'content-type': 'message/rfc822' },
    payload: mail,
  });
  const number = taken.json<{ caseNumber: number }>().caseNumber;
  const read = await app.inject({ url: `/api/v1/cases/${number}/messages`, headers: { authorization } });
  const html = read.json<{ items: { html: string }[] }>().items[0]!.html;
  expect(html).not.toContain(at);
  expect(asked).toEqual([]);
  const address = /data-remote-src="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&');
  const picture = await app.inject({
    url: address,
    headers: { cookie: 'kept.session_token=x', referer: house.system().url },
  });
  expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/gif']);
  expect(picture.rawPayload.equals(dot)).toBe(true);
  expect(asked).toEqual(['/dot.gif?u=1&v=2 - -']);
});

test('what is no picture, what was not signed and what has expired is not fetched', async () => {
  const now = new Date();
  const { secret } = house.system();
  const before = asked.length;
  const forged = signPictureAddress(secret, `${at}/dot.gif`, now).replace('dot.gif', 'other.gif');
  expect((await app.inject({ url: forged })).statusCode).toBe(404);
  const old = signPictureAddress(secret, `${at}/dot.gif`, new Date(now.getTime() - 86_400_000));
  expect((await app.inject({ url: old })).statusCode).toBe(404);
  expect((await app.inject({ url: '/pictures' })).statusCode).toBe(404);
  expect(asked.length).toBe(before);
  const page = await app.inject({ url: signPictureAddress(secret, `${at}/page`, now) });
  expect(page.json()).toMatchObject({ status: 404, code: 'no-picture-there' });
});
