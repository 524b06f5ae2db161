import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/forms.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

/** All forms, in order. */
export const formsQuery = queryOptions({
  queryKey: ['forms'],
  queryFn: ({ signal }) => call<typeof contract.listForms>('GET', '/forms', { signal }),
});

export function refreshForms(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['forms'] });
}
