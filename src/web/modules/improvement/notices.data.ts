import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/anticipation.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type NoticeInFull = contract.AnticipationInFull;
export type NoticeRule = contract.AnticipationRule;

/** Notices to those who will meet a difficulty, newest first. */
export function noticesQuery(filter: { problemId?: string | undefined }) {
  return paged(['notices', 'list', filter], (page, signal) =>
    call<typeof contract.listAnticipations>('GET', '/anticipations', { query: { ...filter, ...page }, signal }),
  );
}

/** One notice with what it has avoided. */
export function noticeQuery(id: string) {
  return queryOptions({
    queryKey: ['notices', 'one', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readAnticipation>('GET', '/anticipations/:id', { params: { id }, signal }),
  });
}

/** Who would meet it by a rule. */
export function exposedQuery(rule: NoticeRule, problemId: string | undefined) {
  return queryOptions({
    queryKey: ['notices', 'exposed', rule, problemId],
    queryFn: () =>
      call<typeof contract.previewExposed>('POST', '/anticipations/exposed', {
        body: { rule, ...(problemId === undefined ? {} : { problemId }) },
      }),
  });
}

/** The notice as the server now tells it. */
export function showNotice(notice: NoticeInFull): void {
  queryClient.setQueryData(noticeQuery(notice.id).queryKey, notice);
  void queryClient.invalidateQueries({ queryKey: ['notices', 'list'] });
}

refetchOn('improvement.notice', ['notices']);
