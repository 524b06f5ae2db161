import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/promises.ts';
import type * as policies from '../../../contract/promises-policies.ts';
import type * as calendars from '../../../contract/calendars.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';

export type PromiseRow = contract.PromiseRow;
export type PromiseDetail = contract.PromiseDetail;
export type Policy = policies.Policy;
export type Calendar = calendars.Calendar;

/** Every promise of one case, open ones first; a case has few. */
export function casePromisesQuery(caseId: string) {
  return queryOptions({
    queryKey: ['promises', 'case', caseId],
    queryFn: async ({ signal }) => {
      const query = { case: caseId, state: 'all' as const, limit: 100 };
      // an estimate is nobody's task: it stands in a place of its own
      const { items } = await call<typeof contract.listPromises>('GET', '/promises', { query, signal });
      return items.filter(({ kind }) => kind !== 'estimate');
    },
  });
}

/** The open promises about a customer, by due hour: owed to him, or within the house. Estimates are in neither. */
export function customerPromisesQuery(customerId: string, owed: 'customer' | 'house') {
  return queryOptions({
    queryKey: ['promises', 'customer', customerId, owed],
    queryFn: async ({ signal }) => {
      const query = { customer: customerId, state: 'open' as const, owed, limit: 20 };
      return (await call<typeof contract.listPromises>('GET', '/promises', { query, signal })).items;
    },
  });
}

/** How many of the promises to a customer were kept. */
export function customerKeptQuery(customerId: string) {
  return queryOptions({
    queryKey: ['promises', 'kept', customerId],
    queryFn: async ({ signal }) => {
      const query = { customer: customerId };
      return (await call<typeof contract.readKeptRate>('GET', '/promises/kept-rate', { query, signal })).everyone.all;
    },
  });
}

/** One promise with why it is due when it is. */
export function promiseQuery(id: string) {
  return queryOptions({
    queryKey: ['promises', 'one', id],
    queryFn: ({ signal }) => call<typeof contract.readPromise>('GET', '/promises/:id', { params: { id }, signal }),
  });
}

export const policiesQuery = queryOptions({
  queryKey: ['promises', 'policies'],
  queryFn: async ({ signal }) =>
    (await call<typeof policies.listPolicies>('GET', '/policies', { query: { limit: 200 }, signal })).items,
});

export const calendarsQuery = queryOptions({
  queryKey: ['promises', 'calendars'],
  queryFn: async ({ signal }) =>
    (await call<typeof calendars.listCalendars>('GET', '/calendars', { query: { limit: 200 }, signal })).items,
});

/** The promise as the server now tells it; lists that show it are asked again. */
export function showPromise(promise: PromiseDetail): void {
  queryClient.setQueryData(promiseQuery(promise.id).queryKey, promise);
  for (const key of ['case', 'customer', 'kept']) void queryClient.invalidateQueries({ queryKey: ['promises', key] });
}

refetchOn('promises.', ['promises']);
