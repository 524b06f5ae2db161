import './practice-live.ts';
import { queryOptions } from '@tanstack/react-query';
import type * as huddles from '../../../contract/practice-huddles.ts';
import type * as contract from '../../../contract/practice.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Behaviour = contract.Behaviour;
export type Pick = contract.Pick;
export type PracticeDay = contract.PracticeDay;
export type Relay = contract.Relay;
export type Today = huddles.Today;

/** Mine to learn and ours to celebrate, in one answer. */
export const todayQuery = queryOptions({
  queryKey: ['practice', 'today'],
  queryFn: ({ signal }) => call<typeof huddles.readToday>('GET', '/today', { signal }),
});

/** The library of behaviours, page by page. */
export function behavioursQuery(filter: { kind?: Behaviour['kind'] | undefined; standardId?: string | undefined }) {
  return paged(
    ['practice', 'behaviours', filter],
    (page, signal) =>
      call<typeof contract.listBehaviours>('GET', '/practice/behaviours', {
        query: { ...page, ...filter },
        signal,
      }),
    50,
  );
}

/** Where mine travelled. */
export const relaysQuery = paged(
  ['practice', 'relays'],
  (page, signal) => call<typeof contract.listRelays>('GET', '/practice/relays', { query: { ...page }, signal }),
  10,
);

/** What a team, or everybody, did together in so many days. */
export function totalsQuery(days: number, teamId: string | undefined) {
  return queryOptions({
    queryKey: ['practice', 'totals', days, teamId],
    queryFn: ({ signal }) =>
      call<typeof contract.readPracticeTotals>('GET', '/practice/totals', { query: { days, teamId }, signal }),
  });
}

/** Takes on what is proposed for the free places. */
export async function takeProposed(): Promise<void> {
  showDay(await call<typeof contract.takeProposed>('POST', '/practice/day'));
}

/** Takes on one behaviour today. @throws {ApiProblem} when two to do, or one to stop, are taken already. */
export async function pickBehaviour(behaviourId: string): Promise<void> {
  await call<typeof contract.pickBehaviour>('POST', '/practice/picks', { body: { behaviourId } });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}

/** Ticks or unticks; the tick is there at once, and goes again if the server refuses. */
export async function markPick(pick: Pick, state: Pick['state']): Promise<void> {
  showPick({ ...pick, state });
  try {
    showPick(
      await call<typeof contract.changePick>('PATCH', '/practice/picks/:id', {
        params: { id: pick.id },
        body: { state },
      }),
    );
  } catch (problem) {
    showPick(pick);
    throw problem;
  }
}

/** Puts an open one back, to take another. */
export async function putBack(pick: Pick): Promise<void> {
  await call<typeof contract.putBackPick>('DELETE', '/practice/picks/:id', { params: { id: pick.id } });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}

/** Passes it on to a colleague, for his next working day. */
export async function passOn(pick: Pick, toUserId: string, note: string): Promise<void> {
  showPick(
    await call<typeof contract.passOn>('POST', '/practice/picks/:id/pass-on', {
      params: { id: pick.id },
      body: { toUserId, ...(note === '' ? {} : { note }) },
    }),
  );
  void queryClient.invalidateQueries({ queryKey: relaysQuery.queryKey });
}

/** Answers what a colleague passed to me. */
export async function answerPassedOn(id: string, accept: boolean): Promise<void> {
  showDay(
    await call<typeof contract.answerPassedOn>('POST', '/practice/passed-on/:id/answer', {
      params: { id },
      body: { accept },
    }),
  );
}

function showDay(practice: PracticeDay) {
  queryClient.setQueryData(todayQuery.queryKey, (today) => today && { ...today, practice });
}

function showPick(pick: Pick) {
  queryClient.setQueryData(
    todayQuery.queryKey,
    (today) =>
      today && {
        ...today,
        practice: {
          ...today.practice,
          picks: today.practice.picks.map((one) => (one.id === pick.id ? pick : one)),
        },
      },
  );
}

/** Adds a behaviour to the library. */
export async function createBehaviour(body: BodyOf<typeof contract.createBehaviour>): Promise<void> {
  await call<typeof contract.createBehaviour>('POST', '/practice/behaviours', { body });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}

/** Rewords a behaviour, ties it to a standard, or retires it. */
export async function changeBehaviour(id: string, body: BodyOf<typeof contract.changeBehaviour>): Promise<void> {
  await call<typeof contract.changeBehaviour>('PATCH', '/practice/behaviours/:id', { params: { id }, body });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}
