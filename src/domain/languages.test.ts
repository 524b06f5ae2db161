import { expect, test } from 'vitest';
import { languageOfTag } from './languages.ts';

test.each([
  ['pt-BR', 'pt'],
  ['DE', 'de'],
  ['en_GB', 'en'],
  ['nl', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('the language that %j names is %j', (tag, language) => {
  expect(languageOfTag(tag)).toBe(language);
});
