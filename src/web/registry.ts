import { useSyncExternalStore } from 'react';

/** A list that parts of the app add to while they are on screen, and that one other part shows. */
export interface Registry<T> {
  /** Adds an entry. @returns takes it away. */
  add(entry: T): () => void;
  all(): readonly T[];
  /** The entries, re-rendering when they change. */
  use(): readonly T[];
}

/** Makes an empty registry. */
export function createRegistry<T>(): Registry<T> {
  let entries: readonly T[] = [];
  const listeners = new Set<() => void>();
  const change = (next: readonly T[]) => {
    entries = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return {
    add(entry) {
      change([...entries, entry]);
      return () => change(entries.filter((one) => one !== entry));
    },
    all: () => entries,
    use: () => useSyncExternalStore(subscribe, () => entries),
  };
}
