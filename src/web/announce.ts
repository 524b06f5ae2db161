import { useSyncExternalStore } from 'react';

let spoken = '';
const listeners = new Set<() => void>();

/** Says something to people who listen instead of look. Polite: it waits until the screen reader is silent. */
export function announce(text: string): void {
  // The same sentence twice would not be read again, so an invisible mark alternates.
  spoken = text === spoken ? `${text}\u200B` : text;
  for (const listener of listeners) listener();
}

/** What was said last; for the one live region of the page. */
export function useSpoken(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => spoken,
  );
}
