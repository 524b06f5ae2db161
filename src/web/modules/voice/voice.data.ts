import { queryOptions } from '@tanstack/react-query';
import type { QueryOf } from '../../../contract/route.ts';
import type * as results from '../../../contract/voice-surveys-results.ts';
import type * as surveys from '../../../contract/voice-surveys.ts';
import type * as contract from '../../../contract/voice.ts';
import type * as recoveries from '../../../contract/voice-recoveries.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Answer = contract.Answer;
export type Survey = surveys.Survey;
export type Question = surveys.Question;
export type Recovery = recoveries.Recovery;
export type RecoveryInFull = recoveries.RecoveryInFull;
export type RecoveryMove = RecoveryInFull['allowed'][number];
export type Funnel = results.Funnel;
export type AnswerFilter = Omit<QueryOf<typeof contract.listAnswers>, 'limit' | 'cursor'>;

/** How a moment felt to a customer. */
export const feelings = ['won', 'neutral', 'lost'] as const;

/** What customers answered, newest first. */
export function answersQuery(filter: AnswerFilter) {
  return paged(['voice', 'answers', filter], (page, signal) =>
    call<typeof contract.listAnswers>('GET', '/answers', { query: { ...filter, ...page }, signal }),
  );
}

/** Satisfaction, solved, recommendation, ease and recovered share of the last ninety days. */
export const voiceFiguresQuery = queryOptions({
  queryKey: ['voice', 'figures'],
  queryFn: ({ signal }) => call<typeof contract.readVoiceFigures>('GET', '/voice/figures', { signal }),
});

/** The one word, as customers say it. */
export const wordsQuery = queryOptions({
  queryKey: ['voice', 'words'],
  queryFn: ({ signal }) => call<typeof contract.readWords>('GET', '/voice/words', { signal }),
});

/** Of how many active customers we know what they think. */
export const listeningQuery = queryOptions({
  queryKey: ['voice', 'listening'],
  queryFn: ({ signal }) => call<typeof contract.readListening>('GET', '/voice/listening', { signal }),
});

/** What we ask. */
export const surveysQuery = queryOptions({
  queryKey: ['voice', 'surveys'],
  queryFn: async ({ signal }) => {
    const page = await call<typeof surveys.listSurveys>('GET', '/surveys', { query: { limit: 100 }, signal });
    return page.items;
  },
});

/** One survey. */
export function surveyQuery(id: string) {
  return queryOptions({
    queryKey: ['voice', 'survey', id],
    queryFn: ({ signal }) => call<typeof surveys.readSurvey>('GET', '/surveys/:id', { params: { id }, signal }),
  });
}

/** How far its invitations got in the last ninety days. */
export function funnelQuery(id: string) {
  return queryOptions({
    queryKey: ['voice', 'funnel', id],
    queryFn: ({ signal }) => call<typeof results.readFunnel>('GET', '/surveys/:id/funnel', { params: { id }, signal }),
  });
}

/** The mail and the questions as a customer gets them. */
export function previewQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['voice', 'preview', id, language],
    queryFn: ({ signal }) =>
      call<typeof surveys.previewSurvey>('GET', '/surveys/:id/preview', {
        params: { id },
        query: { language },
        signal,
      }),
  });
}

/** Who was not asked, and why. */
export const withheldQuery = paged(
  ['voice', 'withheld'],
  (page, signal) =>
    call<typeof contract.listInvitations>('GET', '/invitations', { query: { state: 'withheld', ...page }, signal }),
  15,
);

/** Open recoveries by the next deadline, or ended ones. */
export function recoveriesQuery(filter: { ended: boolean; ownerId?: string | undefined }) {
  return paged(['voice', 'recoveries', filter], (page, signal) =>
    call<typeof recoveries.listRecoveries>('GET', '/recoveries', { query: { ...filter, ...page }, signal }),
  );
}

/** One recovery with its history. */
export function recoveryQuery(id: string) {
  return queryOptions({
    queryKey: ['voice', 'recovery', id],
    queryFn: ({ signal }) => call<typeof recoveries.readRecovery>('GET', '/recoveries/:id', { params: { id }, signal }),
  });
}

/** What colleagues heard, newest first. */
export const observationsQuery = paged(['voice', 'observations'], (page, signal) =>
  call<typeof contract.listObservations>('GET', '/observations', { query: page, signal }),
);

/** The recovery as the server now tells it. */
export function showRecovery(recovery: RecoveryInFull): void {
  queryClient.setQueryData(recoveryQuery(recovery.id).queryKey, recovery);
  void queryClient.invalidateQueries({ queryKey: ['voice', 'recoveries'] });
}

refetchOn('voice.', ['voice']);
