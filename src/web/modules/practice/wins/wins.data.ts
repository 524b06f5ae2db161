import '../practice-live.ts';
import { queryOptions } from '@tanstack/react-query';
import type * as customers from '../../../../contract/customers.ts';
import type * as contract from '../../../../contract/practice-wins.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { paged } from '../../../paged.ts';
import { queryClient } from '../../../query-client.ts';

export type Win = contract.Win;
export type Bell = contract.Bell;
export type Candidate = contract.Candidate;

/** Wins, newest first. */
export function winsQuery(filter: { state?: Win['state'] | undefined; mine?: boolean | undefined }) {
  return paged(
    ['practice', 'wins', filter],
    (page, signal) =>
      call<typeof contract.listWins>('GET', '/practice/wins', {
        query: { ...page, ...filter },
        signal,
      }),
    30,
  );
}

/** Wins that count, of those claimed, in so many days. */
export function winFiguresQuery(days: number) {
  return queryOptions({
    queryKey: ['practice', 'win-figures', days],
    queryFn: ({ signal }) =>
      call<typeof contract.readWinFigures>('GET', '/practice/wins/figures', { query: { days }, signal }),
  });
}

/** Whom to win today, the best first. */
export const candidatesQuery = queryOptions({
  queryKey: ['practice', 'candidates'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listCandidates>('GET', '/practice/candidates', { signal })).items,
});

/** Customers whose name fits, for claiming a win. */
export function customersNamed(q: string) {
  return queryOptions({
    queryKey: ['practice', 'customers-named', q],
    queryFn: async ({ signal }) =>
      (await call<typeof customers.listCustomers>('GET', '/customers', { query: { q, limit: 8 }, signal })).items,
    enabled: q.length >= 2,
  });
}

/** Claims a win; it is evidenced at once when the customer's side is already there. */
export async function claimWin(body: BodyOf<typeof contract.claimWin>): Promise<Win> {
  const win = await call<typeof contract.claimWin>('POST', '/practice/wins', { body });
  void queryClient.invalidateQueries({ queryKey: ['practice'] });
  return win;
}

/** Confirms a colleague's win, so that the bell may ring for it. */
export async function confirmWin(id: string): Promise<void> {
  await call<typeof contract.confirmWin>('POST', '/practice/wins/:id/confirmation', { params: { id } });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}

/** Rings the bell. @throws {ApiProblem} 409 when it has rung for this win, or nobody has said so yet. */
export async function ringBell(body: BodyOf<typeof contract.ringBell>): Promise<Bell> {
  const bell = await call<typeof contract.ringBell>('POST', '/bell', { body });
  void queryClient.invalidateQueries({ queryKey: ['practice'] });
  return bell;
}

/** One bell. Refused (404) to those who were not to hear it. */
export function bellQuery(id: string) {
  return queryOptions({
    queryKey: ['practice', 'bell', id],
    queryFn: ({ signal }) => call<typeof contract.readBell>('GET', '/bell/:id', { params: { id }, signal }),
    retry: false,
  });
}

/** What rang lately. */
export const recentBellsQuery = paged(
  ['practice', 'bells'],
  (page, signal) => call<typeof contract.listRecentBells>('GET', '/bell/recent', { query: { ...page }, signal }),
  20,
);

/** Cheers along. */
export async function cheer(id: string): Promise<void> {
  showBell(await call<typeof contract.cheer>('POST', '/bell/:id/cheer', { params: { id } }));
}

/** Says something about it. */
export async function commentOnBell(id: string, words: string): Promise<void> {
  showBell(
    await call<typeof contract.commentOnBell>('POST', '/bell/:id/comments', { params: { id }, body: { words } }),
  );
}

function showBell(bell: Bell) {
  queryClient.setQueryData(bellQuery(bell.id).queryKey, bell);
  queryClient.setQueryData(
    recentBellsQuery.queryKey,
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          items: page.items.map((one) => (one.id === bell.id ? bell : one)),
        })),
      },
  );
}

/** Kudos, newest first. */
export function kudosQuery(standardId: string | undefined) {
  return paged(
    ['practice', 'kudos', standardId],
    (page, signal) => call<typeof contract.listKudos>('GET', '/kudos', { query: { ...page, standardId }, signal }),
    30,
  );
}

/** How often each standard was thanked for. */
export const kudosByStandardQuery = queryOptions({
  queryKey: ['practice', 'kudos-by-standard'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.countKudos>('GET', '/kudos/by-standard', { query: { days: 90 }, signal })).items,
});

/** Thanks a colleague for living a standard. */
export async function giveKudos(body: BodyOf<typeof contract.giveKudos>): Promise<void> {
  await call<typeof contract.giveKudos>('POST', '/kudos', { body });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}
