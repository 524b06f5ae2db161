import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/improvement-problems.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';

/** The problems a case shows, the newest first; below the key of everything improved, so that what changes there is seen here. */
export function caseProblemsQuery(caseId: string) {
  return queryOptions({
    queryKey: ['improvement', 'of-case', caseId],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.listProblems>('GET', '/problems', { query: { caseId, limit: 20 }, signal })).items,
  });
}

/** Problems that are not solved, by words of their name; a few are enough to choose from. */
export function unsolvedQuery(q: string) {
  return queryOptions({
    queryKey: ['improvement', 'unsolved', q],
    queryFn: async ({ signal }) => {
      const query = { limit: 30, ...(q === '' ? {} : { q }) };
      const { items } = await call<typeof contract.listProblems>('GET', '/problems', { query, signal });
      return items.filter(({ state }) => state !== 'solved');
    },
  });
}

refetchOn('improvement.', ['improvement']);
