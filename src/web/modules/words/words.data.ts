import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/words.ts';
import type { checkWordsByAssistant } from '../../../contract/words-assistant.ts';
import type * as assistant from '../../../contract/assistant.ts';
import { call } from '../../api.ts';
import { onLive, refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';

export type Recurrence = contract.Recurrence;
export type WordsSettings = contract.WordsSettings;

/** What one has muted for oneself. */
export const mutesQuery = queryOptions({
  queryKey: ['words', 'mutes'],
  staleTime: 300_000,
  queryFn: async ({ signal }) => (await call<typeof contract.listMutes>('GET', '/words/mutes', { signal })).items,
});

/** How many muted what. */
export const muteCountsQuery = queryOptions({
  queryKey: ['words', 'mute-counts'],
  queryFn: ({ signal }) => call<typeof contract.countMutes>('GET', '/words/mute-counts', { signal }),
});

/** They are read a moment after they came: a case that was opened sooner hears of it. */
onLive('cases.felt', ({ id }) => void queryClient.invalidateQueries({ queryKey: ['words', 'case', id] }));

/** The assistant reads a moment later still, and its words stand in the place of the lexicon's. */
refetchOn('words.read-by-assistant', ['words', 'case']);

/** What the words of a case tell. */
export function caseWordsQuery(caseId: string) {
  return queryOptions({
    queryKey: ['words', 'case', caseId],
    queryFn: ({ signal }) =>
      call<typeof contract.readCaseWords>('GET', '/cases/:id/words', { params: { id: caseId }, signal }),
  });
}

export const resolutionQuery = queryOptions({
  queryKey: ['words', 'resolution'],
  queryFn: ({ signal }) =>
    call<typeof contract.readResolution>('GET', '/words/resolution', { query: { days: 90 }, signal }),
});

export const effortQuery = queryOptions({
  queryKey: ['words', 'effort'],
  queryFn: ({ signal }) => call<typeof contract.readEffort>('GET', '/words/effort', { query: { weeks: 12 }, signal }),
});

/** The cases of one week, or of one touchpoint. */
export function effortCasesQuery(about: { week?: string | undefined; touchpoint?: string | undefined }) {
  return queryOptions({
    queryKey: ['words', 'effort', 'cases', about],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.listEffort>('GET', '/words/effort/cases', { query: { ...about, limit: 20 }, signal }))
        .items,
  });
}

/** What in a draft belongs to another customer; only the server can know. */
export function leaksQuery(caseId: string, text: string) {
  return queryOptions({
    queryKey: ['words', 'leaks', caseId, text],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (
        await call<typeof contract.checkWords>('POST', '/words/check', { body: { caseId, text }, signal })
      ).prompts.filter(({ code }) => code === 'leak'),
  });
}

/** What the assistant would add to the check of a draft; nothing when it has no answer. */
export function promptsByAssistantQuery(caseId: string, text: string) {
  return queryOptions({
    queryKey: ['by-assistant', 'words', caseId, text],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await call<typeof checkWordsByAssistant>('POST', '/words/check/assistant', {
          body: { caseId, text: text.slice(0, 20_000) },
          signal,
        })
      ).prompts,
  });
}

/** How the assistant stands, for whoever sets it up. */
export const assistantQuery = queryOptions({
  queryKey: ['assistant'],
  queryFn: ({ signal }) => call<typeof assistant.readAssistant>('GET', '/assistant', { signal }),
});
