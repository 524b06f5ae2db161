import { expect, test } from 'vitest';
import { excerptAround, markAll } from './search-marking.ts';
import { daysOf } from './search-days.ts';
import { distance, otherSpellings } from './search-spelling.ts';
import { isEmptySearch, readSearch } from './search-language.ts';

const today = '2026-03-31';
const words = (q: string) =>
  readSearch(q, today).groups.map(
    ({ not, any }) => `${not ? '-' : ''}${any.map((term) => (term.phrase ? `"${term.text}"` : term.text)).join('|')}`,
  );
const filters = (q: string) =>
  readSearch(q, today).filters.map(({ not, name, values }) => `${not ? '-' : ''}${name}:${values.join(',')}`);

test.each([
  ['oak boards', ['oak', 'boards']],
  ['"oak boards" -lorry', ['"oak boards"', '-lorry']],
  ['refund OR "money back" late', ['refund|"money back"', 'late']],
  ['„Geld zurück“ ODER Erstattung', ['"Geld zurück"|Erstattung']],
  ['"not closed yet', ['"not closed yet"']],
  ['030 / 123 45 67', ['030 / 123 45 67']],
  ['+49 (30) 1234-567 called', ['+49 (30) 1234-567', 'called']],
  ['Re: invoice', ['Re:', 'invoice']],
  ['12:30 https://shop.example/a', ['12:30', 'https://shop.example/a']],
  ['& | ! ( )', []],
  ['OR refund OR', ['refund']],
])('%s is read as words', (q, expected) => expect(words(q)).toEqual(expected));

test.each([
  ['is:open from:renate@vogel.example', ['is:open', 'from:renate@vogel.example']],
  ['-tag:spam tag:vip,late', ['-tag:spam', 'tag:vip,late']],
  ['tag:a OR tag:b', ['tag:a,b']],
  ['team:"second line" assignee:@me', ['team:second line', 'assignee:me']],
  ['status:closed label:x has:attachments in:case', ['is:closed', 'tag:x', 'has:attachment', 'in:cases']],
  ['before:2026-03-01 after:7d', ['before:2026-03-01', 'after:7d']],
])('%s is read as filters', (q, expected) => {
  expect(filters(q)).toEqual(expected);
  expect(readSearch(q, today).notices).toEqual([]);
});

test('what is not a filter is told with what may have been meant, and looked for as words', () => {
  expect(readSearch('asignee:tom wall', today)).toMatchObject({
    groups: [{ any: [{ text: 'asignee:tom' }] }, { any: [{ text: 'wall' }] }],
    notices: [{ because: 'unknown-filter', filter: 'asignee', value: 'tom', meant: ['assignee'] }],
  });
  expect(readSearch('is:opne x', today).notices).toMatchObject([
    { because: 'unknown-value', filter: 'is', value: 'opne' },
  ]);
  expect(readSearch('is:opne x', today).notices[0]!.meant[0]).toBe('open');
  expect(readSearch('before:soon x', today).notices).toMatchObject([{ because: 'bad-day' }]);
  expect(readSearch('is:open OR refund', today).notices).toMatchObject([{ because: 'mixed-or' }]);
  expect(readSearch('is:op', today).notices).toEqual([]);
});

test('only the last word may be begun, and only while no space follows', () => {
  expect(readSearch('oak boa', today).groups.map(({ any }) => any[0]!.begun)).toEqual([false, true]);
  expect(readSearch('oak boards ', today).groups.at(-1)!.any[0]!.begun).toBe(false);
});

test('numbers have the same digits in every spelling', () => {
  for (const q of ['+49 (0)30 1234567', '0049 30 1234567', '+49-30-1234567', '+49.30.123.4567'])
    expect(readSearch(q, today).groups[0]!.any[0]!.digits).toBe('49301234567');
  expect(readSearch('030/1234567', today).groups[0]!.any[0]!.digits).toBe('301234567');
  expect(readSearch('12:30', today).groups[0]!.any[0]!.digits).toBeNull();
});

test('nothing but what is not wanted is an empty search', () => {
  expect(isEmptySearch(readSearch('-lorry', today))).toBe(true);
  expect(isEmptySearch(readSearch('is:open', today))).toBe(false);
});

test.each([
  ['today', '2026-03-31', '2026-03-31'],
  ['yesterday', '2026-03-30', '2026-03-30'],
  ['7d', '2026-03-24', '2026-03-24'],
  ['1m', '2026-02-28', '2026-02-28'],
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2025', '2025-01-01', '2025-12-31'],
  ['31.1.2026', '2026-01-31', '2026-01-31'],
])('%s is from %s to %s', (typed, from, to) => expect(daysOf(typed, today)).toEqual({ from, to }));
test.each(['2026-02-30', 'soon', '2026-13', ''])('%s is no day', (typed) => expect(daysOf(typed, today)).toBeNull());

test('letters swapped, left out, added and exchanged are one slip each', () => {
  expect(distance('refudn', 'refund')).toBe(1);
  expect(distance('refnd', 'refund')).toBe(1);
  expect(distance('refunnd', 'refund')).toBe(1);
  expect(distance('rafund', 'refund')).toBe(1);
  expect(distance('kitten', 'sitting')).toBe(3);
  expect(distance('a', 'abcdefgh', 2)).toBe(3);
});

test('ä is found as ae and the other way round', () => {
  expect(otherSpellings('Müller')).toEqual(['mueller']);
  expect(otherSpellings('mueller')).toEqual(['muller']);
  expect(otherSpellings('oak')).toEqual([]);
});

test('matches are marked without regard to marks, case and vowel signs, where words begin', () => {
  const plain = (text: string) => text.replaceAll('\u0002', '[').replaceAll('\u0003', ']');
  expect(plain(markAll('Café by the Cafeteria', ['cafe']))).toBe('[Café] by the [Cafe]teria');
  expect(plain(markAll('decaf cafe', ['caf']))).toBe('decaf [caf]e');
  expect(plain(markAll('我要退款，谢谢', ['退款']))).toBe('我要[退款]，谢谢');
  expect(plain(markAll('الكِتاب', ['الكتاب']))).toBe('[الكِتاب]');
  expect(plain(markAll('Straße', ['strasse']))).toBe('[Straße]');
  expect(plain(markAll('call +49 30/123', ['49 30 123']))).toBe('call +[49 30/123]');
  expect(plain(markAll('<b>oak</b>', ['oak']))).toBe('<b>[oak]</b>');
});

test('an excerpt begins near the stretch that holds most of the words', () => {
  const text = `oak ${'filler '.repeat(60)}oak boards here ${'more '.repeat(60)}`;
  const excerpt = excerptAround(text, ['oak', 'boards']);
  expect(excerpt).toContain('\u0002oak\u0003 \u0002boards\u0003 here');
  expect([excerpt.at(0), excerpt.at(-1)]).toEqual(['…', '…']);
  expect(excerptAround('nothing of it', ['oak'])).toBe('nothing of it');
});
