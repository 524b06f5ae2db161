import pg from 'pg';
import { expect, test } from 'vitest';
import { parseInstant } from './instants.ts';

const asTheDriver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => unknown;

test('instants are read as the driver reads them, whatever PostgreSQL writes', () => {
  const written = [
    '2026-11-22 17:34:31+00',
    '2026-11-22 17:34:31.65+00',
    '2026-11-22 17:34:31.005+00',
    '2026-11-22 17:34:31.999999+00',
    '1000-02-28 23:59:59.1+00',
    '9999-12-31 23:59:59.999+00',
    '2024-02-29 00:00:00+00',
    '2026-03-29 02:30:00+01',
    '2026-11-22 17:34:31.65-03:30',
    '20260-01-01 00:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    'infinity',
    '-infinity',
  ];
  for (const text of written) expect(parseInstant(text), text).toEqual(asTheDriver(text));
  for (let at = 0; at < 4e12; at += 7_654_321_987) {
    const text = new Date(at).toISOString().replace('T', ' ').replace('Z', '+00');
    expect(+parseInstant(text), text).toBe(at);
  }
});
