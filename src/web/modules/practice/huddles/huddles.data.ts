import '../practice-live.ts';
import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../../contract/practice-huddles.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { paged } from '../../../paged.ts';
import { queryClient } from '../../../query-client.ts';

export type Huddle = contract.Huddle;
export type HuddleAction = contract.HuddleAction;
export type CardKey = Huddle['agenda']['cards'][number]['key'];

/** One huddle; events refetch it, so every screen shows the same card. */
export function huddleQuery(id: string) {
  return queryOptions({
    queryKey: ['practice', 'huddle', id],
    queryFn: ({ signal }) => call<typeof contract.readHuddle>('GET', '/huddles/:id', { params: { id }, signal }),
  });
}

/** Huddles that were, newest first. */
export function huddlesQuery(teamId: string | undefined) {
  return paged(
    ['practice', 'huddles', teamId],
    (page, signal) => call<typeof contract.listHuddles>('GET', '/huddles', { query: { ...page, teamId }, signal }),
    20,
  );
}

/** Working days with and without a huddle, four weeks back. */
export function rhythmQuery(teamId: string | undefined) {
  return queryOptions({
    queryKey: ['practice', 'rhythm', teamId],
    queryFn: ({ signal }) =>
      call<typeof contract.readHuddleRhythm>('GET', '/huddles/rhythm', { query: { teamId }, signal }),
  });
}

/** Starts today's huddle, or enters the one that runs. */
export async function startHuddle(teamId: string | null): Promise<Huddle> {
  const huddle = await call<typeof contract.startHuddle>('POST', '/huddles', { body: { teamId } });
  showHuddle(huddle);
  void queryClient.invalidateQueries({ queryKey: ['practice', 'huddles'] });
  return huddle;
}

/** Turns to a card on every screen. The own one turns at once. */
export async function turnTo(huddle: Huddle, card: number): Promise<void> {
  showHuddle({ ...huddle, card });
  await changeHuddle(huddle.id, { card });
}

/** Says who is here, or finishes. */
export async function changeHuddle(id: string, body: BodyOf<typeof contract.changeHuddle>): Promise<void> {
  showHuddle(await call<typeof contract.changeHuddle>('PATCH', '/huddles/:id', { params: { id }, body }));
}

/** Says who is here; it is seen at once, and goes again if the server refuses. */
export async function markHere(huddle: Huddle, ids: readonly string[], here: boolean): Promise<void> {
  const attendance = huddle.attendance.map((one) => (ids.includes(one.person.id) ? { ...one, here } : one));
  showHuddle({ ...huddle, attendance });
  try {
    await changeHuddle(huddle.id, here ? { here: [...ids] } : { away: [...ids] });
  } catch (problem) {
    showHuddle(huddle);
    throw problem;
  }
}

/** Writes something down, beside the card that is shown. */
export async function noteInHuddle(id: string, words: string, card: CardKey): Promise<void> {
  showHuddle(
    await call<typeof contract.noteInHuddle>('POST', '/huddles/:id/notes', { params: { id }, body: { words, card } }),
  );
}

/** Who takes what, by when. */
export async function actInHuddle(id: string, body: BodyOf<typeof contract.actInHuddle>): Promise<void> {
  showHuddle(await call<typeof contract.actInHuddle>('POST', '/huddles/:id/actions', { params: { id }, body }));
}

/** Ticks something somebody took. */
export async function markAction(id: string, done: boolean): Promise<void> {
  await call<typeof contract.changeHuddleAction>('PATCH', '/huddle-actions/:id', { params: { id }, body: { done } });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}

/** Sets when a team, or the company, meets. `time` is local, `HH:MM`. */
export async function setHuddleTime(teamId: string | null, time: string): Promise<void> {
  await call<typeof contract.setHuddleTime>('PUT', '/huddles/time', { body: { teamId, time } });
  await queryClient.invalidateQueries({ queryKey: ['practice'] });
}

function showHuddle(huddle: Huddle) {
  queryClient.setQueryData(huddleQuery(huddle.id).queryKey, huddle);
}
