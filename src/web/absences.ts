import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../contract/people-absence.ts';
import { call } from './api.ts';
import { refetchOn } from './live.ts';

export type Absence = contract.Absence;

/** The absences of somebody that are planned or run. */
export function absencesQuery(userId: string) {
  return queryOptions({
    queryKey: ['absences', userId],
    queryFn: async ({ signal }) => {
      const query = { userId, current: true, limit: 20 };
      return (await call<typeof contract.listAbsences>('GET', '/absences', { query, signal })).items;
    },
  });
}

refetchOn('people.absence', ['absences']);
