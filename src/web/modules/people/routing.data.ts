import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/people-absence.ts';
import type * as cases from '../../../contract/cases-routing.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';

export type TeamRouting = contract.TeamRouting;
export type PersonRouting = contract.PersonRouting;
export type Absence = contract.Absence;
export type DeskSettings = cases.DeskSettings;

export const teamRoutingQuery = paged<TeamRouting>(['routing', 'teams'], (page, signal) =>
  call<typeof contract.listTeamRouting>('GET', '/routing/teams', { query: page, signal }),
);

export const peopleRoutingQuery = paged<PersonRouting>(['routing', 'people'], (page, signal) =>
  call<typeof contract.listPeopleRouting>('GET', '/routing/people', { query: page, signal }),
);

export const routingQueueQuery = paged(['routing', 'queue'], (page, signal) =>
  call<typeof cases.listRoutingQueue>('GET', '/routing/queue', { query: page, signal }),
);

export const deskSettingsQuery = queryOptions({
  queryKey: ['desk-settings'],
  queryFn: ({ signal }) => call<typeof cases.readDeskSettings>('GET', '/desk-settings', { signal }),
  staleTime: 60_000,
});

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
refetchOn('people.', ['routing']);
