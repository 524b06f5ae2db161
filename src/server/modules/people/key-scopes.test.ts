import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { createCustomer } from '../customers/index.ts';
import { openCase } from '../cases/index.ts';
import { createKey } from './keys.ts';
import { mayComeFrom } from './key-scopes.ts';

let house: TestApp;
const team = newId();
let inTeam = 0;
let outside = 0;

beforeAll(async () => {
  house = await buildTestApp();
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Quiet', private: true, created_at: new Date() })
    .execute();
  const { id: customerId } = await createCustomer(house.system(), { name: 'Aruna' });
  inTeam = (await openCase(house.system(), { customerId, subject: 'Pump', text: 'It drips', teamId: team })).number;
  outside = (await openCase(house.system(), { customerId, subject: 'Hose', text: 'It leaks' })).number;
});
afterAll(() => house.close());

const ask = (token: string, url: string, method: 'GET' | 'POST' = 'GET', payload?: object) =>
  house.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload === undefined ? {} : { payload }),
  });

test('a key limited to a team sees its cases, private as they are, and no others', async () => {
  const { token } = await createKey(house.system(), { name: 'team', role: 'agent', teamIds: [team] });
  expect((await ask(token, `/cases/${String(inTeam)}`)).statusCode).toBe(200);
  expect((await ask(token, `/cases/${String(outside)}`)).statusCode).toBe(404);
  const list = (await ask(token, '/cases?state=all')).json<{ items: { number: number }[] }>();
  expect(list.items.map((item) => item.number)).toEqual([inTeam]);
});

test('a key that may read may not write', async () => {
  const { token } = await createKey(house.system(), { name: 'reader', role: 'agent', scopes: ['cases:read'] });
  expect((await ask(token, '/cases')).statusCode).toBe(200);
  const refused = await ask(token, `/cases/${String(outside)}/notes`, 'POST', { html: 'x' });
  expect(refused.statusCode).toBe(403);
  expect(refused.json()).toMatchObject({ code: 'scope-needed', detail: expect.stringContaining('cases:write') });
});

test('a key that has expired, or is used from elsewhere, is refused', async () => {
  const soon = new Date(Date.now() + 60_000).toISOString();
  const { key, token } = await createKey(house.system(), { name: 'guest', role: 'agent', expiresAt: soon });
  expect((await ask(token, '/cases')).statusCode).toBe(200);
  await house.db
    .updateTable('api_keys')
    .set({ expires_at: new Date(0) })
    .where('id', '=', key.id)
    .execute();
  expect((await ask(token, '/cases')).json()).toMatchObject({ status: 401, code: 'key-expired' });
  const far = await createKey(house.system(), { name: 'far', role: 'agent', allowedIps: ['192.0.2.0/24'] });
  expect((await ask(far.token, '/cases')).json()).toMatchObject({ status: 403, code: 'key-elsewhere' });
  const near = await createKey(house.system(), { name: 'near', role: 'agent', allowedIps: ['127.0.0.0/8'] });
  expect((await ask(near.token, '/cases')).statusCode).toBe(200);
});

test('a limited key makes no key that may do more than itself', async () => {
  const { token } = await createKey(house.system(), {
    name: 'maker',
    role: 'admin',
    scopes: ['keys:write', 'cases:write'],
  });
  const make = (body: object) => ask(token, '/keys', 'POST', { name: 'child', role: 'agent', ...body });
  expect((await make({})).json()).toMatchObject({ code: 'scopes-above-own' });
  expect((await make({ scopes: ['cases:read', 'data:read'] })).json()).toMatchObject({ code: 'scopes-above-own' });
  expect((await make({ scopes: ['cases:read'] })).statusCode).toBe(201);
});

test('limits that mean nothing are refused with the field', async () => {
  const admin = await house.staff('admin');
  const make = (input: object) => createKey(house.as(admin), { name: 'x', role: 'agent', ...input });
  await expect(make({ allowedIps: ['192.0.2.0/99'] })).rejects.toMatchObject({ code: 'address-unreadable' });
  await expect(make({ teamIds: [newId()] })).rejects.toMatchObject({ code: 'team-not-found' });
  await expect(make({ teamIds: [team], role: 'admin' })).rejects.toMatchObject({ code: 'role-not-limitable' });
  await expect(make({ expiresAt: '2001-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'expiry-past' });
});

test('addresses and networks of both families are understood', () => {
  expect(mayComeFrom('::ffff:192.0.2.9', ['192.0.2.0/24'])).toBe(true);
  expect(mayComeFrom('192.0.3.9', ['192.0.2.0/24'])).toBe(false);
  expect(mayComeFrom('2001:db8::7', ['2001:db8::/32', '10.0.0.1'])).toBe(true);
  expect(mayComeFrom('10.0.0.1', [])).toBe(true);
});
