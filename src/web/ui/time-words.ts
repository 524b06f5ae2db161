/** A catalogue key and its numbers: the largest two parts of a span that matter, for "5 h 48", "48 min", "3 days". */
export interface DurationWords {
  readonly key: 'duration.moment' | 'duration.minutes' | 'duration.hours' | 'duration.days';
  readonly values: { count?: number; hours?: number; minutes?: string };
}

/**
 * A span for people, from milliseconds (the sign is dropped). Under an hour in minutes, under two days in hours and
 * minutes, then whole days. Minutes are cut, not rounded up: a promise never looks further away than it is.
 */
export function durationWords(milliseconds: number): DurationWords {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return { key: 'duration.moment', values: {} };
  if (minutes < 60) return { key: 'duration.minutes', values: { count: minutes } };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return { key: 'duration.hours', values: { hours, minutes: String(minutes % 60).padStart(2, '0') } };
  }
  return { key: 'duration.days', values: { count: Math.floor(hours / 24) } };
}

/**
 * An instant as colleagues say it: the hour for today, "yesterday, 15:52", "Mon 17:00" within six days either way,
 * "4 March" within the year, else with the year. All in the given zone and language.
 */
export function instantWords(at: Date, now: Date, language: string, timeZone: string): string {
  const hour = format(at, language, timeZone, { hour: '2-digit', minute: '2-digit' });
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone);
  if (days === 0) return hour;
  if (Math.abs(days) === 1) {
    const day = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
    return `${day}, ${hour}`;
  }
  if (Math.abs(days) < 7) return `${format(at, language, timeZone, { weekday: 'short' })} ${hour}`;
  const sameYear = format(at, 'en', timeZone, { year: 'numeric' }) === format(now, 'en', timeZone, { year: 'numeric' });
  return format(at, language, timeZone, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** An instant in full, for titles and lists of what happened. */
export function fullInstant(at: Date, language: string, timeZone: string): string {
  return format(at, language, timeZone, { dateStyle: 'full', timeStyle: 'short' });
}

function format(at: Date, language: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone }).format(at);
}

/** The calendar day in the zone, counted in days, so that "yesterday" is right at midnight and on days of 23 hours. */
function dayNumber(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}
