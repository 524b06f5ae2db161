import { expect, test } from 'vitest';
import { openToken, sealToken } from './import-token.ts';

const secret = 'a secret of at least thirty-two characters';

test('the key to another program opens for its own import only', () => {
  const sealed = sealToken(secret, 'one', 'token of Zammad');
  expect(sealed).not.toContain('token');
  expect(openToken(secret, 'one', sealed)).toBe('token of Zammad');
  expect(() => openToken(secret, 'another', sealed)).toThrow(/another secret/);
  expect(() => openToken(`${secret}.`, 'one', sealed)).toThrow(/another secret/);
  expect(() => openToken(secret, 'one', '')).toThrow(/another secret/);
});

test('a key that an earlier version sealed still opens', () => {
  const before = 'SQMlEqHiBY9N_NotG9lq5kGbFK53JJVXzgEugkXIV9b-Eq40MXybEk8Wug';
  expect(openToken(secret, 'one', before)).toBe('token of Zammad');
  expect(() => openToken(`${secret}.`, 'one', before)).toThrow(/another secret/);
});
