import { queryOptions } from '@tanstack/react-query';
import type * as moments from '../../../contract/journeys-moments.ts';
import type * as positions from '../../../contract/journeys-positions.ts';
import type * as places from '../../../contract/journeys-touchpoints.ts';
import type * as contract from '../../../contract/journeys.ts';
import type { QueryOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Touchpoint = places.Touchpoint;
export type JourneyInFull = contract.JourneyInFull;
export type Destination = contract.Destination;
export type MomentFilter = Omit<QueryOf<typeof moments.listMoments>, 'limit' | 'cursor'>;

/** One touchpoint. */
export function touchpointQuery(id: string) {
  return queryOptions({
    queryKey: ['journeys', 'touchpoint', id],
    queryFn: ({ signal }) => call<typeof places.readTouchpoint>('GET', '/touchpoints/:id', { params: { id }, signal }),
  });
}

/** The journeys, the default one first. */
export const journeysQuery = queryOptions({
  queryKey: ['journeys', 'list'],
  queryFn: async ({ signal }) => {
    const page = await call<typeof contract.listJourneys>('GET', '/journeys', { query: { limit: 100 }, signal });
    return page.items;
  },
});

/** One journey with its destinations. */
export function journeyQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['journeys', 'journey', id],
    queryFn: ({ signal }) => {
      if (id === undefined) throw new Error('No journey yet.');
      return call<typeof contract.readJourney>('GET', '/journeys/:id', { params: { id }, signal });
    },
    enabled: id !== undefined,
  });
}

/** Who waits longer than expected on the way to a destination. */
export function lateQuery(id: string) {
  return paged(
    ['journeys', 'late', id],
    (page, signal) =>
      call<typeof positions.listLate>('GET', '/destinations/:id/late', { params: { id }, query: page, signal }),
    10,
  );
}

/** Everybody late on a journey. */
export function stalledQuery(id: string) {
  return paged(
    ['journeys', 'stalled', id],
    (page, signal) =>
      call<typeof positions.listStalled>('GET', '/journeys/:id/stalled', { params: { id }, query: page, signal }),
    10,
  );
}

/** Where a customer is on each of his journeys. */
export function positionsQuery(customerId: string) {
  return queryOptions({
    queryKey: ['journeys', 'positions', customerId],
    queryFn: async ({ signal }) =>
      (
        await call<typeof positions.readPositions>('GET', '/customers/:id/positions', {
          params: { id: customerId },
          signal,
        })
      ).items,
  });
}

/** The ledger of moments, newest first. */
export function momentsQuery(filter: MomentFilter, limit = 40) {
  return paged(
    ['journeys', 'moments', filter],
    (page, signal) => call<typeof moments.listMoments>('GET', '/moments', { query: { ...filter, ...page }, signal }),
    limit,
  );
}

/** The touchpoint as the server now tells it. */
export function showTouchpoint(touchpoint: Touchpoint): void {
  queryClient.setQueryData(touchpointQuery(touchpoint.id).queryKey, touchpoint);
  void queryClient.invalidateQueries({ queryKey: ['journeys'] });
}

refetchOn('moments.', ['journeys']);
refetchOn('journeys.', ['journeys']);
