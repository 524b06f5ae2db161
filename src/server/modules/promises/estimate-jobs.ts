import type { Job } from '../../jobs/running.ts';
import { fitEstimates } from './estimate-fitting.ts';
import { countEstimates, guardEstimates } from './estimate-guarding.ts';

/** Estimates by the clock: every minute new ones and those that would lapse, every few minutes what is learned. */
export const estimateJobs: readonly Job[] = [
  {
    name: 'promises.estimates',
    work: async (ctx) => {
      await guardEstimates(ctx);
      await countEstimates(ctx);
    },
  },
  {
    name: 'promises.fit-estimates',
    work: async (ctx) => {
      await fitEstimates(ctx);
    },
  },
];
