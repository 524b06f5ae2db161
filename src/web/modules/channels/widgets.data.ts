import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/widget-settings.ts';
import { call } from '../../api.ts';

export type Widget = contract.Widget;

export const widgetsQuery = queryOptions({
  queryKey: ['channels', 'widgets'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listWidgets>('GET', '/widgets', { query: { limit: 200 }, signal })).items,
});
