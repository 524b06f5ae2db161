import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/radar.ts';
import type * as recoveries from '../../../contract/recoveries.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type RadarFind = contract.RadarFind;
export type RadarReport = contract.RadarReport;
export type RecoverySide = recoveries.RecoverySide;

/** Customers who seem to go quiet, the likeliest first; or what came of earlier ones. */
export function radarQuery(filter: { done: boolean }) {
  return paged(['voice', 'radar', filter], (page, signal) =>
    call<typeof contract.listRadar>('GET', '/radar', { query: { ...filter, ...page }, signal }),
  );
}

/** Whether the radar helps. */
export const radarReportQuery = queryOptions({
  queryKey: ['voice', 'radar-report'],
  queryFn: ({ signal }) => call<typeof contract.readRadarReport>('GET', '/radar/report', { signal }),
});

/** What stands behind one recovery. */
export function recoverySideQuery(id: string) {
  return queryOptions({
    queryKey: ['voice', 'recovery-side', id],
    queryFn: ({ signal }) =>
      call<typeof recoveries.readRecoverySide>('GET', '/recoveries/:id/side', { params: { id }, signal }),
  });
}

/** How well we win back, over half a year. */
export const recoveryFiguresQuery = queryOptions({
  queryKey: ['voice', 'recovery-figures'],
  queryFn: ({ signal }) =>
    call<typeof recoveries.readRecoveryFigures>('GET', '/recovery-figures', { query: { days: 180 }, signal }),
});

/** Everything of voice anew: a list, its report and recoveries hang together. */
export function refreshVoice(): void {
  void queryClient.invalidateQueries({ queryKey: ['voice'] });
}
