import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { recogniseByAssistant } from '../../../../contract/promises-assistant.ts';
import type * as contract from '../../../../contract/promises-spoken.ts';
import { call } from '../../../api.ts';
import type { DraftPromise } from './spoken-words.ts';

export type SpokenProposal = contract.SpokenProposal;
export type SpokenWarning = contract.SpokenWarning;

/** A promise confirmed before sending; `key` says which found promise it is, `dueAt` is as the writer left it. */
export interface KeptPromise extends contract.ConfirmedPromise {
  readonly key: string;
}

/** What was sent in a case and may be a promise. */
export function caseSpokenQuery(caseId: string) {
  return queryOptions({
    queryKey: ['promises', 'spoken', caseId],
    queryFn: async ({ signal }) =>
      (
        await call<typeof contract.listSpoken>('GET', '/promises/spoken', {
          query: { case: caseId, limit: 20 },
          signal,
        })
      ).items,
  });
}

/** What one has sent and not answered yet; of everybody for who leads. */
export function unansweredSpokenQuery(whose: 'me' | 'all') {
  return queryOptions({
    queryKey: ['promises', 'spoken', 'unanswered', whose],
    queryFn: ({ signal }) =>
      call<typeof contract.listSpoken>('GET', '/promises/spoken', {
        query: { limit: 6, ...(whose === 'me' ? { by: 'me' } : {}) },
        signal,
      }),
  });
}

/** What stands in the way of an hour; asked again only when the hour changes. */
export function weighingQuery(caseId: string, dueAt: string) {
  return queryOptions({
    queryKey: ['promises', 'weighing', caseId, dueAt],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (
        await call<typeof contract.weighDue>('POST', '/promises/weighing', {
          body: { dueAt, caseId },
          signal,
        })
      ).warnings,
  });
}

/** Promises in a draft that only the assistant sees; none when it has no answer. */
export function spokenByAssistantQuery(caseId: string, text: string) {
  return queryOptions({
    queryKey: ['by-assistant', 'promises', caseId, text],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<readonly DraftPromise[]> => {
      const body = { caseId, text: text.slice(0, 20_000) };
      const { suggestions } = await call<typeof recogniseByAssistant>('POST', '/promises/recognise/assistant', {
        body,
        signal,
      });
      return suggestions.map(({ quote, what, condition, strength, dueAt, pleaseCheck }) => ({
        quote,
        what,
        condition,
        strength,
        due: dueAt === null ? null : { at: new Date(dueAt) },
        byAssistant: true,
        pleaseCheck,
      }));
    },
  });
}
