import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as records from '../../../contract/customer-records.ts';
import type * as journeys from '../../../contract/journeys.ts';
import type * as reviews from '../../../contract/voice-reviews.ts';
import type * as asking from '../../../contract/voice-surveys-asking.ts';
import type * as results from '../../../contract/voice-surveys-results.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';

export type Wave = asking.Wave;
export type Results = results.Results;
export type NonResponse = results.NonResponse;
export type Review = reviews.Review;

/** What was answered in the last ninety days, each question with n and interval; of everybody or of a saved segment. */
export function resultsQuery(id: string, language: string, segment: string | undefined) {
  return queryOptions({
    queryKey: ['voice', 'results', id, language, segment],
    queryFn: ({ signal }) =>
      call<typeof results.readResults>('GET', '/surveys/:id/results', {
        params: { id },
        query: { language, ...(segment === undefined ? {} : { segment }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** Saved segments of customers: one's own and those that others share. */
export const segmentsQuery = queryOptions({
  queryKey: ['customers', 'segments'],
  queryFn: ({ signal }) => call<typeof records.listSegments>('GET', '/customers/segments', { signal }),
});

/** Whether those who answered look like those who could have. */
export function nonResponseQuery(id: string) {
  return queryOptions({
    queryKey: ['voice', 'non-response', id],
    queryFn: ({ signal }) =>
      call<typeof results.readNonResponse>('GET', '/surveys/:id/non-response', { params: { id }, signal }),
  });
}

/** Waves of a survey, the latest first. */
export function wavesQuery(id: string) {
  return paged(['voice', 'waves', id], (page, signal) =>
    call<typeof asking.listWaves>('GET', '/surveys/:id/waves', { params: { id }, query: page, signal }),
  );
}

/** Reviews from elsewhere, newest first: all, bad ones, or those whose author nobody knows yet. */
export function reviewsQuery(filter: { bad?: true; named?: false }) {
  return paged(['voice', 'reviews', filter], (page, signal) =>
    call<typeof reviews.listReviews>('GET', '/reviews', { query: { ...filter, ...page }, signal }),
  );
}

/** Bad reviews that wait to be told whose they are; at most ten are counted. */
export const namelessReviewsQuery = queryOptions({
  queryKey: ['voice', 'reviews', 'nameless'],
  queryFn: ({ signal }) =>
    call<typeof reviews.listReviews>('GET', '/reviews', { query: { bad: true, named: false, limit: 10 }, signal }),
});

/** Per source, how good a year of reviews is. */
export const reviewFiguresQuery = queryOptions({
  queryKey: ['voice', 'review-figures'],
  queryFn: ({ signal }) => call<typeof reviews.readReviewFigures>('GET', '/reviews/figures', { signal }),
});

/** Destinations of the journeys by name, for saying after which one is asked. */
export const destinationsQuery = queryOptions({
  queryKey: ['journeys', 'destination-names'],
  queryFn: async ({ signal }) => {
    const page = await call<typeof journeys.listJourneys>('GET', '/journeys', { query: { limit: 50 }, signal });
    const whole = await Promise.all(
      page.items.map(({ id }) => call<typeof journeys.readJourney>('GET', '/journeys/:id', { params: { id }, signal })),
    );
    return whole.flatMap((journey) =>
      journey.destinations.map(({ id, name }) => ({ id, name: `${journey.name}: ${name}` })),
    );
  },
  staleTime: 60_000,
});
