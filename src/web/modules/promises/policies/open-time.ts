/** Open minutes as hours in a field; empty where nothing is promised. */
export function hoursOf(minutes: number | null): string {
  return minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100);
}

/** Hours as typed, a comma or a point, in minutes; nothing promised when the field is empty. */
export function minutesOf(hours: string): number | null {
  const minutes = Math.round(Number(hours.replace(',', '.')) * 60);
  return hours.trim() === '' || !Number.isFinite(minutes) || minutes < 1 ? null : minutes;
}
