/** A day (`YYYY-MM-DD`) with its weekday, as one says it in a room: "Tuesday 31 March". */
export function weekdayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}
