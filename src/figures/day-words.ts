/** A day (`YYYY-MM-DD`) as people say it: "5 January", with the year when it is not this one's. */
export function dayWords(day: string, language: string, year = false): string {
  return format(day, language, { day: 'numeric', month: 'long', ...(year ? { year: 'numeric' } : {}) });
}

/** "5 Jan", for axes and tables. */
export function shortDay(day: string, language: string): string {
  return format(day, language, { day: 'numeric', month: 'short' });
}

/** "Jan" of a day, for axes. */
export function shortMonth(day: string, language: string): string {
  return format(day, language, { month: 'short' });
}

/** "January", for sentences; `year` adds it. */
export function monthWords(day: string, language: string, year = false): string {
  return format(day, language, { month: 'long', ...(year ? { year: 'numeric' } : {}) });
}

/** Days from one to another as the language joins them: "9–15 November 2026". */
export function periodWords(from: string, to: string, language: string): string {
  const days = new Intl.DateTimeFormat(tag(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const words = days.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  // a subject line bears no typesetter's blanks: none between bare days, plain ones between days with their months
  return words.replace(/^([\d.]+)\u2009–\u2009/, '$1–').replaceAll('\u2009', ' ');
}

/** A sum in whole units of its currency. */
export function moneyWords(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(tag(language), { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
}

/** A number in the person's language, with at most so many decimals. */
export function numberWords(value: number, language: string, decimals = 0): string {
  return new Intl.NumberFormat(tag(language), { maximumFractionDigits: decimals }).format(value);
}

function format(day: string, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(tag(language), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

function tag(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
