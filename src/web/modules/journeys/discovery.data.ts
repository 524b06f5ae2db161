import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/journeys-discovery.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Candidate = contract.TouchpointCandidate;

/** Places customers speak of that nobody wrote down. */
export const candidatesQuery = paged<Candidate>(
  ['journeys', 'candidates'],
  (page, signal) => call<typeof contract.listCandidates>('GET', '/touchpoint-candidates', { query: page, signal }),
  10,
);

/** Touchpoints that surely lose more than the others. */
export const spotsQuery = queryOptions({
  queryKey: ['journeys', 'spots'],
  queryFn: ({ signal }) => call<typeof contract.listProblemSpots>('GET', '/problem-spots', { signal }),
});

/** What they say about waiting, and what the clock says. */
export function perceptionQuery(id: string) {
  return queryOptions({
    queryKey: ['journeys', 'perception', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readPerception>('GET', '/touchpoints/:id/perception', { params: { id }, signal }),
  });
}

/** Takes a proposal over, or sets it aside. */
export async function decideCandidate(id: string, accept: boolean, touchpointId?: string) {
  const answer = await call<typeof contract.decideCandidate>('POST', '/touchpoint-candidates/:id/decide', {
    params: { id },
    body: { accept, ...(touchpointId === undefined ? {} : { touchpointId }) },
  });
  void queryClient.invalidateQueries({ queryKey: ['journeys'] });
  return answer;
}

/** Looks through the latest messages now. */
export async function searchCandidates() {
  const answer = await call<typeof contract.findCandidates>('POST', '/touchpoint-candidates/search', { body: {} });
  void queryClient.invalidateQueries({ queryKey: ['journeys'] });
  return answer;
}
