import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/journeys.ts';
import type { QueryOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Touchpoint = contract.Touchpoint;
export type Journey = contract.Journey;
export type JourneyInFull = contract.JourneyInFull;
export type Destination = contract.Destination;
export type Moment = contract.Moment;
export type MomentFilter = Omit<QueryOf<typeof contract.listMoments>, 'limit' | 'cursor'>;

/** Every touchpoint with its health; a company has tens of them. */
export const touchpointsQuery = queryOptions({
  queryKey: ['journeys', 'touchpoints'],
  queryFn: async ({ signal }) => {
    const page = await call<typeof contract.listTouchpoints>('GET', '/touchpoints', { query: { limit: 200 }, signal });
    return page.items;
  },
});

/** One touchpoint. */
export function touchpointQuery(id: string) {
  return queryOptions({
    queryKey: ['journeys', 'touchpoint', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readTouchpoint>('GET', '/touchpoints/:id', { params: { id }, signal }),
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
      call<typeof contract.listLate>('GET', '/destinations/:id/late', { params: { id }, query: page, signal }),
    10,
  );
}

/** The ledger of moments, newest first. */
export function momentsQuery(filter: MomentFilter, limit = 40) {
  return paged(
    ['journeys', 'moments', filter],
    (page, signal) => call<typeof contract.listMoments>('GET', '/moments', { query: { ...filter, ...page }, signal }),
    limit,
  );
}

/** One moment with everything that speaks about it. */
export function momentQuery(id: string) {
  return queryOptions({
    queryKey: ['journeys', 'moment', id],
    queryFn: ({ signal }) => call<typeof contract.readMoment>('GET', '/moments/:id', { params: { id }, signal }),
  });
}

/** The touchpoint as the server now tells it. */
export function showTouchpoint(touchpoint: Touchpoint): void {
  queryClient.setQueryData(touchpointQuery(touchpoint.id).queryKey, touchpoint);
  void queryClient.invalidateQueries({ queryKey: ['journeys'] });
}

refetchOn('moments.', ['journeys']);
refetchOn('journeys.', ['journeys']);
