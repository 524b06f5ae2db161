import type { Job } from '../../jobs/running.ts';
import { askSpokenJob } from './spoken/assistant-hearing.ts';
import { recomputeJobName, recomputeRunning } from './recomputing.ts';
import { tickPromises } from './ticking.ts';

/** Every minute a job ticks too, so that promises are judged even where a node's own tick has stopped. */
export const promiseJobs: readonly Job[] = [
  askSpokenJob,
  {
    name: 'promises.tick',
    work: async (ctx) => {
      await tickPromises(ctx);
    },
  },
  {
    name: recomputeJobName,
    work: (ctx, payload) =>
      recomputeRunning(ctx, {
        calendarId: typeof payload['calendarId'] === 'string' ? payload['calendarId'] : null,
        after: String(payload['after']),
        because: String(payload['because']),
      }),
  },
];
