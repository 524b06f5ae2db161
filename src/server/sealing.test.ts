import { expect, test } from 'vitest';
import { seal, unseal } from './sealing.ts';

const secret = 'a'.repeat(32);

test('what was sealed opens with the same secret for the same purpose, and never shows its text', () => {
  const sealed = seal(secret, 'imap_password:1', 'pässword');
  expect(sealed.includes(Buffer.from('pässword'))).toBe(false);
  expect(unseal(secret, 'imap_password:1', sealed)).toBe('pässword');
  expect(seal(secret, 'imap_password:1', 'pässword')).not.toEqual(sealed);
});

test('it does not open with another secret, for another purpose, or when a bit was changed', () => {
  const sealed = seal(secret, 'imap_password:1', 'x');
  expect(unseal('b'.repeat(32), 'imap_password:1', sealed)).toBeUndefined();
  expect(unseal(secret, 'imap_password:2', sealed)).toBeUndefined();
  sealed[sealed.length - 1]! ^= 1;
  expect(unseal(secret, 'imap_password:1', sealed)).toBeUndefined();
  expect(unseal(secret, 'imap_password:1', Buffer.alloc(3))).toBeUndefined();
});
