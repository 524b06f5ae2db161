import { expect, test } from 'vitest';
import { checkValues, type FieldDefinition, keyOfName, readValue, wordsOfValues } from './values.ts';

const field = (key: string, kind: FieldDefinition['kind'], more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  key,
  name: key,
  kind,
  choices: [],
  required: false,
  searchable: false,
  retired: false,
  ...more,
});

test.each([
  ['text', '  two words ', 'two words'],
  ['number', '12.5', 12.5],
  ['number', 7, 7],
  ['number', '1e3', undefined],
  ['number', Number.NaN, undefined],
  ['date', '2024-02-29', '2024-02-29'],
  ['date', '2026-02-29', undefined],
  ['date', '31.03.2026', undefined],
  ['yes-no', 'no', false],
  ['yes-no', 'perhaps', undefined],
  ['link', 'https://kept.example/a?b', 'https://kept.example/a?b'],
  ['link', 'javascript:alert(1)', undefined],
  ['choice', 'gold', 'gold'],
  ['choice', 'lead', undefined],
  ['choices', ['silver', 'gold'], ['gold', 'silver']],
  ['choices', 'gold, silver', ['gold', 'silver']],
  ['choices', ['gold', 'tin'], undefined],
] as const)('a field of kind %s makes %j into %j', (kind, given, kept) => {
  expect(readValue({ kind, choices: ['gold', 'silver'] }, given).value).toEqual(kept);
});

test('every problem is told at once, and a required value cannot be taken away', () => {
  const definitions = [
    field('seats', 'number'),
    field('contract', 'text', { required: true }),
    field('old', 'text', { retired: true }),
  ];
  const { problems } = checkValues(definitions, { seats: 'many', contract: '', old: 'x', unknown: 1 });
  expect(problems.map((problem) => problem.field)).toEqual(['seats', 'contract', 'old', 'unknown']);
  expect(checkValues(definitions, { seats: 3 }).problems).toEqual([]);
  expect(checkValues(definitions, { seats: 3 }, {}, true).problems).toMatchObject([{ field: 'contract' }]);
});

test('null takes a value away and leaves the others', () => {
  expect(checkValues([field('a', 'text'), field('b', 'text')], { a: null }, { a: 'x', b: 'y' }).values).toEqual({
    b: 'y',
  });
});

test('only searchable values become words', () => {
  const definitions = [
    field('a', 'text', { searchable: true }),
    field('b', 'text'),
    field('c', 'choices', { searchable: true }),
  ];
  expect(wordsOfValues(definitions, { a: 'north', b: 'hidden', c: ['x', 'y'] })).toBe('north x y');
});

test('a key is made of the name and never taken twice', () => {
  expect(keyOfName('Été 2', [])).toBe('ete_2');
  expect(keyOfName('Contract no.', ['contract_no'])).toBe('contract_no_2');
  expect(keyOfName('数', [])).toBe('field');
});
