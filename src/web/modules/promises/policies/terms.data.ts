import { queryOptions } from '@tanstack/react-query';
import type * as clocks from '../../../../contract/promises-own-clocks.ts';
import type * as contract from '../../../../contract/promises-policies.ts';
import type * as terms from '../../../../contract/promises-terms.ts';
import { call } from '../../../api.ts';
import { paged } from '../../../paged.ts';
import { queryClient } from '../../../query-client.ts';
import { notifyProblem, notifyUndo } from '../../../toasts.ts';
import type { Policy } from '../promises.data.ts';

export type OwnClock = clocks.OwnClock;
export type PromisedTerms = terms.PromisedTerms;

/** Whom a policy may be for alone. */
export interface Whom {
  of: 'customer' | 'organisation';
  id: string;
  name: string;
}

export const ownClocksQuery = queryOptions({
  queryKey: ['promises', 'own-clocks'],
  queryFn: async ({ signal }) =>
    (await call<typeof clocks.listOwnClocks>('GET', '/own-clocks', { query: { limit: 200 }, signal })).items,
});

export function clockChangesQuery(id: string) {
  return paged(['promises', 'clock-changes', id], (page, signal) =>
    call<typeof terms.listOwnClockChanges>('GET', '/own-clocks/:id/changes', { params: { id }, query: page, signal }),
  );
}

export function policyVersionsQuery(id: string) {
  return paged(['promises', 'policy-versions', id], (page, signal) =>
    call<typeof contract.listPolicyVersions>('GET', '/policies/:id/versions', { params: { id }, query: page, signal }),
  );
}

/** What policies promise a customer or an organisation. */
export function promisedTermsQuery({ of, id }: Whom) {
  return queryOptions({
    queryKey: ['promises', 'terms', of, id],
    queryFn: ({ signal }) =>
      of === 'customer'
        ? call<typeof terms.readCustomerTerms>('GET', '/customers/:id/promised-terms', { params: { id }, signal })
        : call<typeof terms.readOrganisationTerms>('GET', '/organisations/:id/promised-terms', {
            params: { id },
            signal,
          }),
  });
}

/** Says that something was done, with the way back; the lists are asked again after both. */
export function done(text: string, undo: () => Promise<unknown>): void {
  const again = () => void queryClient.invalidateQueries({ queryKey: ['promises'] });
  again();
  notifyUndo(text, () => void undo().then(again, notifyProblem));
}

/** A policy's terms as a change that brings them back. */
export function termsOf(policy: Policy) {
  const { id: _, version: __, changedAt: ___, ...terms } = policy;
  return terms;
}

export const removePolicy = (id: string) =>
  call<typeof contract.deletePolicy>('DELETE', '/policies/:id', { params: { id } });

export const restorePolicy = (id: string) =>
  call<typeof terms.restorePolicy>('POST', '/policies/:id/restoration', { params: { id } });
