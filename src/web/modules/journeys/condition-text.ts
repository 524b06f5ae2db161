import type { Stop } from './drawing.data.ts';

/** What an event has to hold, as people write it. */
export function conditionText(condition: Stop['reachedWhen']): string {
  return Object.entries(condition)
    .map(([key, value]) => `${key} = ${String(value)}`)
    .join(', ');
}

/** `verdict = confirmed, rating = 5`: what the event has to hold. */
export function conditionOf(text: string): Stop['reachedWhen'] {
  return Object.fromEntries(
    text.split(',').flatMap((part) => {
      const [key, value] = part.split('=').map((word) => word.trim());
      if (key === undefined || key === '' || value === undefined || value === '') return [];
      const number = Number(value);
      return [[key, value === 'true' ? true : value === 'false' ? false : Number.isNaN(number) ? value : number]];
    }),
  );
}
