import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestCompany, type TestApp } from '../testing/app.ts';
import { addressKey } from './limits.ts';

let house: TestApp;
beforeAll(async () => {
  house = await buildTestCompany();
});
afterAll(() => house.close());

describe('a door for anybody', () => {
  const knock = (headers: Record<string, string>, remoteAddress = '203.0.113.9') =>
    house.app
      .inject({
        method: 'POST',
        url: '/my/link',
        remoteAddress,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: 'email=ada@example.net',
      })
      .then(({ statusCode }) => statusCode);

  test('counts one caller as one, whatever keys and cookies he makes up', async () => {
    const came: number[] = [];
    for (let n = 0; n < 14; n++)
      came.push(
        await knock(
          n % 2 === 0 ? { authorization: `Bearer made-up-${n}` } : { cookie: `kept.session_token=made-up-${n}.x` },
        ),
      );
    expect(came.filter((status) => status === 429)).toHaveLength(4);
    expect(await knock({}, '203.0.113.10')).toBe(200);
  });

  test('believes nobody beyond this machine who says that he came from elsewhere', async () => {
    const came: number[] = [];
    for (let n = 0; n < 12; n++) came.push(await knock({ 'x-forwarded-for': `198.51.100.${n}` }, '203.0.113.11'));
    expect(came.filter((status) => status === 429)).toHaveLength(2);
    expect(await knock({ 'x-forwarded-for': '198.51.100.77' }, '127.0.0.1')).toBe(200);
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '::ffff:203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:0db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('the address %s counts as %s', (address, key) => expect(addressKey(address)).toBe(key));
