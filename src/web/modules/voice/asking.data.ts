import { queryOptions } from '@tanstack/react-query';
import type * as asking from '../../../contract/voice-surveys-asking.ts';
import type * as surveys from '../../../contract/voice-surveys.ts';
import type * as contract from '../../../contract/voice.ts';
import { call } from '../../api.ts';

export type VoiceSettings = contract.VoiceSettings;
export type SurveyVersion = Awaited<ReturnType<typeof readVersions>>['items'][number];

/** When and how rarely we ask, and what opens a recovery. */
export const voiceSettingsQuery = queryOptions({
  queryKey: ['voice', 'settings'],
  queryFn: ({ signal }) => call<typeof contract.readVoiceSettings>('GET', '/voice/settings', { signal }),
});

/** The latest asks of one customer, also those that were withheld. */
export function asksOfQuery(customerId: string) {
  return queryOptions({
    queryKey: ['voice', 'asks-of', customerId],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.listInvitations>('GET', '/invitations', { query: { customerId, limit: 5 }, signal }))
        .items,
  });
}

const readVersions = (id: string, signal: AbortSignal) =>
  call<typeof surveys.listSurveyVersions>('GET', '/surveys/:id/versions', { params: { id }, signal });

/** The wordings of a survey, the latest first. */
export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['voice', 'versions', id],
    queryFn: async ({ signal }) => (await readVersions(id, signal)).items,
  });
}

export type AskOutcome = asking.AskOutcome;

/** Whoever is to be asked, as the screen of a customer or of a case knows him. */
export interface AskedCustomer {
  id: string;
  name: string;
  language: string | null;
  identities: readonly { kind: string; value: string; bouncedAt: string | null }[];
}

/** What this customer would get. */
export function askPreviewQuery(surveyId: string, customerId: string, language: string) {
  return queryOptions({
    queryKey: ['voice', 'ask-preview', surveyId, customerId, language],
    queryFn: ({ signal }) =>
      call<typeof surveys.previewSurvey>('GET', '/surveys/:id/preview', {
        params: { id: surveyId },
        query: { language, customerId },
        signal,
      }),
  });
}
