import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { House } from '../src/server/house.ts';
import { jobs } from '../src/server/jobs/jobs.ts';
import type { ScheduledJob } from '../src/server/jobs/running.ts';
import { schedule } from '../src/server/jobs/schedule.ts';
import { drain } from '../src/server/store/draining.ts';
import { subscriptions } from '../src/server/subscriptions.ts';

/** Every turn notes when it was; a turn that writes fewer rows than this has found nothing to do. */
const nothing = 300;
const mostTurns = 150;
/** PostgreSQL tells what was written a second later. */
const toldAfter = 1500;

const comesOften = /^\*(\/\d+)? /;

/**
 * Works what comes by night once, then what comes every few minutes turn after turn, until a whole turn finds nothing to do. A desk
 * that has lived for years has no such backlog: without this the first minutes on made data would be measured with it.
 */
export async function settle(house: House, progress: (line: string) => void): Promise<void> {
  await workAll(
    house,
    schedule.filter(({ cron }) => !comesOften.test(cron)),
  );
  const often = schedule.filter(({ cron }) => comesOften.test(cron));
  for (let turn = 1; turn <= mostTurns; turn++) {
    const before = await rowsWritten(house.pool);
    const from = performance.now();
    await workAll(house, often);
    const rows = (await rowsWritten(house.pool)) - before;
    progress(`turn ${turn} of every job: ${rows} rows in ${((performance.now() - from) / 1000).toFixed(1)} s`);
    if (rows < nothing) return;
  }
  throw new Error(`After ${mostTurns} turns the jobs still find something to do.`);
}

async function workAll(house: House, scheduled: readonly ScheduledJob[]): Promise<void> {
  for (const { job } of scheduled) {
    const { work } = jobs.find(({ name }) => name === job)!;
    await work(house.context({ kind: 'system', name: job }), {});
  }
  await drain(house.context({ kind: 'system', name: 'bench' }), subscriptions);
}

async function rowsWritten(pool: pg.Pool): Promise<number> {
  await pause(toldAfter);
  const { rows } = await pool.query<{ n: number }>(
    'select sum(n_tup_ins + n_tup_upd + n_tup_del)::int8 as n from pg_stat_user_tables',
  );
  return rows[0]!.n;
}
