import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../session.ts';
import { durationWords, fullInstant, instantWords } from './time-words.ts';

/** An instant (RFC 3339) in the person's zone and language: short in the line, in full for who points or listens. */
export function TimeText({ at, full }: { at: string; full?: boolean }) {
  const { language, timeZone } = useManner();
  const now = useNow();
  const date = new Date(at);
  const long = fullInstant(date, language, timeZone);
  return (
    <time dateTime={at} title={long}>
      {full === true ? long : instantWords(date, now, language, timeZone)}
    </time>
  );
}

/** A span in words, from milliseconds. */
export function DurationText({ milliseconds }: { milliseconds: number }) {
  const { t } = useTranslation();
  const { key, values } = durationWords(milliseconds);
  return <>{t(key, values)}</>;
}

/** The person's language and time zone; before sign-in the company's, then the device's. */
export function useManner(): { language: string; timeZone: string } {
  const { i18n } = useTranslation();
  const { data } = useQuery(sessionQuery);
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { language: i18n.language, timeZone: data?.user?.timeZone ?? data?.company?.timeZone ?? device };
}

let now = new Date();
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

/** The present, new every half minute: one clock for the whole screen. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (ticking === undefined) now = new Date();
  ticking ??= setInterval(() => {
    now = new Date();
    for (const one of listeners) one();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}
