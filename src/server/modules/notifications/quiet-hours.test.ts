import { expect, test } from 'vitest';
import { mailableAt } from './quiet-hours.ts';

const night = { quietFrom: '20:00', quietTo: '07:30' };

test('what falls into the quiet is mailed when it ends, over midnight too', () => {
  const berlin = (at: string) => mailableAt(new Date(at), 'Europe/Berlin', night).toISOString();
  expect(berlin('2026-03-31T09:00:00Z')).toBe('2026-03-31T09:00:00.000Z');
  expect(berlin('2026-03-31T19:00:00Z')).toBe('2026-04-01T05:30:00.000Z');
  expect(berlin('2026-04-01T01:00:00Z')).toBe('2026-04-01T05:30:00.000Z');
});

test('equal times are never quiet, an unknown zone counts as UTC', () => {
  const at = new Date('2026-03-31T23:00:00Z');
  expect(mailableAt(at, 'Europe/Berlin', { quietFrom: '08:00', quietTo: '08:00' })).toEqual(at);
  expect(mailableAt(at, 'Nowhere/City', night).toISOString()).toBe('2026-04-01T07:30:00.000Z');
});
