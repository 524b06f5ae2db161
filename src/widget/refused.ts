import type { Desk } from './desk.ts';
import type { Say } from './words.ts';

/** Why something did not work, in the visitor's language. */
export function sentence(desk: Desk, error: unknown, say: Say): string {
  const { code, status } = desk.refusalOf(error);
  if (code === 'offline') return say('offline');
  return say(status === 429 ? 'tooMuch' : 'error');
}
