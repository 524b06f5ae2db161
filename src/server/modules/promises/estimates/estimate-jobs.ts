import type { Job } from '../../../jobs/running.ts';
import { learnRisk } from '../risk/at-risk-learning.ts';
import { scoreRisks } from '../risk/at-risk-scoring.ts';
import { fitEstimates } from './estimate-fitting.ts';
import { countEstimates, guardEstimates } from './estimate-guarding.ts';

/** By the clock: every minute new estimates and those that would lapse, every few minutes what is learned and the risk of what is due. */
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
  {
    name: 'promises.risk',
    work: async (ctx) => {
      if (await learnRisk(ctx)) await scoreRisks(ctx);
    },
  },
];
