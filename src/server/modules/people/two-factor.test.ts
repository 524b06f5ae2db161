import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';
import { fromBase32, totp, wrongCode } from '../../testing/one-time-code.ts';

let house: TestApp;
/** What a browser keeps: the cookies by name. */
const cookies = new Map<string, string>();
const account = { email: 'ines@example.org', password: 'long enough' };
let secret: Buffer;
let backupCodes: string[];

beforeAll(async () => {
  house = await buildTestCompany();
});
afterAll(() => house.close());

const cookie = () => [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');

async function post(path: string, payload: object) {
  const answer = await house.app.inject({
    method: 'POST',
    url: `/api/auth${path}`,
    payload,
    headers: { origin: 'http://localhost:80', host: 'localhost:80', cookie: cookie() },
  });
  for (const { name, value, maxAge } of answer.cookies) {
    if (maxAge === 0) cookies.delete(name);
    else cookies.set(name, value);
  }
  return answer;
}

async function whoIsHere() {
  const answer = await house.app.inject({ url: '/api/v1/session', headers: { cookie: cookie() } });
  return answer.json<{ user: { name: string; twoFactor: boolean } | null }>().user;
}

describe('signing in with a code as well', () => {
  test('the codes computed here are those of RFC 6238, appendix B', () => {
    expect(totp(Buffer.from('12345678901234567890'), 59_000)).toBe('287082');
    expect(totp(Buffer.from('12345678901234567890'), 1_111_111_109_000)).toBe('081804');
  });

  test('it is offered for the right password only, and is not on before the first code', async () => {
    expect((await post('/sign-in/email', account)).statusCode).toBe(200);
    expect((await post('/two-factor/enable', { password: 'not the one' })).statusCode).toBe(400);
    const answer = await post('/two-factor/enable', { password: account.password });
    expect(answer.statusCode, answer.body).toBe(200);
    const offer = answer.json<{ totpURI: string; backupCodes: string[] }>();
    const address = new URL(offer.totpURI);
    expect(address.searchParams.get('issuer')).toBeTruthy();
    secret = fromBase32(address.searchParams.get('secret') ?? '');
    backupCodes = offer.backupCodes;
    expect(backupCodes).toHaveLength(10);
    expect(await whoIsHere()).toMatchObject({ name: 'Ines', twoFactor: false });
  });

  test('the first right code switches it on', async () => {
    expect((await post('/two-factor/verify-totp', { code: wrongCode(secret, Date.now()) })).statusCode).toBe(401);
    expect(await whoIsHere()).toMatchObject({ twoFactor: false });
    expect((await post('/two-factor/verify-totp', { code: totp(secret, Date.now()) })).statusCode).toBe(200);
    expect(await whoIsHere()).toMatchObject({ name: 'Ines', twoFactor: true });
  });

  test('neither secret nor backup codes stand in the database in clear', async () => {
    const row = await house.db.selectFrom('two_factors').selectAll().executeTakeFirstOrThrow();
    expect(row.secret).not.toContain(secret.toString());
    for (const code of backupCodes) expect(row.backup_codes).not.toContain(code);
  });

  test('from then on the password alone opens nothing, a wrong code neither, the right one does', async () => {
    await post('/sign-out', {});
    expect(await whoIsHere()).toBeNull();
    expect((await post('/sign-in/email', account)).json()).toMatchObject({ twoFactorRedirect: true });
    expect(await whoIsHere()).toBeNull();
    expect((await post('/two-factor/verify-totp', { code: wrongCode(secret, Date.now()) })).statusCode).toBe(401);
    expect(await whoIsHere()).toBeNull();
    expect((await post('/two-factor/verify-totp', { code: totp(secret, Date.now()) })).statusCode).toBe(200);
    expect(await whoIsHere()).toMatchObject({ name: 'Ines', twoFactor: true });
  });

  test('a backup code opens once', async () => {
    const code = backupCodes[0];
    await post('/sign-out', {});
    await post('/sign-in/email', account);
    expect((await post('/two-factor/verify-backup-code', { code })).statusCode).toBe(200);
    expect(await whoIsHere()).toMatchObject({ name: 'Ines' });
    await post('/sign-out', {});
    await post('/sign-in/email', account);
    expect((await post('/two-factor/verify-backup-code', { code })).statusCode).toBe(401);
    expect(await whoIsHere()).toBeNull();
    expect((await post('/two-factor/verify-totp', { code: totp(secret, Date.now()) })).statusCode).toBe(200);
  });

  test('new backup codes come for the password', async () => {
    expect((await post('/two-factor/generate-backup-codes', { password: 'not the one' })).statusCode).toBe(400);
    const answer = await post('/two-factor/generate-backup-codes', { password: account.password });
    const made = answer.json<{ backupCodes: string[] }>().backupCodes;
    expect(made).toHaveLength(10);
    expect(made.filter((code) => backupCodes.includes(code))).toEqual([]);
  });

  test('switched off with the password, the password alone signs in again', async () => {
    expect((await post('/two-factor/disable', { password: 'not the one' })).statusCode).toBe(400);
    expect((await post('/two-factor/disable', { password: account.password })).statusCode).toBe(200);
    expect(await whoIsHere()).toMatchObject({ name: 'Ines', twoFactor: false });
    await post('/sign-out', {});
    expect((await post('/sign-in/email', account)).json()).not.toHaveProperty('twoFactorRedirect');
    expect(await whoIsHere()).toMatchObject({ name: 'Ines' });
    expect(await house.db.selectFrom('two_factors').select('id').execute()).toEqual([]);
  });
});
