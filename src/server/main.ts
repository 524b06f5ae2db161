import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { Context } from './context.ts';
import type { Env } from './env.ts';
import { type House, openHouse } from './house.ts';
import { jobs } from './jobs/jobs.ts';
import { runJobs, type Working } from './jobs/running.ts';
import { schedule } from './jobs/schedule.ts';
import { receiveFetched } from './modules/cases/index.ts';
import { closeOwnServers, runFetching } from './modules/channels/index.ts';
import type { SetUp } from './modules/people/index.ts';
import { runPromiseTick } from './modules/promises/index.ts';
import { runSubscriptions } from './store/subscription-runner.ts';
import { inWords } from './start-errors.ts';
import { openMailDoors } from './mail-doors.ts';
import { registerSubscriptions } from './store/subscriptions.ts';
import { subscriptions } from './subscriptions.ts';

export interface Running {
  house: House;
  app: FastifyInstance;
  /** The address it listens on. */
  address: string;
  close(): Promise<void>;
}

/**
 * Starts one node: HTTP, subscriptions and jobs. Any number may run on one database.
 * @param options.afterSetUp a company was set up; while a past that it is given is being lived, nothing goes by the real
 *   clock, to which all of that past would be overdue
 */
export async function start(
  env: Env,
  options: { afterSetUp?: (house: House, input: SetUp) => Promise<void> | undefined } = {},
): Promise<Running> {
  const house = await openHouse(env);
  const system = () => house.context({ kind: 'system', name: 'kept' });
  let clockwork: Working | undefined;
  let isClosed = false;
  const rest = (past: Promise<void> | undefined) => {
    if (past === undefined) return;
    void clockwork
      ?.stop()
      .then(() => past)
      .then(async () => {
        if (!isClosed) clockwork = await workByTheClock(house, system);
      })
      .catch((error: unknown) => house.log.error({ err: error }, 'nothing goes by the clock until the next start'));
  };
  let app: FastifyInstance | undefined;
  let address: string;
  let doors: Awaited<ReturnType<typeof openMailDoors>> | undefined;
  try {
    await registerSubscriptions(system(), subscriptions);
    app = await buildApp(house, { afterSetUp: (input) => rest(options.afterSetUp?.(house, input)) });
    doors = await openMailDoors(env, system, (line, detail) => house.log.warn(detail, line));
    address = await app.listen({ port: env.port, host: env.host });
  } catch (error) {
    await doors?.close();
    await app?.close();
    await house.close();
    throw inWords(error, env);
  }
  const reading = runSubscriptions(system, subscriptions, house.listening, (line) => house.log.error(line));
  const fetching = runFetching(system, house.connectionString, receiveFetched, (line) => house.log.warn(line));
  clockwork = await workByTheClock(house, system);
  return {
    house,
    app,
    address,
    async close() {
      isClosed = true;
      house.assistant?.close();
      await doors?.close();
      await fetching.close();
      await app.close();
      await reading.close();
      await clockwork?.stop();
      closeOwnServers();
      await house.close();
    },
  };
}

/** The tick of promises and the jobs. */
async function workByTheClock(house: House, system: () => Context): Promise<Working> {
  const ticking = runPromiseTick(system, (line) => house.log.error(line));
  const working = await runJobs(house.pool, system, jobs, schedule, (line) => house.log.warn(line));
  return {
    async stop() {
      await ticking.close();
      await working.stop();
    },
  };
}
