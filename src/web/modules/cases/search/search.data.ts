import type * as contract from '../../../../contract/search.ts';
import { call } from '../../../api.ts';
import { paged } from '../../../paged.ts';

export type Found = contract.Found;
export type Kind = Found['kind'];
export type Answer = Awaited<ReturnType<typeof ask>>;

const ask = (query: { q: string; kind?: Kind; limit: number; cursor?: string }, signal: AbortSignal) =>
  call<typeof contract.search>('GET', '/search', { query, signal });

/** What is found for a query, page by page; the first page says how much there is and what was not understood. */
export const searchQuery = (q: string, kind: Kind | undefined) =>
  paged(['search', q, kind ?? 'all'], (page, signal) =>
    ask({ q, ...(kind === undefined ? {} : { kind }), ...page }, signal),
  );
