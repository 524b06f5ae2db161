import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type * as contract from '../contract/words.ts';
import { call } from './api.ts';

/** How the company checks words, and whether an assistant reads along. */
export const wordsSettingsQuery = queryOptions({
  queryKey: ['words', 'settings'],
  staleTime: 300_000,
  queryFn: ({ signal }) => call<typeof contract.readWordsSettings>('GET', '/words/settings', { signal }),
});

/** Whether drafts are read by an assistant now. */
export function useDraftsAreRead(): boolean {
  const settings = useQuery(wordsSettingsQuery).data;
  return settings?.assistantReady === true && settings.assistantReads.includes('drafts');
}

/** A writer rests that long before anybody reads along, in milliseconds. */
const restMs = 2500;
const shortest = 40;

/** What was written when the writer last rested; empty while that is too little to be read. */
export function useRested(text: string): string {
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(text.trim().length < shortest ? '' : text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
