import { closestLanguage } from './catalogue.ts';

/** A moment as a mail writes it, in the reader's language and zone, with the zone's name. */
export function momentWords(at: Date, language: string | null, zone: string | null): string {
  const close = closestLanguage(language);
  return new Intl.DateTimeFormat(close === 'en' ? 'en-GB' : close, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone ?? 'UTC',
    timeZoneName: 'short',
  }).format(at);
}
