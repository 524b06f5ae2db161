import { queryOptions, useQuery } from '@tanstack/react-query';
import type * as people from '../contract/people.ts';
import { call } from './api.ts';
import { onLive } from './live.ts';
import { queryClient } from './query-client.ts';

/** The first two hundred colleagues by name: enough for menus; whoever has more finds them by typing. */
export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'colleagues'],
  queryFn: async ({ signal }) => {
    const page = await call<typeof people.listUsers>('GET', '/users', { query: { limit: 200 }, signal });
    return page.items;
  },
  staleTime: 5 * 60_000,
});

/** The teams by name. */
export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: async ({ signal }) => {
    const page = await call<typeof people.listTeams>('GET', '/teams', { query: { limit: 200 }, signal });
    return page.items;
  },
  staleTime: 5 * 60_000,
});

/** Colleagues who may sign in; empty until they have arrived. */
export function useColleagues(): readonly people.User[] {
  return (useQuery(colleaguesQuery).data ?? []).filter((user) => user.active);
}

/** The teams; empty until they have arrived. */
export function useTeams(): readonly people.Team[] {
  return useQuery(teamsQuery).data ?? [];
}

onLive('people.', () => void queryClient.invalidateQueries({ queryKey: ['people'] }));
