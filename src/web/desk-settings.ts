import { queryOptions } from '@tanstack/react-query';
import type * as cases from '../contract/cases-routing.ts';
import { call } from './api.ts';

export type DeskSettings = cases.DeskSettings;

/** How much of the desk is shown: small shops see a plain one. */
export const deskSettingsQuery = queryOptions({
  queryKey: ['desk-settings'],
  queryFn: ({ signal }) => call<typeof cases.readDeskSettings>('GET', '/desk-settings', { signal }),
  staleTime: 60_000,
});
