import { expect, test } from 'vitest';
import { figureWords, heatOf, percent } from './figure-words.ts';

const figure = { k: 38, n: 181, share: 38 / 181, low: 0.157, high: 0.275 };

test.each([
  ['unknown', 'figure.unknown', true],
  ['count', 'figure.count', true],
  ['not-enough', 'figure.notEnough', true],
  ['k-of-n', 'figure.kOfN', false],
  ['share', 'figure.share', false],
] as const)('what may be said (%s) is what is said, and grey where nothing follows from it', (say, key, grey) => {
  expect(figureWords({ ...figure, say }, 'en')).toMatchObject({ key, grey });
});

test('numbers are written as the language writes them', () => {
  const words = figureWords({ ...figure, k: 1200, n: 12_000, share: 0.1, say: 'share' }, 'de');
  expect(words.values).toMatchObject({ k: '1.200', n: '12.000', share: '10\u202F%', low: '16\u202F%' });
});

test('a share near the edge is never rounded to never or always', () => {
  expect(percent(0.004, 'en')).toBe('0.4\u202F%');
  expect(percent(0.996, 'en')).toBe('99.6\u202F%');
  expect(percent(0, 'en')).toBe('0\u202F%');
  expect(percent(1, 'en')).toBe('100\u202F%');
  expect(percent(null, 'en')).toBe('');
});

test('the heat rises at 5, 10, 15 and 20 percent lost', () => {
  expect([0, 0.049, 0.05, 0.1, 0.15, 0.2, 0.9].map(heatOf)).toEqual([0, 0, 1, 2, 3, 4, 4]);
});
