import { run, runOnce, type Runner, type TaskList, parseCronItems, type CronItem, Logger } from 'graphile-worker';
import type pg from 'pg';
import type { Context } from '../context.ts';

/** A kind of work done outside a request: its name and one verb call. Retried with backoff, so it must be idempotent. */
export interface Job {
  readonly name: string;
  readonly work: (ctx: Context, payload: Record<string, unknown>) => Promise<void>;
}

/** A job that comes by the clock. */
export interface ScheduledJob {
  readonly job: string;
  /** Five cron fields, UTC. */
  readonly cron: string;
  /** How far back missed runs are made up for, e.g. `1h`; none when absent. */
  readonly fill?: string;
}

function taskList(context: () => Context, jobs: readonly Job[]): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown) => {
        const ctx = context();
        await job.work(
          { ...ctx, actor: { kind: 'system', name: job.name } },
          (payload ?? {}) as Record<string, unknown>,
        );
      },
    ]),
  );
}

function quietLogger(log: (line: string) => void): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log(message);
  });
}

/** Starts working on jobs until stopped. */
export async function runJobs(
  pool: pg.Pool,
  context: () => Context,
  jobs: readonly Job[],
  schedule: readonly ScheduledJob[],
  log: (line: string) => void,
): Promise<Runner> {
  const cron: CronItem[] = schedule.map(({ job, cron: match, fill }) => ({
    task: job,
    match,
    identifier: job,
    options: { backfillPeriod: fill === '1h' ? 3_600_000 : 0 },
  }));
  return run({
    pgPool: pool,
    taskList: taskList(context, jobs),
    parsedCronItems: parseCronItems(cron),
    concurrency: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: quietLogger(log),
  });
}

/** Works on every job that is due now, then returns. Used by tests and by the simulator. */
export async function runDueJobs(
  pool: pg.Pool,
  context: () => Context,
  jobs: readonly Job[],
  log: (line: string) => void = () => undefined,
): Promise<void> {
  await runOnce({ pgPool: pool, taskList: taskList(context, jobs), noHandleSignals: true, logger: quietLogger(log) });
}
