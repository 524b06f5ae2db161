import { queryOptions } from '@tanstack/react-query';
import type * as records from '../../../contract/customer-records.ts';
import type * as customers from '../../../contract/customers.ts';
import type * as organisations from '../../../contract/customers-organisations.ts';
import type * as fields from '../../../contract/fields.ts';
import type * as work from '../../../contract/organisation-work.ts';
import type { QueryOf } from '../../../contract/route.ts';
import type { FieldOwner } from '../../../domain/fields/values.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';

export type Filter = Omit<QueryOf<typeof customers.listCustomers>, 'limit' | 'cursor'>;

/** Customers narrowed and ordered as asked. */
export function narrowedQuery(filter: Filter) {
  return paged(
    ['customers', 'list', filter],
    (page, signal) =>
      call<typeof customers.listCustomers>('GET', '/customers', { query: { ...page, ...filter }, signal }),
    50,
  );
}

/** Fields of one's own, in order. */
export function fieldsQuery(appliesTo: FieldOwner) {
  return queryOptions({
    queryKey: ['fields', appliesTo],
    queryFn: ({ signal }) => call<typeof fields.listFields>('GET', '/fields', { query: { appliesTo }, signal }),
    staleTime: 60_000,
  });
}

export const segmentsQuery = queryOptions({
  queryKey: ['customers', 'segments'],
  queryFn: ({ signal }) => call<typeof records.listSegments>('GET', '/customers/segments', { signal }),
});

/** Records that may be one person with this one, or with anybody. */
export function duplicatesQuery(customerId?: string) {
  return queryOptions({
    queryKey: ['customers', 'duplicates', customerId ?? 'all'],
    queryFn: ({ signal }) =>
      call<typeof records.listDuplicates>('GET', '/customers/duplicates', {
        query: { limit: 20, ...(customerId === undefined ? {} : { customerId }) },
        signal,
      }),
  });
}

export function previewQuery(id: string, otherId: string) {
  return queryOptions({
    queryKey: ['customers', 'preview', id, otherId],
    queryFn: ({ signal }) =>
      call<typeof records.previewMerge>('GET', '/customers/:id/merges/:otherId/preview', {
        params: { id, otherId },
        signal,
      }),
  });
}

export function notesQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'notes', id],
    queryFn: ({ signal }) =>
      call<typeof records.listNotes>('GET', '/customers/:id/notes', { params: { id }, query: { limit: 50 }, signal }),
  });
}

export function organisationQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'organisation', id],
    queryFn: ({ signal }) =>
      call<typeof organisations.readOrganisation>('GET', '/organisations/:id', { params: { id }, signal }),
  });
}

export function organisationCasesQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'organisation', id, 'cases'],
    queryFn: ({ signal }) =>
      call<typeof work.listOrganisationCases>('GET', '/organisations/:id/cases', {
        params: { id },
        query: { limit: 50 },
        signal,
      }),
  });
}

export function organisationPromisesQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'organisation', id, 'promises'],
    queryFn: ({ signal }) =>
      call<typeof work.listOrganisationPromises>('GET', '/organisations/:id/promises', { params: { id }, signal }),
  });
}

export function organisationsQuery(q: string) {
  return paged(
    ['customers', 'organisations', 'list', q],
    (page, signal) =>
      call<typeof organisations.listOrganisations>('GET', '/organisations', {
        query: { ...page, ...(q === '' ? {} : { q }) },
        signal,
      }),
    50,
  );
}

/** Changes many customers, says what was done, and offers exactly the way back. */
export async function changeMany(changes: records.BulkChange[], said: (count: number) => string): Promise<void> {
  try {
    const { changed, undo } = await call<typeof records.changeCustomers>('POST', '/customers/changes', {
      body: { changes },
    });
    await queryClient.invalidateQueries({ queryKey: ['customers'] });
    notifyUndo(said(changed), () => {
      if (undo.length === 0) return;
      void call<typeof records.changeCustomers>('POST', '/customers/changes', { body: { changes: undo } }).then(
        () => queryClient.invalidateQueries({ queryKey: ['customers'] }),
        notifyProblem,
      );
    });
  } catch (problem) {
    notifyProblem(problem);
  }
}

refetchOn('fields.', ['fields']);
