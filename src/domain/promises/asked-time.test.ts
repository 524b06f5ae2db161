import { expect, test } from 'vitest';
import { askedTime } from './asked-time.ts';

const context = { at: new Date('2026-11-23T09:00:00Z'), timeZone: 'Europe/London', calendar: null } as const;
const asked = (words: string, language: 'en' | 'de' | 'es' | 'fr' | 'pt' = 'en') =>
  askedTime(words, { ...context, language })?.toISOString() ?? null;

test('what a customer would rather have is read as the hour it would be done by', () => {
  expect(asked('Friday after lunch')).toBe('2026-11-27T15:00:00.000Z');
  expect(asked('12 December, if you can')).toBe('2026-12-12T17:00:00.000Z');
  expect(asked('lieber nächste Woche Dienstag um zehn', 'de')).toBe('2026-12-01T10:00:00.000Z');
});

test('"after three" leaves the rest of the day, and never makes it earlier', () => {
  expect(asked('Thursday after 3pm, please')).toBe('2026-11-26T17:00:00.000Z');
  expect(asked('Donnerstag ab 15 Uhr', 'de')).toBe('2026-11-26T17:00:00.000Z');
  expect(asked('jeudi après 15 h', 'fr')).toBe('2026-11-26T17:00:00.000Z');
  expect(asked('tomorrow after 8 pm')).toBe('2026-11-24T20:00:00.000Z');
});

test('words that name no time ahead name none', () => {
  for (const words of ['whenever suits you', 'yesterday', '', 'next life']) expect(asked(words)).toBeNull();
});
