import type { ScheduledJob } from './running.ts';

/** Everything that comes by the clock, in one table. Times are UTC. */
export const schedule: readonly ScheduledJob[] = [
  { job: 'deliver-mail', cron: '* * * * *' },
  { job: 'acknowledge-cases', cron: '* * * * *' },
  { job: 'fold-case-tallies', cron: '* * * * *' },
  { job: 'wake-snoozed-cases', cron: '* * * * *' },
  { job: 'cases.take-in-search', cron: '* * * * *' },
  { job: 'cases.route', cron: '* * * * *' },
  { job: 'people.absences', cron: '* * * * *' },
  { job: 'chat.forget', cron: '*/15 * * * *' },
  { job: 'drop-unused-uploads', cron: '17 3 * * *' },
  { job: 'customers.compare', cron: '*/5 * * * *' },
  { job: 'privacy.retention', cron: '10 3 * * *', fill: '1h' },
  { job: 'forget-idempotency-keys', cron: '23 3 * * *' },

  { job: 'promises.tick', cron: '* * * * *' },
  { job: 'promises.estimates', cron: '* * * * *' },
  { job: 'promises.fit-estimates', cron: '*/5 * * * *' },
  { job: 'promises.risk', cron: '*/5 * * * *' },
  { job: 'improvement.night', cron: '20 2 * * *', fill: '1h' },
  { job: 'measures.stays', cron: '40 2 * * *', fill: '1h' },
  { job: 'voice.tick', cron: '* * * * *' },
  { job: 'voice.recoveries', cron: '*/5 * * * *' },
  { job: 'rules.tick', cron: '* * * * *' },
  { job: 'escalations.tick', cron: '* * * * *' },
  { job: 'webhooks.tend', cron: '* * * * *' },
  { job: 'webhooks.forget', cron: '47 3 * * *' },
  { job: 'rules.forget', cron: '11 3 * * *' },
  { job: 'authority.tick', cron: '* * * * *' },
  { job: 'moving.resume', cron: '* * * * *' },
  { job: 'moving.tend-exports', cron: '*/5 * * * *' },
];
