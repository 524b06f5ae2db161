import type { Context } from './context.ts';
import type { House } from './house.ts';
import { jobs } from './jobs/jobs.ts';
import { runJobs } from './jobs/running.ts';
import { schedule } from './jobs/schedule.ts';
import { runPromiseTick } from './modules/promises/index.ts';
import type { Past } from './past.ts';
import { runSubscriptions } from './store/subscription-runner.ts';
import { subscriptions } from './subscriptions.ts';

interface Working {
  stop(): Promise<void>;
}

/** What a node does by itself: it reads the log, looks at the clocks of promises, does the jobs. */
export interface Clockwork {
  /** Begins, once whatever past was handed in before has reached today. Ends when it works, or waits for a past. */
  start(): Promise<void>;
  /** Rests while a past is lived, which reads the log and looks at the clocks itself; then it begins, or goes on. */
  restFor(past: Past): void;
  stop(): Promise<void>;
}

/** The clockwork of one node, at rest until it is started. */
export function makeClockwork(house: House, system: () => Context): Clockwork {
  let working: Promise<Working | undefined> = Promise.resolve(undefined);
  let isClosed = false;
  const begin = async (running: Working | undefined) => running ?? (isClosed ? undefined : await work(house, system));
  return {
    async start() {
      working = working.then(begin);
      if (house.past === undefined) await working;
    },
    restFor(past) {
      house.past = past;
      const lived = past.reached
        .catch((error: unknown) => {
          if (!isClosed) house.log.error({ err: error }, 'the past was not lived to its end');
        })
        .then(() => (house.past = undefined));
      working = working
        .then((running) => running?.stop())
        .then(() => lived)
        .then(begin);
      working.catch((error: unknown) =>
        house.log.error({ err: error }, 'nothing goes by the clock until the next start'),
      );
    },
    async stop() {
      isClosed = true;
      // a past that is not over is left where it is: nothing works beside it
      if (house.past === undefined) await working.then((running) => running?.stop());
    },
  };
}

async function work(house: House, system: () => Context): Promise<Working> {
  const reading = runSubscriptions(system, subscriptions, house.listening, (line) => house.log.error(line));
  const ticking = runPromiseTick(system, (line) => house.log.error(line));
  const doing = await runJobs(house.pool, system, jobs, schedule, (line) => house.log.warn(line));
  return {
    async stop() {
      await reading.close();
      await ticking.close();
      await doing.stop();
    },
  };
}
