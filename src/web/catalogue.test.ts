import { expect, test } from 'vitest';

type Words = { [key: string]: string | Words };
const catalogues = import.meta.glob<Words>('../catalogue/*/web.json', { import: 'default', eager: true });

/** Keys without the forms of the plural, which differ between languages. */
function keysOf(words: Words, above = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [above + key.replace(/_(zero|one|two|few|many|other)$/, '')]
      : keysOf(value, `${above}${key}.`),
  );
}

function wordsOf(words: Words): string[] {
  return Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : wordsOf(value)));
}

const english = catalogues['../catalogue/en/web.json'] as Words;

test.each(Object.keys(catalogues))('%s has every key, no empty word, and the same gaps to fill', (path) => {
  const words = catalogues[path] as Words;
  expect(new Set(keysOf(words))).toEqual(new Set(keysOf(english)));
  expect(wordsOf(words).filter((word) => word.trim() === '')).toEqual([]);
  const gaps = (all: Words) => new Set(wordsOf(all).flatMap((word) => word.match(/\{\{\w+\}\}/g) ?? []));
  expect(gaps(words)).toEqual(gaps(english));
});
