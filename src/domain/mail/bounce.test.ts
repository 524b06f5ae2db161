import { describe, expect, it } from 'vitest';
import { blamesAddress } from './bounce.ts';

describe('an address is marked', () => {
  it.each(['5.1.1', '5.1.10', '5.1.2', '5.2.1', '5.4.1', '5.4.4', '5.5.0', '5.0.0'])('after %s', (status) => {
    expect(blamesAddress({ status, hardness: 'permanent' })).toBe(true);
  });

  it.each(['5.2.2', '5.2.3', '5.3.4', '5.4.6', '5.6.1', '5.7.1', '5.7.26', '5.1.8'])(
    'not after %s, which is about the mail, the sender or the moment',
    (status) => {
      expect(blamesAddress({ status, hardness: 'permanent' })).toBe(false);
    },
  );

  it('not after anything temporary', () => {
    expect(blamesAddress({ status: '4.1.1', hardness: 'temporary' })).toBe(false);
    expect(blamesAddress({ status: '5.1.1', hardness: 'temporary' })).toBe(false);
  });
});
