import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '../../../contract/people.ts';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';

let house: TestApp;
beforeAll(async () => {
  house = await buildTestCompany();
});
afterAll(() => house.close());

const change = (body: object, role: 'admin' | 'manager' = 'admin') => house.askAs(role, 'PATCH', '/company', body);
const shown = async () => (await house.askAs('agent', 'GET', '/session')).body.company as Session['company'];
const told = () =>
  house.db.selectFrom('events').select('data').where('type', '=', 'people.company-changed').orderBy('id').execute();

describe('the company', () => {
  test('gets another name, zone, language and currency, and the log says from what to what', async () => {
    const before = await shown();
    const answer = await change({
      name: ' Nordlicht GmbH ',
      timeZone: 'America/New_York',
      language: 'fr',
      currency: 'USD',
    });
    const now = { name: 'Nordlicht GmbH', timeZone: 'America/New_York', language: 'fr', currency: 'USD' };
    expect(answer.body).toEqual(now);
    expect(await shown()).toEqual(now);
    expect(await told()).toEqual([{ data: { before, after: now } }]);
  });

  test('tells nothing when nothing is different', async () => {
    const n = (await told()).length;
    expect((await change({ currency: 'USD' })).status).toBe(200);
    expect((await told()).length).toBe(n);
  });

  test('refuses zones, currencies and languages that are none, and leaves the rest as it was', async () => {
    const before = await shown();
    for (const [body, code] of [
      [{ name: 'Other', timeZone: 'Mars/Olympus' }, 'time-zone'],
      [{ name: 'Other', currency: 'ZZZ' }, 'currency'],
    ] as const) {
      const answer = await change(body);
      expect([answer.status, answer.body.code]).toEqual([400, code]);
    }
    for (const body of [{ language: 'xx' }, { name: ' ' }, { currency: 'usd' }])
      expect((await change(body)).status).toBe(400);
    expect(await shown()).toEqual(before);
  });

  test('is changed only by whoever runs the house', async () => {
    expect((await change({ name: 'Mine' }, 'manager')).status).toBe(403);
  });
});

test('a team is called like no other, and the refusal stands beside its name', async () => {
  const [one, other] = await Promise.all(
    ['Repairs', 'Returns'].map((name) => house.askAs('admin', 'POST', '/teams', { name })),
  );
  const rename = (id: string, name: string) => house.askAs('admin', 'PATCH', `/teams/${id}`, { name });
  const refused = await rename(other!.body.id, ' Repairs ');
  expect([refused.status, refused.body.code, refused.body.fields[0].field]).toEqual([409, 'team-name-taken', 'name']);
  expect((await rename(one!.body.id, 'Repairs')).status).toBe(200);
});
