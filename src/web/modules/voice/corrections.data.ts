import { queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../contract/route.ts';
import type * as contract from '../../../contract/voice-corrections.ts';
import type { Observation } from '../../../contract/voice.ts';
import type { Review } from '../../../contract/voice-reviews.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type HeardKind = 'observations' | 'reviews';
export type HeardChange = contract.HeardChange;
export type ReviewImport = contract.ReviewImport;

/** Who did what to an observation or a review, the first first. */
export function heardHistoryQuery(kind: HeardKind, id: string) {
  return queryOptions({
    queryKey: ['voice', 'heard-history', kind, id],
    queryFn: ({ signal }) =>
      kind === 'observations'
        ? call<typeof contract.readObservationHistory>('GET', '/observations/:id/history', { params: { id }, signal })
        : call<typeof contract.readReviewHistory>('GET', '/reviews/:id/history', { params: { id }, signal }),
  });
}

/** Tables of reviews that were read, the latest first. */
export const reviewImportsQuery = paged(['voice', 'review-imports'], (page, signal) =>
  call<typeof contract.listReviewImports>('GET', '/reviews/imports', { query: page, signal }),
);

export function correctObservation(id: string, body: BodyOf<typeof contract.correctObservation>): Promise<Observation> {
  return call<typeof contract.correctObservation>('PATCH', '/observations/:id', { params: { id }, body });
}

export function correctReview(id: string, body: BodyOf<typeof contract.correctReview>): Promise<Review> {
  return call<typeof contract.correctReview>('PATCH', '/reviews/:id', { params: { id }, body });
}

/** Takes it back; it may be put back for a while. */
export async function takeBack(kind: HeardKind, id: string): Promise<void> {
  await (kind === 'observations'
    ? call<typeof contract.removeObservation>('DELETE', '/observations/:id', { params: { id } })
    : call<typeof contract.removeReview>('DELETE', '/reviews/:id', { params: { id } }));
  await voiceAgain();
}

/** Puts back what was taken back a moment ago. */
export async function putBack(kind: HeardKind, id: string): Promise<void> {
  await (kind === 'observations'
    ? call<typeof contract.putBackObservation>('POST', '/observations/:id/put-back', { params: { id } })
    : call<typeof contract.putBackReview>('POST', '/reviews/:id/put-back', { params: { id } }));
  await voiceAgain();
}

/** Takes back all that a table brought. */
export async function takeBackImport(id: string) {
  const done = await call<typeof contract.removeReviewImport>('DELETE', '/reviews/imports/:id', { params: { id } });
  await voiceAgain();
  return done;
}

/** Puts it back. */
export async function putBackImport(id: string) {
  const done = await call<typeof contract.putBackReviewImport>('POST', '/reviews/imports/:id/put-back', {
    params: { id },
  });
  await voiceAgain();
  return done;
}

/** What hangs on it is asked for again. */
export function voiceAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['voice'] });
}
