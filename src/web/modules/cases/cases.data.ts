import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import type * as contract from '../../../contract/cases.ts';
import type * as historyContract from '../../../contract/cases-history.ts';
import type * as counting from '../../../contract/cases-counting.ts';
import type { QueryOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { onLive, refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';

export type Case = contract.Case;
export type CaseRow = contract.CaseRow;
export type Message = contract.Message;
export type CaseFilter = Omit<QueryOf<typeof contract.listCases>, 'limit' | 'cursor'>;
export type CasePages = InfiniteData<{ items: CaseRow[]; next: string | null }, string | undefined>;

/** Where the answers about cases are kept; everything begins with `cases`. */
export const caseKeys = {
  lists: ['cases', 'list'],
  counts: ['cases', 'counts'],
  one: (ref: string | number) => ['cases', 'one', String(ref)],
  older: (ref: string | number) => ['cases', 'older', String(ref)],
  history: (ref: string | number) => ['cases', 'history', String(ref)],
} as const;

/** A view's cases, page by page. */
export function casesQuery(filter: CaseFilter) {
  return infiniteQueryOptions({
    queryKey: [...caseKeys.lists, filter],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contract.listCases>('GET', '/cases', { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** How many cases each view holds. */
export const countsQuery = queryOptions({
  queryKey: caseKeys.counts,
  queryFn: ({ signal }) => call<typeof counting.countCases>('GET', '/cases/counts', { signal }),
});

/** One case with all its screen needs, by id or number. */
export function caseQuery(ref: string | number) {
  return queryOptions({
    queryKey: caseKeys.one(ref),
    queryFn: ({ signal }) =>
      call<typeof contract.readCase>('GET', '/cases/:id', { params: { id: String(ref) }, signal }),
  });
}

/** Messages before those that came with the case, newest page first. */
export function olderMessagesQuery(ref: string | number, from: string | null) {
  return infiniteQueryOptions({
    queryKey: [...caseKeys.older(ref), from],
    queryFn: ({ pageParam, signal }) =>
      call<typeof historyContract.listMessages>('GET', '/cases/:id/messages', {
        params: { id: String(ref) },
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: from ?? '',
    getNextPageParam: (last) => last.next ?? undefined,
    // What was said long ago does not change.
    staleTime: Infinity,
  });
}

/** Who did what to the case: the newest hundred deeds. */
export function historyQuery(ref: string | number) {
  return queryOptions({
    queryKey: caseKeys.history(ref),
    queryFn: ({ signal }) =>
      call<typeof historyContract.readHistory>('GET', '/cases/:id/history', {
        params: { id: String(ref) },
        query: { limit: 100 },
        signal,
      }),
  });
}

/** Puts a case, as the server now tells it, in the place of what was shown: beside the list and in it. */
export function showCase(found: Case): void {
  for (const ref of [found.number, found.id]) {
    const key = caseKeys.one(ref);
    if (ref === found.number || queryClient.getQueryData(key) !== undefined) queryClient.setQueryData(key, found);
  }
  const { id, kind, subject, state, priority, team, assignee, tags, emotion, snoozedUntil, nextPromise } = found;
  changeRows([id], () => ({
    kind,
    subject,
    state,
    priority,
    team,
    assignee,
    tags,
    emotion,
    snoozedUntil,
    nextPromise,
  }));
}

/** Changes rows in every list that is kept, without asking the server. */
export function changeRows(ids: readonly string[], change: (row: CaseRow) => Partial<CaseRow>): void {
  queryClient.setQueriesData<CasePages>({ queryKey: caseKeys.lists }, (pages) => {
    if (pages === undefined || !('pages' in pages)) return pages;
    return {
      ...pages,
      pages: pages.pages.map((page) => ({
        ...page,
        items: page.items.map((row) => (ids.includes(row.id) ? { ...row, ...change(row) } : row)),
      })),
    };
  });
}

/** All rows that are kept of these cases, each once. */
export function knownRows(ids: readonly string[]): CaseRow[] {
  const rows = new Map<string, CaseRow>();
  for (const [, pages] of queryClient.getQueriesData<CasePages>({ queryKey: caseKeys.lists })) {
    for (const row of pages?.pages?.flatMap((page) => page.items) ?? [])
      if (ids.includes(row.id)) rows.set(row.id, row);
  }
  return [...rows.values()];
}

/** Asks again for what a deed of ours has changed. */
export function refreshCases(ref?: string | number): Promise<void> {
  if (ref !== undefined) void queryClient.invalidateQueries({ queryKey: caseKeys.history(ref) });
  void queryClient.invalidateQueries({ queryKey: caseKeys.counts });
  return queryClient.invalidateQueries({ queryKey: caseKeys.lists });
}

/** Asks again after a pause that gathers what follows; only what is on screen is fetched. */
function soon(milliseconds: number, ...keys: (readonly string[])[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
    }, milliseconds);
  };
}

const changed = soon(250, caseKeys.lists, caseKeys.counts, ['cases', 'one'], ['cases', 'history']);
const lookedAt = soon(250, ['cases', 'one']);
// Who looks at what changes all day: the list may tell it a few seconds later, and nothing else has changed.
const lookedAtInList = soon(4000, caseKeys.lists);

onLive('cases.', ({ type }) => {
  if (type !== 'cases.presence') {
    changed();
    return;
  }
  lookedAt();
  lookedAtInList();
});
refetchOn('promises.', caseKeys.lists, caseKeys.counts);
for (const prefix of ['channels.sent', 'channels.bounced']) refetchOn(prefix, ['cases', 'one']);
