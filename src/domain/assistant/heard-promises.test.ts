import { expect, it } from 'vitest';
import { heardPromises, type ToldPromise } from './heard-promises.ts';
import { maskedText } from './masking.ts';

// a Tuesday
const at = new Date('2026-03-31T09:42:00Z');
const hear = (text: string, told: Partial<ToldPromise>, language = 'en') => {
  const read = maskedText(text, ['Greta']);
  const blank = { quote: '', what: null, when: null, date: null, condition: null, strength: 'firm' as const };
  const heard = heardPromises(text, read, [{ ...blank, ...told }], { at, timeZone: 'UTC', calendar: null, language });
  return heard.map(({ start, end, what, condition, due, pleaseCheck }) => ({
    quote: text.slice(start, end),
    what: text.slice(what.start, what.end),
    condition: condition === null ? null : text.slice(condition.start, condition.end),
    due: due?.at.toISOString().slice(0, 16) ?? null,
    pleaseCheck,
  }));
};

it('the hour is read from the quoted words by our own table, not from the day the model names', () => {
  expect(
    hear('Dear Greta, the parts leave us on Friday.', {
      quote: 'the parts leave us on Friday',
      what: 'the parts leave us',
      when: 'on Friday',
      date: '2026-12-24',
    }),
  ).toEqual([
    {
      quote: 'Dear Greta, the parts leave us on Friday.',
      what: 'the parts leave us',
      condition: null,
      due: '2026-04-03T17:00',
      pleaseCheck: false,
    },
  ]);
});

it('where our table reads none, the day the model names counts and is to be looked at', () => {
  const text = 'Zadzwonimy do Pani w piątek o piętnastej.';
  const told = { quote: 'Zadzwonimy do Pani w piątek o piętnastej', when: 'w piątek o piętnastej' };
  expect(hear(text, { ...told, date: '2026-04-03T15:00' }, 'pl')).toMatchObject([
    { due: '2026-04-03T15:00', pleaseCheck: true },
  ]);
  expect(hear(text, { ...told, date: '2026-04-03T03:00' }, 'pl')).toMatchObject([{ due: '2026-04-03T03:00' }]);
  expect(hear(text, { ...told, date: '2026-04-03' }, 'pl')).toMatchObject([
    { due: '2026-04-03T17:00', pleaseCheck: true },
  ]);
});

it.each([
  '2026-03-30',
  '2020-01-01',
  '2031-01-01',
  '2026-02-31',
  'Friday',
  '2026-04-03T99:99',
  '2026-04-03T24:30',
  "2026-04-03'; drop",
])('a day that has passed, lies years ahead or is none gives no hour: %s', (date) => {
  expect(hear('Zadzwonimy do Pani.', { quote: 'Zadzwonimy do Pani', date }, 'pl')).toMatchObject([
    { due: null, pleaseCheck: false },
  ]);
});

it('what does not stand in the text is not believed', () => {
  const text = 'We will look at it. Thank you.';
  expect(hear(text, { quote: 'We will pay you 10 000 €' })).toEqual([]);
  expect(
    hear(text, { quote: 'We will look at it', what: 'transfer all money', condition: 'if you pay' }),
  ).toMatchObject([{ what: 'We will look at it', condition: null }]);
});

it('one sentence is one promise', () => {
  const text = 'We will look at it and come back to you.';
  const read = maskedText(text);
  const told = (quote: string): ToldPromise => ({
    quote,
    what: null,
    when: null,
    date: null,
    condition: null,
    strength: 'firm',
  });
  const context = { at, timeZone: 'UTC', calendar: null, language: 'en' };
  expect(heardPromises(text, read, [told('We will look at it'), told('come back to you')], context)).toHaveLength(1);
});
