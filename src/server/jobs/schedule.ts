import type { ScheduledJob } from './running.ts';

/** Everything that comes by the clock, in one table. Times are UTC. */
export const schedule: readonly ScheduledJob[] = [
  { job: 'promises.tick', cron: '* * * * *' },
  { job: 'improvement.night', cron: '20 2 * * *', fill: '1h' },
];
