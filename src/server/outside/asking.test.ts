import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOutside } from './asking.ts';
import { isPrivateAddress } from './private-addresses.ts';

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/there' }).end();
    else if (request.url === '/inside') response.writeHead(302, { location: `http://127.0.0.1:${port}/there` }).end();
    else if (request.url === '/large') response.end(Buffer.alloc(100_000));
    else if (request.url === '/slow') setTimeout(() => response.end('late'), 2000).unref();
    else response.end(`${request.method ?? ''} ${request.url ?? ''}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('private addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.1.1',
    '172.31.0.1',
    '100.100.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '255.255.255.255',
    '224.0.0.1',
    'nonsense',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
  it.each(['8.8.8.8', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});

describe('asking outside', () => {
  const trusting = () => openOutside(['127.0.0.1']);

  it('asks a host that settings allow, and hands on what it answered', async () => {
    const answer = await trusting().ask(`http://127.0.0.1:${port}/there`, { method: 'POST', body: 'x' });
    expect([answer.status, answer.body.toString()]).toEqual([200, 'POST /there']);
  });

  it.each([
    ['by number', (at: number) => `http://127.0.0.1:${at}/there`],
    ['by name', (at: number) => `http://localhost:${at}/there`],
    ['by IPv6', (at: number) => `http://[::1]:${at}/there`],
    ['by a number written oddly', (at: number) => `http://2130706433:${at}/there`],
    ['of a cloud', () => 'http://169.254.169.254/latest/meta-data'],
  ])('refuses an address of our own network %s', async (_, address) => {
    await expect(openOutside().ask(address(port))).rejects.toMatchObject({ code: 'private-address' });
  });

  it('checks where it is sent on to', async () => {
    // allowed by name, sent on to a number that nobody allowed
    await expect(
      openOutside(['localhost']).ask(`http://localhost:${port}/inside`, { redirects: 3 }),
    ).rejects.toMatchObject({
      code: 'private-address',
    });
  });

  it('follows as many redirections as told', async () => {
    expect((await trusting().ask(`http://127.0.0.1:${port}/moved`)).status).toBe(302);
    expect((await trusting().ask(`http://127.0.0.1:${port}/moved`, { redirects: 1 })).body.toString()).toBe(
      'GET /there',
    );
  });

  it('takes no more and waits no longer than told', async () => {
    await expect(trusting().ask(`http://127.0.0.1:${port}/large`, { mostBytes: 1000 })).rejects.toMatchObject({
      code: 'outside-too-large',
    });
    await expect(trusting().ask(`http://127.0.0.1:${port}/slow`, { within: 100 })).rejects.toMatchObject({
      code: 'outside-too-slow',
    });
  });

  it.each(['ftp://example.org/x', 'file:///etc/passwd', 'nonsense', 'http://name:word@example.org/'])(
    'does not call %s',
    async (address) => {
      await expect(trusting().ask(address)).rejects.toMatchObject({ kind: 'invalid' });
    },
  );
});
