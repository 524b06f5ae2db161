import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/reports-decided.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';

export type FigureDecision = contract.FigureDecision;
export type FigureInWords = contract.FigureInWords;

/** A figure in words, and whom a decision after it would be about. */
export const figureQuery = (key: string) =>
  queryOptions({
    queryKey: ['reports', 'figure', key],
    queryFn: ({ signal }) =>
      call<typeof contract.readFigure>('GET', '/reports/figures/:key', { params: { key }, signal }),
    retry: false,
  });

/** What was decided after a figure, the newest first. */
export const decidedAfterQuery = (key: string) =>
  paged(['reports', 'decided', key], (page, signal) =>
    call<typeof contract.listDecidedAfter>('GET', '/reports/figures/:key/decisions', {
      params: { key },
      query: page,
      signal,
    }),
  );

/** What was decided last after each figure. */
export const decidedQuery = queryOptions({
  queryKey: ['reports', 'decided'],
  queryFn: async ({ signal }) => (await call<typeof contract.listDecided>('GET', '/reports/decided', { signal })).items,
});

export const noteDecided = (key: string, body: { decided: string; seatAnswer: string }) =>
  call<typeof contract.noteDecided>('POST', '/reports/figures/:key/decisions', { params: { key }, body });
export const takeBackDecided = (key: string, id: string) =>
  call<typeof contract.takeBackDecided>('POST', '/reports/figures/:key/decisions/:id/take-back', {
    params: { key, id },
  });

refetchOn('improvement.', ['reports', 'decided']);
