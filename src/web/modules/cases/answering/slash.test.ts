import { expect, test } from 'vitest';
import { slashWord, withSnippet } from './slash.ts';

test('a slash that begins a word asks for a snippet; one inside a word or an address does not', () => {
  expect(slashWord('/than')).toBe('than');
  expect(slashWord('Hello /')).toBe('');
  expect(slashWord('and/or')).toBeUndefined();
  expect(slashWord('https://x')).toBeUndefined();
  expect(slashWord('/done and')).toBeUndefined();
});

test('the snippet takes the place of what was typed', () => {
  expect(withSnippet('<p>Hi</p><p>/th</p>', 'th', '<p>Thanks</p>')).toBe('<p>Hi</p><p>Thanks</p>');
  expect(withSnippet('<p>Hi /th</p><p>End</p>', 'th', '<p>Thanks</p>')).toBe('<p>Hi</p><p>Thanks</p><p>End</p>');
});
