import { queryOptions } from '@tanstack/react-query';
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
