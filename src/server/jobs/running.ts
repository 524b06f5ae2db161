import { run, runOnce, type Runner, type TaskList, parseCronItems, type CronItem, Logger } from 'graphile-worker';
import { setTimeout as pause } from 'node:timers/promises';
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
  /** How far back a missed run is made up for, in hours; none when absent. */
  readonly fill?: `${number}h`;
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

/** Work on jobs that goes on until stopped. */
export interface Working {
  stop(): Promise<void>;
}

/** A worker that broke (the database went away) begins again after this, in milliseconds. */
const beginAgainAfter = 1000;

/** Starts working on jobs until stopped. When the database goes away the worker ends with an error; then another begins. */
export async function runJobs(
  pool: pg.Pool,
  context: () => Context,
  jobs: readonly Job[],
  schedule: readonly ScheduledJob[],
  log: (line: string) => void,
): Promise<Working> {
  const cron: CronItem[] = schedule.map(({ job, cron: match, fill }) => ({
    task: job,
    match,
    identifier: job,
    options: { backfillPeriod: fill === undefined ? 0 : Number.parseInt(fill, 10) * 3_600_000 },
  }));
  const begin = () =>
    run({
      pgPool: pool,
      taskList: taskList(context, jobs),
      parsedCronItems: parseCronItems(cron),
      concurrency: 4,
      pollInterval: 2000,
      noHandleSignals: true,
      logger: quietLogger(log),
      // with a delay, even of nothing, the end of a job is noted with retries; without one a failure to note it would
      // be nobody's and end the process
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  let runner: Runner | undefined = await begin();
  const closing = new AbortController();
  const keepOn = async () => {
    while (!closing.signal.aborted) {
      try {
        runner ??= await begin();
        await runner.promise;
      } catch (error) {
        log(`working on jobs broke off, beginning again: ${String(error)}`);
      }
      runner = undefined;
      await pause(beginAgainAfter, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const going = keepOn();
  return {
    async stop() {
      closing.abort();
      await runner?.stop().catch(() => undefined);
      await going;
    },
  };
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
