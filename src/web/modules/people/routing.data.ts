import type * as contract from '../../../contract/people-absence.ts';
import type * as cases from '../../../contract/cases-routing.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';

export type TeamRouting = contract.TeamRouting;
export type PersonRouting = contract.PersonRouting;

export const teamRoutingQuery = paged<TeamRouting>(['routing', 'teams'], (page, signal) =>
  call<typeof contract.listTeamRouting>('GET', '/routing/teams', { query: page, signal }),
);

export const peopleRoutingQuery = paged<PersonRouting>(['routing', 'people'], (page, signal) =>
  call<typeof contract.listPeopleRouting>('GET', '/routing/people', { query: page, signal }),
);

export const routingQueueQuery = paged(['routing', 'queue'], (page, signal) =>
  call<typeof cases.listRoutingQueue>('GET', '/routing/queue', { query: page, signal }),
);

refetchOn('people.', ['routing']);
