import { queryOptions } from '@tanstack/react-query';
import type * as forms from '../contract/forms.ts';
import { call } from './api.ts';

/** Forms that can be filled in now, in order: also those that only we use. */
export const liveFormsQuery = queryOptions({
  queryKey: ['forms', 'live'],
  queryFn: ({ signal }) => call<typeof forms.listForms>('GET', '/forms', { query: { state: 'live' }, signal }),
  staleTime: 60_000,
});
