import type { InfiniteData } from '@tanstack/react-query';
import type * as contract from '../../../contract/words.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { caseWordsQuery, type Recurrence, resolutionQuery } from './words.data.ts';

export const recurrenceStates = ['proposed', 'automatic', 'confirmed', 'dismissed'] as const;
export type RecurrenceState = (typeof recurrenceStates)[number];

/** Cases that are old ones again, newest first. */
export function recurrencesQuery(state: RecurrenceState | undefined) {
  return paged(
    ['words', 'recurrences', state],
    (page, signal) =>
      call<typeof contract.listRecurrences>('GET', '/words/recurrences', {
        query: { ...page, ...(state === undefined ? {} : { state }) },
        signal,
      }),
    10,
  );
}

/**
 * Says that a case is an old one again, or that it is not. The row keeps its place in the list, so that one sees what one decided
 * and may decide otherwise; what is counted from it is asked again.
 */
export async function decide(found: Recurrence, state: 'confirmed' | 'dismissed'): Promise<void> {
  const now = await call<typeof contract.decideRecurrence>('PUT', '/cases/:id/recurrence', {
    params: { id: found.case.id },
    body: { of: found.of.id, state },
  });
  queryClient.setQueriesData<InfiniteData<{ items: Recurrence[]; next: string | null }>>(
    { queryKey: ['words', 'recurrences'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((one) => (one.case.id === now.case.id ? now : one)),
        })),
      },
  );
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: resolutionQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: ['words', 'effort'] }),
    queryClient.invalidateQueries({ queryKey: caseWordsQuery(now.case.id).queryKey }),
    queryClient.invalidateQueries({ queryKey: caseWordsQuery(now.of.id).queryKey }),
    queryClient.invalidateQueries({ queryKey: ['cases', 'one'] }),
  ]);
}
