import { describe, expect, test } from 'vitest';
import { checkMotto, syllablesIn } from './motto-check.ts';

describe('a motto', () => {
  test('that is short and plain gets no hint', () => {
    expect(checkMotto('Right piece, right day.', 'en')).toMatchObject({ words: 4, syllables: 4, warnings: [] });
    expect(checkMotto('Wort halten.', 'de').warnings).toEqual([]);
  });

  test('that is long and hard is told so, and is not refused', () => {
    const long =
      'We passionately leverage organisational capabilities to sustainably deliver extraordinary experiences to stakeholders.';
    const codes = checkMotto(long, 'en').warnings.map((warning) => warning.code);
    expect(codes).toEqual(['too-many-words', 'too-many-syllables', 'long-word', 'hard-to-read']);
  });

  test('that is empty has no reading ease', () => {
    expect(checkMotto(' … ', 'en')).toMatchObject({ words: 0, readingEase: null, warnings: [{ code: 'empty' }] });
  });
});

test.each([
  ['piece', 'en', 1],
  ['people', 'en', 2],
  ['certain', 'en', 2],
  ['promised', 'en', 2],
  ['kept', 'en', 1],
  ['wanted', 'en', 2],
  ['Verlässlichkeit', 'de', 4],
  ['heute', 'de', 2],
])('%s (%s) has %i syllables', (word, language, count) => {
  expect(syllablesIn(word, language)).toBe(count);
});
