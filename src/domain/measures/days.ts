/** Days, weeks and months of a company: `YYYY-MM-DD` in its zone, weeks from Monday. */
const ONE_DAY = 86_400_000;

/** The day an instant falls on in a zone. @param zone IANA name */
export function dayIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The first instant of a day in a zone. */
export function startOfDayIn(zone: string, day: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
}

/** So many days later; negative: earlier. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * ONE_DAY).toISOString().slice(0, 10);
}

/** How many days lie between; 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / ONE_DAY);
}

/** The Monday of the day's week. */
export function weekOf(day: string): string {
  return shiftDay(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
}

/** The first day of the day's month. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The same day so many months later, or the last day of a shorter month. */
export function shiftMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}
