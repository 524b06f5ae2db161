import { describe, expect, it } from 'vitest';
import { hoursLine, readHours } from './week-hours.ts';

describe('hours of a day as one line', () => {
  it.each([
    [
      '09:00-12:30, 13:15-17:00',
      [
        ['09:00', '12:30'],
        ['13:15', '17:00'],
      ],
    ],
    ['9-17', [['09:00', '17:00']]],
    ['8.30 – 24:00', [['08:30', '24:00']]],
    ['', []],
  ])('%s is read', (line, pairs) => {
    expect(readHours(line)).toEqual(pairs.map(([from, to]) => ({ from, to })));
  });

  it.each(['17-9', 'nine to five', '9:75-10', '25-26', '9'])('%s is refused', (line) => {
    expect(readHours(line)).toBeUndefined();
  });

  it('what was written is read again', () => {
    const day = [
      { from: '00:00', to: '06:00' },
      { from: '22:00', to: '24:00' },
    ];
    expect(readHours(hoursLine(day))).toEqual(day);
  });
});
