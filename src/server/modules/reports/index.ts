/** The door of reports: figures by mail, who wants them and who reads them. */
export { reportJobs } from './jobs.ts';
export { readReportKey, stopByKey } from './stopping.ts';
