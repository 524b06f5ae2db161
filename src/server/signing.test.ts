import { expect, test } from 'vitest';
import { isSigned, longId, readKeyForDays, sameSecret, shortId, sign, signKeyForDays } from './signing.ts';

const secret = 'a secret of at least thirty-two characters';
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const now = new Date('2026-11-22T12:00:00Z');
const day = 86_400_000;

test.each([
  ['options', shortId(id), 'OtylR-DA6NyfxII0ZlJTqDCM8Ls'],
  ['party', `${shortId(id)}.g67`, 'rOapFcFEa900nb7TpIG_YeMEbLX'],
  ['my', `${shortId(id)}.g3p`, 'dZ2Q5lQ_GL-VNI9VSKspY0m6kr0'],
  ['alert', id, 'CLJhYT-AqsKhNFQTsRAoYT2DN2s'],
  ['rota', id, 'fcZ3peqYX4aOXAiT_89BAfRpe2t'],
  ['file', `${'ab'.repeat(32)}\0a b.png\0image/png\0true\x001795392000`, 'FJ8Z5I3LaV6XvLNIw4hV_t_j20j'],
  ['picture', 'https://example.org/a.png\x001795392000', 'LHRY0kyP7i29rPyPw7CtKwD-awB'],
])('links of purpose "%s" that lie in old mails stay good', (purpose, text, signature) => {
  expect(sign(secret, purpose, text)).toBe(signature);
  expect(isSigned(secret, purpose, text, signature)).toBe(true);
});

test('a signature is worth nothing for another purpose, another text, another secret, or cut short', () => {
  const signature = sign(secret, 'my', id);
  expect(isSigned(secret, 'party', id, signature)).toBe(false);
  expect(isSigned(secret, 'my', shortId(id), signature)).toBe(false);
  expect(isSigned(`${secret}.`, 'my', id, signature)).toBe(false);
  expect(isSigned(secret, 'my', id, signature.slice(0, 26))).toBe(false);
  expect(isSigned(secret, 'my', id, '')).toBe(false);
});

test('a key for days opens until its last day has begun, and no longer', () => {
  const key = signKeyForDays({ secret, now }, 'my', id, 90);
  const last = new Date(Math.floor(now.getTime() / day + 90) * day);
  expect(readKeyForDays({ secret, now: last }, 'my', key)).toBe(id);
  expect(readKeyForDays({ secret, now: new Date(last.getTime() + 1) }, 'my', key)).toBeUndefined();
  expect(readKeyForDays({ secret, now }, 'party', key)).toBeUndefined();
  expect(readKeyForDays({ secret, now }, 'my', `${key}x`)).toBeUndefined();
});

test('an id comes back out of its digits', () => {
  expect(longId(shortId(id))).toBe(id);
});

test('texts of different lengths are not the same secret', () => {
  expect(sameSecret('abc', 'abcd')).toBe(false);
  expect(sameSecret('é', 'é')).toBe(true);
});
