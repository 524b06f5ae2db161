import type { Job } from '../../jobs/running.ts';
import { makeDueReports } from './due.ts';
import { sendWaitingReports } from './sending.ts';

/** Every minute: what is due is noted, and what is noted is written and sent. */
const tick: Job = {
  name: 'reports.tick',
  work: async (ctx) => {
    await makeDueReports(ctx);
    await sendWaitingReports(ctx);
  },
};

/** At once, when somebody wants one now. */
const send: Job = { name: 'reports.send', work: (ctx) => sendWaitingReports(ctx) };

export const reportJobs: readonly Job[] = [tick, send];
