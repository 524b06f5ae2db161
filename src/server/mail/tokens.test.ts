import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  signMarker,
  signMessageId,
  signReplyAddress,
  verifyMarkers,
  verifyMessageId,
  verifyReplyAddress,
} from './tokens.ts';

const secret = 'a secret of sufficient length';

describe('signed reply addresses', () => {
  it('lead back to their case, whatever mail systems do to their case of letters', () => {
    const address = signReplyAddress(secret, 'Support@Example.org', 123);
    expect(address).toMatch(/^Support\+k123\.[a-z2-7]{20}@example\.org$/);
    expect(verifyReplyAddress(secret, address.toUpperCase())).toEqual({ caseNumber: 123 });
  });

  it('are refused for another number, domain, secret or signature', () => {
    const address = signReplyAddress(secret, 'support@example.org', 123);
    for (const forged of [
      address.replace('k123', 'k124'),
      address.replace('example', 'evil'),
      address.replace(/.@/, (last) => (last === 'a@' ? 'b@' : 'a@')),
      'support+k123@example.org',
      'support+k123.@example.org',
      'support@example.org',
    ]) {
      expect(verifyReplyAddress(secret, forged)).toBeNull();
    }
    expect(verifyReplyAddress('another secret entirely', address)).toBeNull();
  });

  it('no random text is ever taken for one', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          verifyReplyAddress(secret, text) === null &&
          verifyMessageId(secret, text) === null &&
          verifyMarkers(secret, text).length === 0,
      ),
    );
  });

  it('an existing plus-part is replaced', () => {
    expect(signReplyAddress(secret, 'support+old@example.org', 7)).toMatch(/^support\+k7\./);
  });
});

describe('signed Message-IDs', () => {
  it('name case and message', () => {
    const id = signMessageId(secret, 'example.org', 5, '018f-abc');
    expect(verifyMessageId(secret, id)).toEqual({ caseNumber: 5, messageKey: '018f-abc' });
    expect(verifyMessageId(secret, id.slice(1, -1).toUpperCase())).toEqual({ caseNumber: 5, messageKey: '018f-abc' });
    expect(verifyMessageId(secret, id.replace('<5.', '<6.'))).toBeNull();
  });
});

describe('markers', () => {
  it('are found in quoted HTML, forged ones are not', () => {
    const marker = signMarker(secret, 9);
    expect(verifyMarkers(secret, `<div class="x_x_${marker}">x</div><p id="kept-k8-${'a'.repeat(20)}">`)).toEqual([
      { caseNumber: 9 },
    ]);
  });

  it('a short secret is refused', () => {
    expect(() => signMarker('short', 1)).toThrow(/16 characters/);
  });
});
