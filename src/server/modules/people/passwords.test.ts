import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMail } from '../../mail/parsing/parsing.ts';
import { jobs } from '../../jobs/jobs.ts';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';
import { givePasswordTo } from './index.ts';

let house: TestApp;
beforeAll(async () => {
  house = await buildTestCompany();
});
afterAll(() => house.close());

const origin = { origin: 'http://localhost', host: 'localhost' };
/** Each from an address of his own: what is tried here is not how often one may try. */
let visitors = 0;
const ask = (path: string, payload: object, cookie?: string) =>
  house.app.inject({
    method: 'POST',
    url: path.startsWith('/api') ? path : `/api/v1${path}`,
    remoteAddress: `10.0.${Math.floor(visitors / 200)}.${(visitors++ % 200) + 1}`,
    payload,
    headers: { ...origin, ...(cookie === undefined ? {} : { cookie }) },
  });

async function signIn(email: string, password: string): Promise<string | null> {
  const answer = await ask('/api/auth/sign-in/email', { email, password });
  if (answer.statusCode !== 200) return null;
  return answer.cookies.map((cookie) => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join('; ');
}

async function whoIs(cookie: string): Promise<string | null> {
  const answer = await house.app.inject({ url: '/api/v1/session', headers: { cookie } });
  return answer.json<{ user: { name: string } | null }>().user?.name ?? null;
}

/** Works what waits of the jobs that mail about passwords; answers the mails they wrote. */
async function mailed() {
  const { rows } = await sql<{ id: string; identifier: string; payload: Record<string, unknown> }>`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and (t.identifier like 'mail-password-%' or t.identifier = 'mail-address-changed') returning j.id, t.identifier, j.payload`.execute(
    house.db,
  );
  for (const { identifier, payload } of rows)
    await jobs.find(({ name }) => name === identifier)!.work(house.system(), payload);
  const written = await house.db.deleteFrom('outbox').returning(['to_addresses', 'subject', 'raw']).execute();
  return Promise.all(
    written.map(async ({ to_addresses: [to], subject, raw }) => ({
      to,
      subject,
      text: (await parseMail(raw)).text,
    })),
  );
}

/** As if two minutes had gone by since the last link. */
const laterOn = () => sql`update verifications set created_at = created_at - interval '2 minutes'`.execute(house.db);
const tokenIn = (text: string) => /\/choose-password#(\S+)/.exec(text)?.[1] ?? '';
const byRole = (role: 'owner' | 'admin' | 'agent', method: 'POST' | 'DELETE', path: string, body?: object) =>
  house.askAs(role, method, path, body);

async function add(name: string, role: string, password?: string): Promise<{ id: string; email: string }> {
  const email = `${name.toLowerCase()}@example.org`;
  const answer = await byRole('owner', 'POST', '/users', {
    name,
    email,
    role,
    ...(password === undefined ? {} : { password }),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe('a colleague without a password', () => {
  test('is mailed a link, chooses one, and the link opens nothing any more', async () => {
    const tom = await add('Tom', 'agent');
    const [mail, ...others] = await mailed();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: tom.email });
    const token = tokenIn(mail!.text);
    expect((await ask('/passwords/looked-up', { token })).json()).toMatchObject({
      name: 'Tom',
      email: tom.email,
      because: 'new',
    });
    const easy = await ask('/passwords/chosen', { token, password: 'tom@example.org' });
    expect([easy.statusCode, easy.json<{ code: string }>().code]).toEqual([400, 'password-easy']);
    expect((await ask('/passwords/chosen', { token, password: 'short' })).statusCode).toBe(400);
    expect((await ask('/passwords/chosen', { token, password: 'oak lid on Friday' })).statusCode).toBe(204);
    expect(await whoIs((await signIn(tom.email, 'oak lid on Friday'))!)).toBe('Tom');
    const again = await ask('/passwords/chosen', { token, password: 'another one still' });
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([404, 'password-link-over']);
    expect((await ask('/passwords/looked-up', { token })).statusCode).toBe(404);
    // he is told that his password is another now
    expect((await mailed()).map(({ to }) => to)).toEqual([tom.email]);
  });

  test('of two who use one link at once, one does', async () => {
    await add('Twice', 'agent');
    const token = tokenIn((await mailed())[0]!.text);
    const both = await Promise.all([
      ask('/passwords/chosen', { token, password: 'the first of both' }),
      ask('/passwords/chosen', { token, password: 'the other of both' }),
    ]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 404]);
    await mailed();
  });
});

describe('a forgotten password', () => {
  test('is answered alike for everybody, and a link goes only to whoever works here', async () => {
    const pia = await add('Pia', 'agent', 'pia has one already');
    const [known, unknown] = [
      await ask('/passwords/forgotten', { email: 'PIA@example.org' }),
      await ask('/passwords/forgotten', { email: 'nobody@example.org' }),
    ];
    expect([known.statusCode, known.body, unknown.statusCode, unknown.body]).toEqual([204, '', 204, '']);
    await ask('/passwords/forgotten', { email: pia.email });
    const mails = await mailed();
    expect(mails.map(({ to }) => to)).toEqual([pia.email]);
    expect(await signIn(pia.email, 'pia has one already')).not.toBeNull();
  });

  test('a newer link ends the older, a link ends after its hour, and all sessions end with the new password', async () => {
    const rosa = await add('Rosa', 'agent', 'rosa has one too');
    const open = (await signIn(rosa.email, 'rosa has one too'))!;
    await ask('/passwords/forgotten', { email: rosa.email });
    const older = tokenIn((await mailed())[0]!.text);
    // whoever asks again and again in her name fills no mailbox
    await ask('/passwords/forgotten', { email: rosa.email });
    expect(await mailed()).toEqual([]);
    expect((await ask('/passwords/looked-up', { token: older })).statusCode).toBe(200);
    await laterOn();
    await ask('/passwords/forgotten', { email: rosa.email });
    const newer = tokenIn((await mailed())[0]!.text);
    expect((await ask('/passwords/looked-up', { token: older })).statusCode).toBe(404);
    await sql`update verifications set expires_at = now() - interval '1 second' where value = ${rosa.id}`.execute(
      house.db,
    );
    expect((await ask('/passwords/chosen', { token: newer, password: 'too late for this' })).statusCode).toBe(404);
    await laterOn();
    await ask('/passwords/forgotten', { email: rosa.email });
    const last = tokenIn((await mailed())[0]!.text);
    expect(await whoIs(open)).toBe('Rosa');
    expect((await ask('/passwords/chosen', { token: last, password: 'a kettle of herring' })).statusCode).toBe(204);
    expect(await whoIs(open)).toBeNull();
    expect(await signIn(rosa.email, 'rosa has one too')).toBeNull();
    expect(await signIn(rosa.email, 'a kettle of herring')).not.toBeNull();
    await mailed();
  });

  test('the token stands in no table and in no log, and the outbox shows it to nobody', async () => {
    const uli = await add('Uli', 'owner');
    await sql`select 1`.execute(house.db);
    const { rows } = await sql<{ payload: Record<string, unknown> }>`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'mail-password-link'`.execute(house.db);
    expect(rows.map(({ payload }) => payload)).toEqual([{ userId: uli.id }]);
    await jobs.find(({ name }) => name === 'mail-password-link')!.work(house.system(), rows[0]!.payload);
    const row = await house.db.selectFrom('outbox').select(['id', 'raw']).executeTakeFirstOrThrow();
    const token = tokenIn((await parseMail(row.raw)).text);
    expect(token.length).toBe(43);
    const shown = await house.askAs('admin', 'GET', `/outbox/${row.id}`);
    expect(shown.status).toBe(200);
    expect(JSON.stringify(shown.body)).not.toContain(token);
    const log = await sql<{
      n: number;
    }>`select count(*)::int as n from events where data::text like ${`%${token}%`}`.execute(house.db);
    const kept = await sql<{
      n: number;
    }>`select count(*)::int as n from verifications where identifier like ${`%${token}%`}`.execute(house.db);
    expect([log.rows[0]?.n, kept.rows[0]?.n]).toEqual([0, 0]);
    await sql`delete from graphile_worker._private_jobs`.execute(house.db);
    await house.db.deleteFrom('outbox').execute();
  });

  test('whoever may not sign in gets no link, and an earlier one opens nothing', async () => {
    const gone = await add('Gone', 'agent');
    const token = tokenIn((await mailed())[0]!.text);
    expect((await house.askAs('owner', 'PATCH', `/users/${gone.id}`, { active: false })).status).toBe(200);
    expect((await ask('/passwords/looked-up', { token })).statusCode).toBe(404);
    await ask('/passwords/forgotten', { email: gone.email });
    expect(await mailed()).toEqual([]);
    expect((await byRole('owner', 'POST', `/users/${gone.id}/password-link`, { mail: false })).status).toBe(409);
  });
});

describe('one’s own password', () => {
  test('is changed by whoever knows the present one; he stays in here and is out everywhere else', async () => {
    const kim = await add('Kim', 'agent', 'kim began with this');
    const [here, there] = [
      (await signIn(kim.email, 'kim began with this'))!,
      (await signIn(kim.email, 'kim began with this'))!,
    ];
    const wrong = await ask('/passwords/own', { current: 'not the one', password: 'a new one for kim' }, here);
    expect([wrong.statusCode, wrong.json<{ code: string }>().code]).toEqual([400, 'password-wrong']);
    expect(
      (await ask('/passwords/own', { current: 'kim began with this', password: 'a new one for kim' }, here)).statusCode,
    ).toBe(204);
    expect([await whoIs(here), await whoIs(there)]).toEqual(['Kim', null]);
    expect(await signIn(kim.email, 'kim began with this')).toBeNull();
    expect((await mailed()).map(({ to }) => to)).toEqual([kim.email]);
    const other = (await signIn(kim.email, 'a new one for kim'))!;
    const ended = await house.app.inject({
      method: 'POST',
      url: '/api/v1/sessions/ended-elsewhere',
      headers: { ...origin, cookie: other },
    });
    expect(ended.json()).toEqual({ ended: 1 });
    expect([await whoIs(here), await whoIs(other)]).toEqual([null, 'Kim']);
  });

  test('an API key has none, and a stranger is asked to sign in', async () => {
    expect(
      (await byRole('agent', 'POST', '/passwords/own', { current: 'any', password: 'long enough now' })).status,
    ).toBe(403);
    expect((await ask('/passwords/own', { current: 'any', password: 'long enough now' })).statusCode).toBe(401);
  });
});

describe('an admin', () => {
  test('hands over a link or mails one, for nobody above himself', async () => {
    const lea = await add('Lea', 'lead', 'lea has hers already');
    const boss = await add('Boss', 'owner', 'the boss has one too');
    const handed = await byRole('admin', 'POST', `/users/${lea.id}/password-link`, { mail: false });
    const { link, until } = handed.body;
    expect(Date.parse(until)).toBeGreaterThan(Date.now() + 71 * 3_600_000);
    expect((await ask('/passwords/chosen', { token: tokenIn(link), password: 'lea chose this one' })).statusCode).toBe(
      204,
    );
    expect(await signIn(lea.email, 'lea chose this one')).not.toBeNull();
    await mailed();
    const asked = await byRole('admin', 'POST', `/users/${lea.id}/password-link`, { mail: true });
    expect(asked.body).toMatchObject({ link: null });
    expect((await mailed()).map(({ to }) => to)).toEqual([lea.email]);
    for (const answer of [
      await byRole('admin', 'POST', `/users/${boss.id}/password-link`, { mail: false }),
      await byRole('admin', 'DELETE', `/users/${boss.id}/two-factor`),
      await byRole('agent', 'POST', `/users/${lea.id}/password-link`, { mail: false }),
    ])
      expect(answer.status).toBe(403);
  });

  test('takes the code of a lost phone off; its owner is signed out and told', async () => {
    const ole = await add('Ole', 'agent', 'ole lost his phone');
    const open = (await signIn(ole.email, 'ole lost his phone'))!;
    await house.db.updateTable('users').set({ two_factor_enabled: true }).where('id', '=', ole.id).execute();
    await house.db
      .insertInto('two_factors')
      .values({ id: ole.id, user_id: ole.id, secret: 'x', backup_codes: 'x' })
      .execute();
    const answer = await byRole('admin', 'DELETE', `/users/${ole.id}/two-factor`);
    expect(answer.body).toMatchObject({ twoFactor: false });
    expect(await whoIs(open)).toBeNull();
    expect((await mailed()).map(({ to }) => to)).toEqual([ole.email]);
    expect(await signIn(ole.email, 'ole lost his phone')).not.toBeNull();
    const said = await house.db.selectFrom('events').select('type').where('subject_id', '=', ole.id).execute();
    expect(said.map(({ type }) => type)).toContain('people.code-taken-off');
  });

  test('on the server itself gives anybody a password', async () => {
    await givePasswordTo(house.system(), {
      email: 'Rosa@example.org',
      password: 'from the command line',
      withoutCode: true,
    });
    expect(await signIn('rosa@example.org', 'from the command line')).not.toBeNull();
    await expect(
      givePasswordTo(house.system(), {
        email: 'nobody@example.org',
        password: 'for nobody at all',
        withoutCode: false,
      }),
    ).rejects.toMatchObject({ code: 'user-not-found' });
  });
});

describe('another address', () => {
  const move = (role: 'admin' | 'agent', id: string, email: string) =>
    house.askAs(role, 'PATCH', `/users/${id}`, { email });

  test('is signed in with from then on, both addresses are told, and links to the one before open nothing', async () => {
    const una = await add('Una', 'agent', 'una has a password');
    await mailed();
    await byRole('admin', 'POST', `/users/${una.id}/password-link`, { mail: true });
    const token = tokenIn((await mailed())[0]!.text);
    const answer = await move('admin', una.id, ' Una.Weber@example.org'.trim());
    expect(answer.body).toMatchObject({ email: 'una.weber@example.org' });
    expect(await signIn(una.email, 'una has a password')).toBeNull();
    expect(await signIn('una.weber@example.org', 'una has a password')).not.toBeNull();
    expect((await ask('/passwords/looked-up', { token })).statusCode).toBe(404);
    const mails = await mailed();
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['una.weber@example.org', 'una@example.org']);
    expect(mails[0]!.text).toContain('una.weber@example.org');
    const [said] = await house.db
      .selectFrom('events')
      .select('data')
      .where('subject_id', '=', una.id)
      .where('type', '=', 'people.user-changed')
      .execute();
    expect(said!.data).toMatchObject({ email: 'una.weber@example.org', emailBefore: 'una@example.org' });
  });

  test('is refused when a colleague has it, and to whoever does not run the house', async () => {
    const [vera, will] = [
      await add('Vera', 'agent', 'vera and her words'),
      await add('Will', 'agent', 'will and his words'),
    ];
    expect((await move('admin', vera.id, will.email.toUpperCase())).body).toMatchObject({ code: 'email-taken' });
    expect((await move('admin', vera.id, vera.email.toUpperCase())).status).toBe(200);
    expect((await move('agent', vera.id, 'vera2@example.org')).status).toBe(403);
    expect(await mailed()).toEqual([]);
  });
});

test('what else the sign-in library could do stands at no address', async () => {
  for (const path of [
    'change-password',
    'request-password-reset',
    'reset-password',
    'update-user',
    'delete-user',
    'sign-up/email',
  ])
    expect((await ask(`/api/auth/${path}`, { newPassword: 'long enough to be one' })).statusCode, path).toBe(404);
});
