import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groundedIn } from './grounding.ts';
import { maskedText } from './masking.ts';
import { jsonIn } from './reading-answers.ts';

describe('what leads to a person is hidden', () => {
  it.each([
    ['write to greta.holm+x@mail.example.org please', 'write to [mail] please'],
    ['see https://shop.example.org/order?token=abc123.', 'see [link]'],
    ['IBAN DE89 3704 0044 0532 0130 00, thanks', 'IBAN [account], thanks'],
    ['my account GB29NWBK60161331926819', 'my account [account]'],
    ['card 4111 1111 1111 1111 exp 12/27', 'card [card] exp 12/27'],
    ['call +44 20 7946 0958 today', 'call [phone] today'],
    ['ruf 0170 1234567 an', 'ruf [phone] an'],
    ['Tel. (030) 123456-78', 'Tel. [phone]'],
    ['customer number 123456789', 'customer number [number]'],
    ['Greta Holm’s order, says Greta', '[name] [name]’s order, says [name]'],
  ])('%s', (text, read) => expect(maskedText(text, ['Greta Holm']).text).toBe(read));

  it.each([
    'by 2026-12-04 at 15:00',
    'am 04.12.2026 um 14 Uhr',
    'on 12/04/2026, order 4711, 1,234.50 €',
    'I will call the gretalike shop; will it be mended?',
    'item 4111111',
  ])('days, sums and short numbers stay: %s', (text) => expect(maskedText(text, ['Greta', 'Will']).text).toBe(text));

  it('a number of the length of a card that is none is hidden as a number', () => {
    expect(maskedText('id 1234567890123456').text).toBe('id [number]');
  });

  it('every stretch of what was read leads back to the same words', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(' a@b.example ', ' +49 170 1234567 ', ' Greta ', ' 😡 ', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(), fc.nat(), (pieces, one, two) => {
        const text = pieces.join('');
        const read = maskedText(text, ['Greta']);
        const [from, to] = [one % (read.text.length + 1), two % (read.text.length + 1)].toSorted((a, b) => a - b);
        const place = read.original(from!, to!);
        expect(place.start).toBeGreaterThanOrEqual(0);
        expect(place.end).toBeLessThanOrEqual(text.length);
        const words = read.text.slice(from, to);
        if (!/[[\]]/u.test(read.text)) expect(text.slice(place.start, place.end)).toBe(words);
        expect(read.original(0, read.text.length)).toEqual({ start: 0, end: text.length });
      }),
    );
  });

  it('a long hostile text is read in the time its length takes', () => {
    const began = Date.now();
    for (const text of ['1 '.repeat(10_000), 'a@'.repeat(10_000), 'DE00 '.repeat(4000), '0 (0'.repeat(5000)])
      maskedText(text, ['Greta Holm']);
    expect(Date.now() - began).toBeLessThan(2000);
  });
});

describe('a quote is looked for letter by letter', () => {
  const text = 'Hello,\nI am really\nworried about Greta’s roof. a.b(c)* [x]';
  const read = maskedText(text, ['Greta']);
  const found = (quote: string) => {
    const place = groundedIn(read, quote);
    return place === null ? null : text.slice(place.start, place.end);
  };
  it.each([
    ['I am really worried', 'I am really\nworried'],
    ['i AM REALLY', 'I am really'],
    ["[name]'s roof", 'Greta’s roof'],
    ['a.b(c)* [x]', 'a.b(c)* [x]'],
    ['I was worried', null],
    ['a', null],
    ['…', null],
    ['', null],
    ['x'.repeat(700), null],
  ])('%s', (quote, words) => expect(found(quote)).toBe(words));

  it('a sign that is a word is enough', () => {
    expect(groundedIn(maskedText('非常に怒'), '怒')).toEqual({ start: 3, end: 4 });
  });
});

it.each([
  ['{"a":1}', { a: 1 }],
  ['<think>{"a":0}</think>\n```json\n{"a":1}\n```', { a: 1 }],
  ['Here it is: {"a":{"b":2}} I hope it helps', { a: { b: 2 } }],
  ['{"a":', undefined],
  ['nothing', undefined],
  ['}{', undefined],
])('the value is taken out of what a model writes around it: %s', (content, value) => {
  expect(jsonIn(content)).toEqual(value);
});
