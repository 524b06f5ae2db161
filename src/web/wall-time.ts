/**
 * The instant at which a wall clock in the zone shows these hours. In the hour that is skipped in spring the later
 * instant is taken, in the one that comes twice in autumn the first.
 * @param local as a datetime-local field gives it: `2026-03-31T16:30`
 * @returns RFC 3339 in UTC, or undefined for what is no time
 */
export function instantOfWall(local: string, zone: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone)).toISOString();
}

/** What a wall clock in the zone shows at an instant, as a datetime-local field wants it. */
export function wallOfInstant(at: Date, zone: string): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), zone)).toISOString().slice(0, 16);
}

/** The wall clock some days on at an hour: `wallAhead(now, zone, 1, '09:00')` is tomorrow at nine. */
export function wallAhead(now: Date, zone: string, days: number, hour: string): string {
  const day = new Date(now.getTime() + offsetAt(now.getTime(), zone) + days * 86_400_000);
  return `${day.toISOString().slice(0, 10)}T${hour}`;
}

/** ISO weekday, 1 is Monday, that a calendar in the zone shows. */
export function weekdayAt(now: Date, zone: string): number {
  return new Date(now.getTime() + offsetAt(now.getTime(), zone)).getUTCDay() || 7;
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
}
