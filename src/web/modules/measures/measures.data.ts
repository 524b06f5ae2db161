import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/measures.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';

export type Progress = contract.Progress;
export type RecordsLink = contract.RecordsLink;

/** What the page is asked for: days as `YYYY-MM-DD`, a team's id, a channel's name. */
export interface Period {
  from?: string | undefined;
  to?: string | undefined;
  team?: string | undefined;
  channel?: string | undefined;
}

/** The seven answers; the old ones stay on screen while another period is on its way. */
export function progressQuery(period: Period) {
  return queryOptions({
    queryKey: ['measures', 'progress', period],
    queryFn: ({ signal }) => call<typeof contract.readProgress>('GET', '/measures/progress', { query: period, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

for (const prefix of [
  'moments.',
  'promises.kept',
  'promises.broken',
  'voice.answered',
  'improvement.',
  'cases.closed',
]) {
  refetchOn(prefix, ['measures']);
}
