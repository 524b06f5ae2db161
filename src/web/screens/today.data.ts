import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../contract/promises.ts';
import type { ReplyOf } from '../../contract/route.ts';
import { call } from '../api.ts';
import { refetchOn } from '../live.ts';
import { places } from '../places.ts';
import { queryClient } from '../query-client.ts';

export type PromisesToday = ReplyOf<typeof contract.readPromisesToday>;
export type Scope = PromisesToday['mine'];
export type TodayPromise = Scope['open'][number];
export type PromiseRow = contract.PromiseRow;

/** What is due today, mine and my teams', what is kept so far, and what will slip. */
export const promisesTodayQuery = queryOptions({
  queryKey: ['promises', 'today'],
  queryFn: ({ signal }) => call<typeof contract.readPromisesToday>('GET', '/promises/today', { signal }),
  // A promise slips by the clock too, without anything having happened.
  refetchInterval: 60_000,
});

/** Gives a promise to a colleague, or takes it. */
export async function handOver(id: string, keeperId: string): Promise<void> {
  await call<typeof contract.handOverPromise>('POST', '/promises/:id/keeper', { params: { id }, body: { keeperId } });
  await queryClient.invalidateQueries({ queryKey: ['promises'] });
}

/** Says that it is done. */
export async function keep(id: string): Promise<void> {
  await call<typeof contract.keepPromise>('POST', '/promises/:id/keeping', { params: { id }, body: {} });
  await queryClient.invalidateQueries({ queryKey: ['promises'] });
}

/** Where a promise is looked at: its own screen, else its case, else the customer. */
export function addressOf(promise: Pick<PromiseRow, 'id' | 'case' | 'customer'>): string {
  const own = places.find((place) => place.key === 'promise');
  if (own !== undefined) return own.path.replace(/\{?-?\$\w+\}?/, promise.id);
  return promise.case === null ? `/customers/${promise.customer.id}` : `/inbox/${promise.case.number}`;
}

refetchOn('promises.', ['promises', 'today']);
refetchOn('cases.changed', ['promises', 'today']);
