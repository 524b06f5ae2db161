import { useSyncExternalStore } from 'react';
import type { QueryKey } from '@tanstack/react-query';
import { queryClient } from './query-client.ts';

/** A change made anywhere: the event's type, such as `case.replied`, and the record it is about. */
export interface Change {
  readonly type: string;
  readonly id: string;
}

export type LiveState = 'connecting' | 'live' | 'away';

const watchers = new Set<{ prefix: string; handler: (change: Change) => void }>();
const listeners = new Set<() => void>();
let source: EventSource | undefined;
let state: LiveState = 'connecting';
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let heardBefore = false;

/**
 * Calls the handler for every change whose type starts with the prefix.
 * @returns stops watching.
 */
export function onLive(prefix: string, handler: (change: Change) => void): () => void {
  const watcher = { prefix, handler };
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * The usual watcher: refetch these queries when something of this kind changed. Many changes within a quarter of a
 * second are one refetch, so that an import of thousands does not become thousands of requests.
 */
export function refetchOn(prefix: string, ...keys: QueryKey[]): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return onLive(prefix, () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
    }, 250);
  });
}

/** Opens the stream and keeps it open. @returns closes it. */
export function startLive(): () => void {
  const retry = () => {
    if (source === undefined) connect();
  };
  connect();
  addEventListener('online', retry);
  return () => {
    removeEventListener('online', retry);
    clearTimeout(timer);
    source?.close();
    source = undefined;
    heardBefore = false;
    setState('connecting');
  };
}

/** Whether changes arrive by themselves just now. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}

function connect() {
  clearTimeout(timer);
  const opened = new EventSource('/api/v1/live');
  source = opened;
  opened.addEventListener('change', changed);
  // The server may have missed something itself: ask again, not everybody in the same instant.
  opened.addEventListener('again', () => setTimeout(() => void queryClient.invalidateQueries(), Math.random() * 2000));
  opened.addEventListener('open', () => {
    failures = 0;
    // What happened while nobody listened is unknown, so everything on screen is asked again.
    if (heardBefore) void queryClient.invalidateQueries();
    heardBefore = true;
    setState('live');
  });
  opened.addEventListener('error', () => {
    opened.close();
    if (source !== opened) return;
    source = undefined;
    failures += 1;
    // One failed attempt is a restart or a change of network; only a second one is worth a word.
    if (failures > 1) setState('away');
    // It may also be that the session ended: then the shell leads to sign-in.
    if (failures >= 2) void queryClient.invalidateQueries({ queryKey: ['session'] });
    timer = setTimeout(connect, backoff(failures, Math.random()));
  });
}

/** Milliseconds to wait before the n-th attempt: doubling to half a minute, spread so that clients do not return at once. */
export function backoff(attempt: number, random: number): number {
  return Math.min(30_000, 500 * 2 ** attempt) * (0.5 + random / 2);
}

function changed(event: MessageEvent<string>) {
  const change = JSON.parse(event.data) as Change;
  for (const { prefix, handler } of watchers) if (change.type.startsWith(prefix)) handler(change);
}

function setState(next: LiveState) {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
