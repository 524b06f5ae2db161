import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { setUpCompany } from './index.ts';

let house: TestApp;
beforeAll(async () => {
  house = await buildTestApp();
});
afterAll(() => house.close());

/** The owner's cookie: attempts are limited, so it is fetched once. */
let owners: string;
const account = { email: 'ines@example.org', password: 'long enough' };
const signIn = (body: object, headers: Record<string, string> = {}) =>
  house.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: body,
    headers: { origin: 'http://localhost:80', host: 'localhost:80', ...headers },
  });
const session = (cookie?: string) =>
  house.app.inject({ url: '/api/v1/session', headers: cookie === undefined ? {} : { cookie } });

async function cookieOf(body: object): Promise<string> {
  const answer = await signIn(body);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.cookies.map((cookie) => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join('; ');
}

describe('signing in', () => {
  test('before the company is set up nobody is known, and the set-up page makes the first owner', async () => {
    expect((await session()).json()).toMatchObject({ setUp: false, user: null });
    await setUpCompany(house.system(), {
      company: 'Larch & Lime',
      word: 'Certain',
      name: 'Ines',
      ...account,
      timeZone: 'Europe/London',
      language: 'en',
      sample: false,
    });
    expect((await session()).json()).toMatchObject({ setUp: true, user: null, word: null });
  });

  test('the set-up is refused once done, whoever asks', async () => {
    const again = await house.app.inject({
      method: 'POST',
      url: '/api/v1/setup',
      payload: {
        company: 'Others',
        word: 'Mine',
        name: 'Eve',
        email: 'eve@example.org',
        password: 'long enough',
        timeZone: 'UTC',
        language: 'en',
        sample: false,
      },
    });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'already-set-up' });
  });

  test('the right password opens a session that knows person, word and permissions', async () => {
    owners = await cookieOf(account);
    const answer = await session(owners);
    expect(answer.json()).toMatchObject({ user: { name: 'Ines', role: 'owner' }, word: { word: 'Certain' } });
    expect(answer.json<{ permissions: string[] }>().permissions).toContain('people.manage');
  });

  test('a wrong password, an unknown person and a forged cookie open nothing', async () => {
    expect((await signIn({ ...account, password: 'not the one' })).statusCode).toBe(401);
    expect((await signIn({ ...account, email: 'nobody@example.org' })).statusCode).toBe(401);
    const forged = owners.replace(/kept\.session_token=([^.;]+)/, 'kept.session_token=$1x');
    expect((await session(forged)).json()).toMatchObject({ user: null });
  });

  test('nobody can sign himself up', async () => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-up/email',
      payload: { name: 'Eve', email: 'eve@example.org', password: 'long enough' },
      headers: { origin: 'http://localhost:80' },
    });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(await house.db.selectFrom('users').select('email').execute()).toHaveLength(1);
  });

  test("another site's page cannot write with the cookie", async () => {
    const cookie = owners;
    const write = (headers: Record<string, string>) =>
      house.app.inject({
        method: 'POST',
        url: '/api/v1/teams',
        payload: { name: `Team ${Math.random()}` },
        headers: { cookie, ...headers },
      });
    expect((await write({ 'sec-fetch-site': 'cross-site' })).json()).toMatchObject({ code: 'foreign-origin' });
    expect((await write({ origin: 'https://evil.example' })).json()).toMatchObject({ code: 'foreign-origin' });
    expect((await write({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201);
  });

  test('whoever leaves is signed out at once', async () => {
    const made = await house.app.inject({
      method: 'POST',
      url: '/api/v1/users',
      payload: { name: 'Tom', email: 'Tom@Example.org', role: 'agent', password: 'long enough too' },
      headers: { cookie: owners },
    });
    expect(made.statusCode, made.body).toBe(201);
    const his = await cookieOf({ email: 'tom@example.org', password: 'long enough too' });
    expect((await session(his)).json()).toMatchObject({ user: { name: 'Tom' } });
    await house.app.inject({
      method: 'PATCH',
      url: `/api/v1/users/${made.json<{ id: string }>().id}`,
      payload: { active: false },
      headers: { cookie: owners },
    });
    expect((await session(his)).json()).toMatchObject({ user: null });
    expect((await signIn({ email: 'tom@example.org', password: 'long enough too' })).statusCode).toBe(200);
    expect(
      (await session(await cookieOf({ email: 'tom@example.org', password: 'long enough too' }))).json(),
    ).toMatchObject({ user: null });
  });

  test('the last owner stays', async () => {
    const owner = await house.db.selectFrom('users').select('id').where('role', '=', 'owner').executeTakeFirstOrThrow();
    const answer = await house.app.inject({
      method: 'PATCH',
      url: `/api/v1/users/${owner.id}`,
      payload: { role: 'agent' },
      headers: { cookie: owners },
    });
    expect(answer.json()).toMatchObject({ code: 'last-owner' });
  });

  test('after too many attempts the door waits', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++)
      statuses.push((await signIn({ ...account, password: `wrong ${attempt} guess` })).statusCode);
    expect(statuses).toContain(429);
  });
});
