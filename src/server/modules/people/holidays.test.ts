import { describe, expect, it } from 'vitest';
import { validateCalendar } from '../../../domain/promises/calendar.ts';
import { exceptionsForYear } from './holidays.ts';

const named = (country: string, region: string | null, year: number, language: string): string[] =>
  exceptionsForYear(country, region, [year], language).map(({ date, name }) => `${date} ${name}`);

describe('public holidays', () => {
  it('are named in the language asked for', () => {
    expect(named('DE', null, 2026, 'de')).toContain('2026-12-25 1. Weihnachtstag');
    expect(named('DE', null, 2026, 'en')).toContain('2026-12-25 Christmas Day');
  });

  it('differ by region', () => {
    expect(named('DE', 'BY', 2026, 'en')).toContain('2026-01-06 Epiphany');
    expect(named('DE', 'BE', 2026, 'en')).not.toContain('2026-01-06 Epiphany');
    expect(named('DE', 'BY-A', 2026, 'de')).toContain('2026-08-08 Augsburger Friedensfest');
  });

  it('include substitute days, leave out days that are no public holidays', () => {
    const england = exceptionsForYear('GB', 'ENG', [2026], 'en').map(({ date }) => date);
    expect(england).toContain('2026-12-28');
    expect(named('DE', null, 2026, 'de').join()).not.toContain('Valentinstag');
  });

  it('that last several days close each of them, those of half a day close none', () => {
    const dates = exceptionsForYear('SA', null, [2026], 'en').map(({ date }) => date);
    expect(dates).toEqual(expect.arrayContaining(['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22']));
    expect(dates).not.toContain('2026-03-23');
    expect(exceptionsForYear('CN', null, [2026], 'en').map(({ date }) => date)).not.toContain('2026-05-04');
  });

  it('are found on the right date also where clocks change that day', () => {
    const dates = exceptionsForYear('DK', null, [2027], 'en').map(({ date }) => date);
    expect(dates).toContain('2027-03-28');
  });

  it('of several years come in order, each date once, and make a valid calendar', () => {
    const exceptions = exceptionsForYear('AT', null, [2027, 2026, 2026], 'de');
    const dates = exceptions.map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].toSorted());
    const open = [{ from: '09:00', to: '17:00' }];
    const week = { 1: open, 2: open, 3: open, 4: open, 5: open, 6: [], 7: [] };
    expect(validateCalendar({ zone: 'Europe/Vienna', week, exceptions })).toEqual([]);
  });

  it.each([
    ['XX', null, 'holidays_country_unknown'],
    ['DE', 'QQ', 'holidays_region_unknown'],
    ['DE', 'BY-Q', 'holidays_region_unknown'],
  ])('of %s %s are refused', (country, region, code) => {
    expect(() => exceptionsForYear(country, region, [2026], 'en')).toThrowError(
      expect.objectContaining({ name: 'Refusal', code }),
    );
  });
});
