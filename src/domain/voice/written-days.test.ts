import { describe, expect, it } from 'vitest';
import { dayOrderOf, readWrittenDay } from './written-days.ts';

const read = (text: string, order?: 'day-first' | 'month-first') => {
  const at = readWrittenDay(text, order);
  return at instanceof Date ? at.toISOString() : at;
};

describe('a day as somebody wrote it', () => {
  it('is read in the usual ways, UTC where no zone is told', () => {
    const third = '2026-04-03T00:00:00.000Z';
    for (const text of ['2026-04-03', '3.4.2026', '03.04.2026', '3 April 2026', 'April 3, 2026', 'Apr 3rd, 2026'])
      expect(read(text), text).toBe(third);
    for (const text of ['3. April 2026', '3 de abril de 2026', '3 avril 2026', '3 avr. 2026'])
      expect(read(text), text).toBe(third);
    expect(read('2026-04-03T14:05:09+02:00')).toBe('2026-04-03T12:05:09.000Z');
    expect(read('2026-04-03 14:05')).toBe('2026-04-03T14:05:00.000Z');
    expect(read('03.04.2026 14:05')).toBe('2026-04-03T14:05:00.000Z');
    expect(read('1. März 2026')).toBe('2026-03-01T00:00:00.000Z');
  });

  it('with strokes is doubtful unless a number tells, or whoever knows', () => {
    expect(read('3/4/2026')).toBe('doubtful');
    expect(read('3/4/2026', 'day-first')).toBe('2026-04-03T00:00:00.000Z');
    expect(read('3/4/2026', 'month-first')).toBe('2026-03-04T00:00:00.000Z');
    expect(read('4/4/2026')).toBe('2026-04-04T00:00:00.000Z');
    expect(read('31/12/2026')).toBe('2026-12-31T00:00:00.000Z');
    expect(read('12/31/2026')).toBe('2026-12-31T00:00:00.000Z');
    expect(dayOrderOf(['3/4/2026', '13/4/2026'])).toBe('day-first');
    expect(dayOrderOf(['3/4/2026', '4/13/2026'])).toBe('month-first');
    expect(dayOrderOf(['3/4/2026', '4/13/2026', '13/4/2026', '20.3.2026'])).toBeUndefined();
  });

  it('that no calendar has is none', () => {
    for (const text of [
      '2026-02-30',
      '31.4.2026',
      '29.2.2025',
      '13/13/2026',
      '2026-13-01',
      'yesterday',
      '1.1.26',
      '46115',
    ])
      expect(read(text), text).toBeUndefined();
    expect(read('29.2.2028')).toBe('2028-02-29T00:00:00.000Z');
  });
});
