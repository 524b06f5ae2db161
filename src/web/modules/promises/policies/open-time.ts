/** Open minutes as hours in a field; empty where nothing is promised. */
export function hoursOf(minutes: number | null): string {
  return minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100);
}

/** Open time in hours, never in days: a day of open hours is none of the calendar's. */
export function openWords(minutes: number, t: (key: string, values?: Record<string, unknown>) => string): string {
  if (minutes < 60) return t('web:duration.minutes', { count: minutes });
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (rest === 0) return t('terms:hours', { hours });
  return t('web:duration.hours', { hours, minutes: String(rest).padStart(2, '0') });
}

/** Hours as typed, a comma or a point, in minutes; nothing promised when the field is empty. */
export function minutesOf(hours: string): number | null {
  const minutes = Math.round(Number(hours.replace(',', '.')) * 60);
  return hours.trim() === '' || !Number.isFinite(minutes) || minutes < 1 ? null : minutes;
}
