import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestCompany, type TestApp } from '../../../testing/app.ts';
import { receiveMail } from './receiving-mail.ts';

let house: TestApp;
beforeAll(async () => {
  house = await buildTestCompany();
});
afterAll(() => house.close());

let sent = 0;
const write = (from: string) => {
  sent += 1;
  const raw = `From: ${from}\r\nTo: support@localhost\r\nSubject: Offer ${String(sent)}\r\nMessage-ID: <b${String(sent)}@mail.example>\r\n\r\nBuy now.\r\n`;
  return receiveMail(house.system(), { raw: Buffer.from(raw), door: 'http', envelope: { from: null, to: [] } });
};
const block = (address: string, role: 'agent' | 'admin' = 'agent') =>
  house.askAs(role, 'POST', '/mail/blocked-senders', { address });
const unblock = (id: string, role: 'agent' | 'admin' = 'agent') =>
  house.askAs(role, 'DELETE', `/mail/blocked-senders/${id}`);

test('mail of a blocked sender is kept with its reason, opens and reaches no case, until it is let in again', async () => {
  const first = await write('Offers <Offers@Shop.example>');
  expect(first).toMatchObject({ created: true });
  const { body, status } = await block(' OFFERS@shop.example ');
  expect([status, body.address]).toEqual([201, 'offers@shop.example']);
  expect((await block('offers@shop.example')).body.id).toBe(body.id);

  expect(await write('offers@shop.example')).toMatchObject({ caseNumber: null, messageId: null, created: false });
  expect(await write('other@shop.example')).toMatchObject({ created: true });
  const kept = await house.db
    .selectFrom('mail_sources')
    .select(['state', 'error', 'case_id'])
    .where('case_id', 'is', null)
    .execute();
  expect(kept).toEqual([{ state: 'processed', error: 'its sender is blocked', case_id: null }]);

  const customer = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('number', '=', first.caseNumber)
    .executeTakeFirstOrThrow();
  const of = await house.askAs('agent', 'GET', `/mail/blocked-senders?customerId=${customer.customer_id}`);
  expect(of.body.items.map((one: { address: string }) => one.address)).toEqual(['offers@shop.example']);

  expect((await unblock(body.id)).status).toBe(204);
  expect(await write('offers@shop.example')).toMatchObject({ created: true });
  expect((await unblock(body.id)).body.code).toBe('sender-not-blocked');
  const said = await house.db
    .selectFrom('events')
    .select('type')
    .where('type', 'like', 'channels.sender-%')
    .orderBy('id')
    .execute();
  expect(said.map(({ type }) => type)).toEqual(['channels.sender-blocked', 'channels.sender-unblocked']);
});

test('a whole domain is blocked by whoever runs the channels, and never one where anybody has an address', async () => {
  expect((await block('@junk.example')).body.code).toBe('domain-needs-admin');
  const { body } = await block('@Junk.example', 'admin');
  expect(body.address).toBe('@junk.example');
  expect(await write('anybody@junk.example')).toMatchObject({ created: false, caseNumber: null });
  expect(await write('anybody@notjunk.example')).toMatchObject({ created: true });
  expect((await unblock(body.id)).body.code).toBe('domain-needs-admin');
  expect((await block('@gmail.com', 'admin')).body.code).toBe('free-mail');
});

test('nobody blocks what is ours, or what is no address', async () => {
  for (const address of ['ines@example.org', '@example.org', '@localhost'])
    expect([address, (await block(address, 'admin')).body.code]).toEqual([address, 'own-address']);
  expect((await block('no address')).status).toBe(400);
  expect((await house.askAs('colleague', 'POST', '/mail/blocked-senders', { address: 'a@b.example' })).status).toBe(
    403,
  );
});
