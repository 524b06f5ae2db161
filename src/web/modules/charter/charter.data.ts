import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/charter.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { sessionQuery } from '../../session.ts';

export type Charter = contract.Charter;
export type CharterDifference = contract.CharterDifference;
export type Proposal = contract.Proposal;
export type Standard = contract.Standard;
export type MottoCheck = contract.MottoCheck;

/** The charter that holds now. */
export const charterQuery = queryOptions({
  queryKey: ['charter', 'now'],
  queryFn: ({ signal }) => call<typeof contract.readCharter>('GET', '/charter', { signal }),
});

/** Every version, newest first. */
export const versionsQuery = paged(
  ['charter', 'versions'],
  (page, signal) => call<typeof contract.listCharterVersions>('GET', '/charter/versions', { query: page, signal }),
  10,
);

/** Proposals that wait. */
export const proposalsQuery = queryOptions({
  queryKey: ['charter', 'proposals'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listProposals>('GET', '/charter/proposals', { query: { state: 'open' }, signal }))
      .items,
});

/** What share of customers said our word. */
export const wordMatchQuery = queryOptions({
  queryKey: ['charter', 'word-match'],
  queryFn: ({ signal }) =>
    call<typeof contract.readWordMatch>('GET', '/charter/word-match', { query: { days: 90 }, signal }),
});

/** The standards in their order; with the retired ones where asked. There are few, so one page holds them. */
export function standardsQuery(retired: boolean) {
  return queryOptions({
    queryKey: ['charter', 'standards', retired],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.listStandards>('GET', '/standards', { query: { limit: 200, retired }, signal }))
        .items,
  });
}

/** How short and readable a motto is. */
export function mottoCheckQuery(motto: string, language: string) {
  return queryOptions({
    queryKey: ['charter', 'motto-check', language, motto],
    queryFn: ({ signal }) =>
      call<typeof contract.checkMotto>('POST', '/charter/motto-check', { body: { motto, language }, signal }),
    enabled: motto.trim() !== '',
    staleTime: Infinity,
    retry: false,
  });
}

/** Adopts a new version; every screen follows. */
export async function adoptCharter(body: BodyOf<typeof contract.adoptCharter>): Promise<void> {
  await call<typeof contract.adoptCharter>('POST', '/charter', { body });
  await refresh();
}

/** Proposes a new version. */
export async function proposeCharter(body: BodyOf<typeof contract.proposeCharter>): Promise<void> {
  await call<typeof contract.proposeCharter>('POST', '/charter/proposals', { body });
  await refresh();
}

/** Puts one's own name under it. */
export async function agreeToCharter(): Promise<void> {
  const charter = await call<typeof contract.agreeToCharter>('POST', '/charter/agreement');
  queryClient.setQueryData(charterQuery.queryKey, charter);
}

/** Says when it is looked at again. */
export async function changeReview(reviewOn: string | null): Promise<void> {
  const charter = await call<typeof contract.changeReview>('PATCH', '/charter', { body: { reviewOn } });
  queryClient.setQueryData(charterQuery.queryKey, charter);
}

/** Agrees with a proposal. */
export async function agreeToProposal(id: string): Promise<void> {
  await call<typeof contract.agreeToProposal>('POST', '/charter/proposals/:id/agreement', { params: { id } });
  await refresh();
}

/** Adopts a proposal or declines it. */
export async function decideProposal(id: string, decision: 'adopt' | 'decline'): Promise<void> {
  await call<typeof contract.decideProposal>('POST', '/charter/proposals/:id/decision', {
    params: { id },
    body: { decision },
  });
  await refresh();
}

/** Adds a standard, or changes one. */
export async function saveStandard(
  id: string | undefined,
  body: { name: string; description?: string; position?: number },
): Promise<void> {
  if (id === undefined) await call<typeof contract.createStandard>('POST', '/standards', { body });
  else await call<typeof contract.changeStandard>('PATCH', '/standards/:id', { params: { id }, body });
  await queryClient.invalidateQueries({ queryKey: ['charter', 'standards'] });
}

/** Moves a standard, or retires it, or takes it back. */
export async function changeStandard(id: string, body: BodyOf<typeof contract.changeStandard>): Promise<void> {
  await call<typeof contract.changeStandard>('PATCH', '/standards/:id', { params: { id }, body });
  await queryClient.invalidateQueries({ queryKey: ['charter', 'standards'] });
}

async function refresh() {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['charter'] }),
    queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  ]);
}

refetchOn('charter.', ['charter'], sessionQuery.queryKey);
