import { queryOptions } from '@tanstack/react-query';
import type * as fields from '../../../contract/fields.ts';
import type * as contract from '../../../contract/forms.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

/** All forms, in order. */
export const formsQuery = queryOptions({
  queryKey: ['forms'],
  queryFn: ({ signal }) => call<typeof contract.listForms>('GET', '/forms', { signal }),
});

/** What can be asked on a form. */
export const caseFieldsQuery = queryOptions({
  queryKey: ['fields', 'case'],
  queryFn: ({ signal }) => call<typeof fields.listFields>('GET', '/fields', { query: { appliesTo: 'case' }, signal }),
  staleTime: 60_000,
});

export function refreshForms(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['forms'] });
}
