import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { furnish } from './testing/ledger-fixture.ts';

let house: TestApp;
let customerId: string;
let calendarId: string;

beforeAll(async () => {
  house = await buildTestApp();
  ({ customerId, calendarId } = await furnish(house));
});
afterAll(() => house.close());

const ask: TestApp['askAs'] = (...given) => house.askAs(...given);
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

it('a promise goes its whole way over the wire', async () => {
  const made = await ask('agent', 'POST', '/promises', { what: 'Call', customerId, dueAt: tomorrow() });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    state: 'open',
    customer: { name: 'Greta Holm' },
    moves: expect.arrayContaining(['keep', 'break']),
  });
  const { id } = made.body;
  const keeper = await house.staff('agent');
  expect((await ask('agent', 'POST', `/promises/${id}/keeper`, { keeperId: keeper.id })).body.keeper.id).toBe(
    keeper.id,
  );
  const dueAt = new Date(Date.now() + 2 * 86_400_000).toISOString();
  expect((await ask('agent', 'POST', `/promises/${id}/renegotiation`, { dueAt, why: 'Agreed' })).body).toMatchObject({
    dueAt,
  });
  expect((await ask('agent', 'GET', `/promises/${id}`)).body.explanation.days.length).toBeGreaterThan(1);
  expect((await ask('agent', 'GET', '/promises?state=open&limit=1')).body.items).toHaveLength(1);
  expect((await ask('agent', 'GET', '/promises/today')).status).toBe(200);
  expect((await ask('agent', 'POST', `/promises/${id}/keeping`, {})).body.state).toBe('kept');
  expect((await ask('agent', 'POST', `/promises/${id}/breaking`, { reason: 'no' })).status).toBe(409);
  expect((await ask('agent', 'GET', '/promises/kept-rate')).body.everyone.personal).toMatchObject({ k: 1, n: 1 });
  const second = await ask('agent', 'POST', '/promises', { what: 'Call', customerId, minutes: 90 });
  expect((await ask('agent', 'DELETE', `/promises/${second.body.id}?because=released`)).status).toBe(204);
});

it('policies and calendars are for managers to change and for agents to read', async () => {
  const policy = { name: 'Gold', conditions: { vip: true }, firstResponseMinutes: 30, calendarId };
  expect((await ask('agent', 'POST', '/policies', policy)).status).toBe(403);
  const made = await ask('manager', 'POST', '/policies', { ...policy, position: 1 });
  expect(made).toMatchObject({ status: 201, body: { version: 1, position: 1 } });
  expect((await ask('manager', 'PATCH', `/policies/${made.body.id}`, { nextResponseMinutes: 60 })).body.version).toBe(
    2,
  );
  expect((await ask('agent', 'GET', `/policies/${made.body.id}/versions`)).body.items).toHaveLength(2);
  expect((await ask('agent', 'GET', '/policies')).body.items[0].name).toBe('Gold');
  expect((await ask('manager', 'DELETE', `/policies/${made.body.id}`)).status).toBe(204);
  const preview = await ask('agent', 'POST', `/calendars/${calendarId}/preview`, {
    from: '2026-03-27T15:00:00Z',
    minutes: 120,
  });
  expect(preview.body.dueAt).toBe('2026-03-30T08:00:00.000Z');
  expect(
    (
      await ask('manager', 'POST', `/calendars/${calendarId}/holidays`, {
        country: 'GB',
        region: 'ENG',
        fromYear: 2026,
        toYear: 2026,
      })
    ).body.added,
  ).toBeGreaterThan(5);
  expect((await ask('agent', 'GET', '/calendars')).body.items).toHaveLength(1);
  expect((await ask('manager', 'PATCH', `/calendars/${calendarId}`, { zone: 'Mars/Base' })).body).toMatchObject({
    code: 'calendar-invalid',
  });
});

it.each([
  ['GET', `/promises/${newId()}`, undefined, 404],
  ['GET', '/promises/not-an-id', undefined, 400],
  ['GET', '/promises?cursor=nonsense', undefined, 400],
  ['GET', `/promises?cursor=${Buffer.from('["x","y"]').toString('base64url')}`, undefined, 400],
  ['GET', '/promises?keeper=somebody', undefined, 400],
  ['GET', '/promises?limit=201', undefined, 400],
  ['GET', '/promises/kept-rate?from=2020-01-01T00:00:00Z', undefined, 400],
  ['POST', '/promises', { what: ' ', customerId: newId(), minutes: 5 }, 400],
  ['POST', '/promises', { what: 'x', customerId: newId(), minutes: 5 }, 404],
  ['POST', '/promises', { what: 'x', customerId: newId(), minutes: -5 }, 400],
  ['POST', '/policies', { name: 'x', firstResponseMinutes: 0 }, 403],
  ['GET', `/policies/${newId()}/versions`, undefined, 200],
  ['GET', `/calendars/${newId()}`, undefined, 404],
] as const)('%s %s is answered with its own status', async (method, url, payload, status) => {
  expect((await ask('agent', method, url, payload)).status).toBe(status);
});

it('who does not serve customers sees no promises', async () => {
  expect((await ask('colleague', 'GET', '/promises')).status).toBe(403);
});
