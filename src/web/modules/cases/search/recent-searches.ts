import { useState } from 'react';

const storageKey = 'kept.searches';
const most = 8;

/** What was searched for last on this device, the newest first; a device without storage remembers nothing. */
export function useRecentSearches(): [readonly string[], (q: string) => void, () => void] {
  const [recent, setRecent] = useState(read);
  const keep = (next: readonly string[]) => {
    setRecent(next);
    try {
      localStorage.setItem(storageKey, JSON.stringify(next));
    } catch {
      // private browsing: they last until the screen is left
    }
  };
  const add = (q: string) => keep([q, ...recent.filter((one) => one !== q)].slice(0, most));
  return [recent, add, () => keep([])];
}

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}
