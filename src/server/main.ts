import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { Env } from './env.ts';
import { type House, openHouse } from './house.ts';
import { jobs } from './jobs/jobs.ts';
import { runJobs } from './jobs/running.ts';
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

/** Starts one node: HTTP, subscriptions and jobs. Any number may run on one database. */
export async function start(
  env: Env,
  options: { afterSetUp?: (house: House, input: SetUp) => void } = {},
): Promise<Running> {
  const house = await openHouse(env);
  const system = () => house.context({ kind: 'system', name: 'kept' });
  let app: FastifyInstance | undefined;
  let address: string;
  let doors: Awaited<ReturnType<typeof openMailDoors>> | undefined;
  try {
    await registerSubscriptions(system(), subscriptions);
    app = await buildApp(house, { afterSetUp: (input) => options.afterSetUp?.(house, input) });
    doors = await openMailDoors(env, system, (line, detail) => house.log.warn(detail, line));
    address = await app.listen({ port: env.port, host: env.host });
  } catch (error) {
    await doors?.close();
    await app?.close();
    await house.close();
    throw inWords(error, env);
  }
  const reading = runSubscriptions(system, subscriptions, house.listening, (line) => house.log.error(line));
  const ticking = runPromiseTick(system, (line) => house.log.error(line));
  const fetching = runFetching(system, house.connectionString, receiveFetched, (line) => house.log.warn(line));
  const working = await runJobs(house.pool, system, jobs, schedule, (line) => house.log.warn(line));
  return {
    house,
    app,
    address,
    async close() {
      await doors?.close();
      await fetching.close();
      await app.close();
      await reading.close();
      await ticking.close();
      await working.stop();
      closeOwnServers();
      await house.close();
    },
  };
}
