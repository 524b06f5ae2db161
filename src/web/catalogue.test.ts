import { expect, test } from 'vitest';

type Words = { [key: string]: string | Words };
const catalogues = import.meta.glob<Words>('../catalogue/*/*.json', { import: 'default', eager: true });

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

const english = Object.keys(catalogues).filter((path) => path.includes('/en/'));
const gapsOf = (words: Words) => new Set(wordsOf(words).flatMap((word) => word.match(/\{\{\w+\}\}/g) ?? []));

test.each(english)('%s is complete in German, and no language says what English does not', (path) => {
  const meant = catalogues[path] as Words;
  expect(new Set(keysOf(catalogues[path.replace('/en/', '/de/')] ?? {}))).toEqual(new Set(keysOf(meant)));
  for (const language of ['de', 'es', 'fr', 'pt']) {
    const words = catalogues[path.replace('/en/', `/${language}/`)] ?? {};
    const known = new Set(keysOf(meant));
    expect(keysOf(words).filter((key) => !known.has(key))).toEqual([]);
    expect(wordsOf(words).filter((word) => word.trim() === '')).toEqual([]);
  }
});

test.each(['de', 'es', 'fr', 'pt'])(
  'the frame of the app speaks %s in full, with the same gaps to fill',
  (language) => {
    const words = catalogues[`../catalogue/${language}/web.json`] as Words;
    const meant = catalogues['../catalogue/en/web.json'] as Words;
    expect(new Set(keysOf(words))).toEqual(new Set(keysOf(meant)));
    expect(gapsOf(words)).toEqual(gapsOf(meant));
  },
);
