import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/reports.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';

export type OwnReports = contract.OwnReports;
export type ReportWish = contract.ReportWish;
export type Report = contract.Report;
export type ReportReader = contract.ReportReader;

/** One's own figures by mail. */
export const ownReportsQuery = queryOptions({
  queryKey: ['reports', 'own'],
  queryFn: ({ signal }) => call<typeof contract.readOwnReports>('GET', '/reports/own', { signal }),
});

/** Who gets figures by mail, and whether they are read. */
export const readersQuery = paged(['reports', 'readers'], (page, signal) =>
  call<typeof contract.listReportReaders>('GET', '/reports/readers', { query: page, signal }),
);

/** Mails with figures, newest first. */
export const reportsQuery = paged(['reports', 'list'], (page, signal) =>
  call<typeof contract.listReports>('GET', '/reports', { query: page, signal }),
);

export const wishFor = (body: ReportWish) => call<typeof contract.wishForReports>('PUT', '/reports/own', { body });
export const stopOwn = () => call<typeof contract.stopOwnReports>('POST', '/reports/own/stop');
export const sendNow = (figures: string[]) =>
  call<typeof contract.sendReportNow>('POST', '/reports/now', { body: { figures } });
export const stopReader = (id: string) =>
  call<typeof contract.stopReportReader>('POST', '/reports/readers/:id/stop', { params: { id } });
export const visit = (id: string, figure: string | undefined) =>
  call<typeof contract.visitReport>('POST', '/reports/:id/visits', {
    params: { id },
    body: figure === undefined ? {} : { figure },
  });

refetchOn('reports.', ['reports']);
