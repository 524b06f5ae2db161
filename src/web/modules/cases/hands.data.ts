import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type * as drafts from '../../../contract/cases-drafts.ts';
import type * as hands from '../../../contract/cases-hands.ts';
import type * as macros from '../../../contract/cases-macros.ts';
import type * as views from '../../../contract/cases-views.ts';
import type * as channels from '../../../contract/channels.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';
import { caseKeys } from './cases.data.ts';

export type CustomView = views.View;
export type ViewFilter = views.ViewFilter;
export type ViewSort = CustomView['sort'];
export type LaterReply = hands.LaterReply;
export type Macro = macros.Macro;
export type BulkDeed = hands.BulkDeed;
export type BulkRun = hands.BulkRun;

/** Where these answers are kept. */
export const handKeys = {
  views: ['views'],
  macros: ['macros'],
  later: ['cases', 'later'],
  followers: ['cases', 'followers'],
  drafts: ['cases', 'drafts'],
  choices: ['hand-choices'],
  bulk: (id: string) => ['bulk-runs', id],
} as const;

/** The first two hundred views one may use. */
export const viewsQuery = queryOptions({
  queryKey: [...handKeys.views, 'list'],
  queryFn: async ({ signal }) =>
    (await call<typeof views.listViews>('GET', '/views', { query: { limit: 200 }, signal })).items,
  staleTime: 60_000,
});

/** How many cases they hold. Kept with the lists, so that whatever changes them changes it. */
export const viewCountsQuery = queryOptions({
  queryKey: [...caseKeys.counts, 'views'],
  queryFn: async ({ signal }) => (await call<typeof views.countViews>('GET', '/views/counts', { signal })).items,
});

/** The cases of a view of one's own, page by page. */
export function viewCasesQuery(id: string, sort: ViewSort | undefined) {
  return infiniteQueryOptions({
    queryKey: [...caseKeys.lists, 'view', id, sort],
    queryFn: ({ pageParam, signal }) =>
      call<typeof views.listViewCases>('GET', '/views/:id/cases', {
        params: { id },
        query: { limit: 50, cursor: pageParam, ...(sort === undefined ? {} : { sort }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** The first two hundred mailboxes by name, to choose among. */
export const mailboxChoicesQuery = queryOptions({
  queryKey: ['mailboxes', 'choices'],
  queryFn: async ({ signal }) =>
    (await call<typeof channels.listMailboxes>('GET', '/mailboxes', { query: { limit: 200 }, signal })).items,
  staleTime: 60_000,
});

/** Answers on a case that go out later or were held back. */
export function laterQuery(caseId: string) {
  return queryOptions({
    queryKey: [...handKeys.later, caseId],
    queryFn: async ({ signal }) =>
      (await call<typeof hands.listLaterReplies>('GET', '/later-replies', { query: { caseId }, signal })).items,
  });
}

/** Who follows a case. */
export function followersQuery(caseId: string) {
  return queryOptions({
    queryKey: [...handKeys.followers, caseId],
    queryFn: ({ signal }) =>
      call<typeof hands.listFollowers>('GET', '/cases/:id/followers', { params: { id: caseId }, signal }),
  });
}

/** The cases on which one has unsent words. */
export const draftsQuery = queryOptions({
  queryKey: handKeys.drafts,
  queryFn: async ({ signal }) =>
    (await call<typeof drafts.listDrafts>('GET', '/drafts', { query: { limit: 200 }, signal })).items,
  staleTime: 30_000,
});

/** One's own unsent new case. */
export const newCaseDraftQuery = queryOptions({
  queryKey: [...handKeys.drafts, 'new-case'],
  queryFn: async ({ signal }) =>
    (await call<typeof drafts.readNewCaseDraft>('GET', '/drafts/new-case', { signal })).draft,
  staleTime: 30_000,
});

/** How long one's answers can be taken back. */
export const choicesQuery = queryOptions({
  queryKey: handKeys.choices,
  queryFn: ({ signal }) => call<typeof hands.readHandChoices>('GET', '/hand-choices', { signal }),
  staleTime: 5 * 60_000,
});

/** Macros that apply to a case and fit what was typed. */
export function macrosQuery(q: string, caseId?: string) {
  return queryOptions({
    queryKey: [...handKeys.macros, 'list', q, caseId],
    queryFn: async ({ signal }) =>
      (
        await call<typeof macros.listMacros>('GET', '/macros', {
          query: { limit: 50, ...(q === '' ? {} : { q }), ...(caseId === undefined ? {} : { caseId }) },
          signal,
        })
      ).items,
    staleTime: 30_000,
  });
}

export function refreshViews(): void {
  void queryClient.invalidateQueries({ queryKey: handKeys.views });
  void queryClient.invalidateQueries({ queryKey: caseKeys.counts });
  void queryClient.invalidateQueries({ queryKey: caseKeys.lists });
}

refetchOn('cases.view-', handKeys.views);
refetchOn('cases.reply-', handKeys.later);
refetchOn('cases.replied', handKeys.later);
refetchOn('cases.followed', handKeys.followers);
refetchOn('cases.unfollowed', handKeys.followers);
refetchOn('macros.bulk-', ['bulk-runs']);
