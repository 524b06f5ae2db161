/** Writes instants for customers: in their language and time zone, short enough for a line of the tracker. */
export interface Clock {
  language: string;
  timeZone: string;
}

/** `Wed 1 April, 15:00` */
export function writeMoment(at: Date, clock: Clock): string {
  return format(at, clock, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** `Wednesday 1 April at 15:00`, for headlines. */
export function writeMomentLong(at: Date, clock: Clock): string {
  return format(at, clock, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** `1 April 2026` */
export function writeDay(at: Date, clock: Clock): string {
  return format(at, clock, { day: 'numeric', month: 'long', year: 'numeric' });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: Date, clock: Clock, options: Intl.DateTimeFormatOptions): string {
  const locale = clock.language === 'en' ? 'en-GB' : clock.language;
  const key = `${locale} ${clock.timeZone} ${JSON.stringify(options)}`;
  let formatter = formats.get(key);
  if (formatter === undefined)
    formats.set(key, (formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: clock.timeZone })));
  return formatter.format(at);
}
