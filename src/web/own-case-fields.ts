import { queryOptions } from '@tanstack/react-query';
import type * as fields from '../contract/fields.ts';
import { call } from './api.ts';

/** What is asked of cases beyond what Kept knows, in order: for the case panel, forms, views and rules. */
export const ownCaseFieldsQuery = queryOptions({
  queryKey: ['fields', 'case'],
  queryFn: ({ signal }) => call<typeof fields.listFields>('GET', '/fields', { query: { appliesTo: 'case' }, signal }),
  staleTime: 60_000,
});
