import { describe, expect, test } from 'vitest';
import { streakOf } from './streak.ts';
import { dayIn, instantOf, isWorkingDay, mondayToFriday, nextWorkingDay, previousWorkingDay } from './working-days.ts';

const withEaster = {
  ...mondayToFriday,
  exceptions: [
    { date: '2026-04-03', name: 'Good Friday', intervals: [] },
    { date: '2026-04-06', name: 'Easter Monday', intervals: [] },
  ],
};

describe('working days', () => {
  test('jump over weekends and holidays in both directions', () => {
    expect(nextWorkingDay(withEaster, '2026-04-02')).toBe('2026-04-07');
    expect(previousWorkingDay(withEaster, '2026-04-07')).toBe('2026-04-02');
    expect(isWorkingDay(withEaster, '2026-04-04')).toBe(false);
  });

  test('a calendar that never opens still has a tomorrow', () => {
    const never = { week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, exceptions: [] };
    expect(nextWorkingDay(never, '2026-04-02')).toBe('2026-04-03');
  });

  test('a day is the day of the person’s own zone', () => {
    const at = new Date('2026-03-31T22:30:00Z');
    expect(dayIn('Europe/Berlin', at)).toBe('2026-04-01');
    expect(dayIn('America/New_York', at)).toBe('2026-03-31');
    expect(instantOf('Europe/Berlin', '2026-04-01', '09:15').toISOString()).toBe('2026-04-01T07:15:00.000Z');
  });
});

describe('a streak', () => {
  test('survives weekends and holidays, and today while it lasts', () => {
    const days = new Set(['2026-04-01', '2026-04-02', '2026-04-07']);
    expect(streakOf(days, '2026-04-08', withEaster)).toBe(3);
    expect(streakOf(days, '2026-04-07', withEaster)).toBe(3);
  });

  test('ends at a working day without it', () => {
    expect(streakOf(new Set(['2026-04-01', '2026-04-02']), '2026-04-08', withEaster)).toBe(0);
    expect(streakOf(new Set(['2026-03-31', '2026-04-02']), '2026-04-02', withEaster)).toBe(1);
  });

  test('counts a day off on which it was done all the same', () => {
    expect(streakOf(new Set(['2026-04-02', '2026-04-04']), '2026-04-05', withEaster)).toBe(2);
  });
});
