/**
 * When a person may be mailed: at `at`, or when his quiet time ends.
 * @param zone IANA name of where he is; an unknown one counts as UTC
 * @param quiet local times `HH:MM`; equal: never quiet; from later than to: over midnight
 */
export function mailableAt(at: Date, zone: string, quiet: { quietFrom: string; quietTo: string }): Date {
  if (quiet.quietFrom === quiet.quietTo) return at;
  const local = localTime(at, zone);
  const now = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const { quietFrom: from, quietTo: to } = quiet;
  const quietNow = from < to ? now >= from && now < to : now >= from || now < to;
  if (!quietNow) return at;
  const ends = local.toPlainDate().toZonedDateTime({ timeZone: local.timeZoneId, plainTime: to });
  const end = Temporal.ZonedDateTime.compare(ends, local) > 0 ? ends : ends.add({ days: 1 });
  return new Date(end.epochMilliseconds);
}

function localTime(at: Date, zone: string) {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  try {
    return instant.toZonedDateTimeISO(zone);
  } catch {
    return instant.toZonedDateTimeISO('UTC');
  }
}
