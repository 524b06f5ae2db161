import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/journeys-times.ts';
import { call } from '../../api.ts';

export type ComparedTimes = contract.ComparedTimes;
export type TimeGrouping = contract.TimeGrouping;

/** How long it takes to a destination, by groups. What was shown stays until the next is there. */
export function timesQuery(
  id: string,
  asked: { by: TimeGrouping; day?: string | undefined; keys?: string | undefined },
) {
  return queryOptions({
    queryKey: ['journeys', 'times', id, asked],
    queryFn: ({ signal }) =>
      call<typeof contract.compareTimesTo>('GET', '/destinations/:id/times', {
        params: { id },
        query: {
          by: asked.by,
          ...(asked.day === undefined ? {} : { day: asked.day }),
          ...(asked.keys === undefined ? {} : { keys: asked.keys }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}
