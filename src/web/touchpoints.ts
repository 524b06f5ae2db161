import { queryOptions, useQuery } from '@tanstack/react-query';
import type * as contract from '../contract/journeys-touchpoints.ts';
import { call } from './api.ts';

/** Every touchpoint with its health; a company has tens of them. */
export const touchpointsQuery = queryOptions({
  queryKey: ['journeys', 'touchpoints'],
  queryFn: async ({ signal }) => {
    const page = await call<typeof contract.listTouchpoints>('GET', '/touchpoints', { query: { limit: 200 }, signal });
    return page.items;
  },
});

/** Touchpoints by name, for choosing one; empty until they have arrived. */
export function useTouchpointOptions(): (readonly [id: string, name: string])[] {
  return (useQuery(touchpointsQuery).data ?? []).map(({ id, name }) => [id, name] as const);
}
