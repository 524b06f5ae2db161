import { useSyncExternalStore } from 'react';

/** Something a person chose for this device; other tabs follow. */
export interface DeviceChoice<T> {
  get(): T;
  set(value: T): void;
  use(): T;
}

/** A choice kept in this browser under `key`; `read` gets null where nothing was chosen yet. */
export function createDeviceChoice<T>(
  key: string,
  read: (stored: string | null) => T,
  write: (value: T) => string,
): DeviceChoice<T> {
  const listeners = new Set<() => void>();
  let stored = localStorage.getItem(key);
  let value = read(stored);
  const refresh = () => {
    const found = localStorage.getItem(key);
    if (found === stored) return;
    stored = found;
    value = read(found);
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    addEventListener('storage', refresh);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) removeEventListener('storage', refresh);
    };
  };
  return {
    get: () => value,
    set(next) {
      localStorage.setItem(key, write(next));
      refresh();
    },
    use: () => useSyncExternalStore(subscribe, () => value),
  };
}
