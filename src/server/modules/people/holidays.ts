/**
 * Public holidays of a country as exceptions of a calendar, from the date-holidays library (which keeps the rules of
 * some two hundred countries). A company that works on one of them leaves it out; its own closures are its own.
 */
import { createRequire } from 'node:module';
import type { default as Holidays, HolidaysTypes } from 'date-holidays';
import type { CalendarException } from '../../../domain/promises/calendar.ts';
import { dateOf, localDayOf } from '../../../domain/promises/calendar.ts';
import { Refusal } from '../../../domain/refusal.ts';

const HOURS_PER_DAY = 24;
const MILLISECONDS_PER_HOUR = 3_600_000;

/**
 * The public holidays of some years, by date, each once and closed all day. Days on which only half is a holiday by
 * law are left out, because the half that stays open depends on the company's own hours.
 * @param country ISO 3166-1 code, such as `DE`.
 * @param region code of a state as the library lists it, with its own region after a hyphen where it has one:
 *   `BY`, `BY-A`; null for the whole country.
 * @param years in the Gregorian calendar.
 * @param language ISO 639-1; where a name is not known in it, the country's own language or English stands in.
 * @throws Refusal invalid `holidays_country_unknown`, `holidays_region_unknown`.
 */
export function exceptionsForYear(
  country: string,
  region: string | null,
  years: readonly number[],
  language: string,
): CalendarException[] {
  const holidays = rulesOf(country, region, language);
  const names = new Map<string, string[]>();
  for (const holiday of years.flatMap((year) => holidays.getHolidays(year))) {
    for (const date of datesOf(holiday)) {
      const known = names.get(date) ?? [];
      if (!known.includes(holiday.name)) names.set(date, [...known, holiday.name]);
    }
  }
  return [...names]
    .map(([date, all]) => ({ date, name: all.join(', '), intervals: [] }))
    .toSorted((one, other) => one.date.localeCompare(other.date));
}

/** Loaded when somebody asks for holidays, once a year perhaps: the rules of the world weigh 17 MB. */
const load = createRequire(import.meta.url);

function rulesOf(country: string, region: string | null, language: string): Holidays {
  const loaded = load('date-holidays') as typeof Holidays & { default?: typeof Holidays };
  const Rules = loaded.default ?? loaded;
  const [state = '', part = ''] = (region ?? '').split('-', 2);
  const known = new Rules();
  if (!Object.hasOwn(known.getCountries(), country)) {
    throw new Refusal('invalid', 'holidays_country_unknown', `No holidays are known for the country “${country}”.`, {
      country,
    });
  }
  const isKnown =
    (state === '' || Object.hasOwn(known.getStates(country) ?? {}, state)) &&
    (part === '' || Object.hasOwn(known.getRegions(country, state) ?? {}, part));
  if (!isKnown) {
    const message = `No holidays are known for “${region}” in ${country}.`;
    throw new Refusal('invalid', 'holidays_region_unknown', message, { country, region });
  }
  return new Rules(country, state, part, { types: ['public'], languages: [language] });
}

/** The local dates of which a holiday takes more than half; some last days, some begin at noon or at sunset. */
function datesOf(holiday: HolidaysTypes.Holiday): string[] {
  const firstDay = localDayOf(holiday.date.slice(0, 10));
  if (firstDay === null) return [];
  const begin = Number(holiday.date.slice(11, 13));
  const end = begin + Math.round((+holiday.end - +holiday.start) / MILLISECONDS_PER_HOUR);
  const dates: string[] = [];
  for (let day = 0; day * HOURS_PER_DAY < end; day += 1) {
    const covered = Math.min(end, (day + 1) * HOURS_PER_DAY) - Math.max(begin, day * HOURS_PER_DAY);
    if (covered > HOURS_PER_DAY / 2) dates.push(dateOf(firstDay + day));
  }
  return dates;
}
