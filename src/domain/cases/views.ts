/** For whom a view or a macro is kept: oneself, a team, or everybody. */
export const viewScopes = ['personal', 'team', 'shared'] as const;
export type ViewScope = (typeof viewScopes)[number];

/** How the cases of a view may be ordered; each order has an index. `created` begins with the oldest, `newest` with the newest. */
export const viewSorts = ['promise', 'updated', 'created', 'newest', 'priority', 'waiting'] as const;
export type ViewSort = (typeof viewSorts)[number];

/** What a row of a view may show. */
export const viewColumns = [
  'number',
  'customer',
  'subject',
  'excerpt',
  'promise',
  'state',
  'priority',
  'kind',
  'assignee',
  'team',
  'organisation',
  'channel',
  'tags',
  'emotion',
  'waiting',
  'created',
  'updated',
] as const;
export type ViewColumn = (typeof viewColumns)[number];

/** What a row shows unless told. */
export const usualColumns: readonly ViewColumn[] = ['customer', 'number', 'emotion', 'subject', 'excerpt', 'promise'];

export const viewDensities = ['comfortable', 'compact'] as const;
export type ViewDensity = (typeof viewDensities)[number];
