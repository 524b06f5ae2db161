import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { makeClockwork } from './clockwork.ts';
import type { Env } from './env.ts';
import { type House, openHouse } from './house.ts';
import { receiveFetched } from './modules/cases/index.ts';
import { closeOwnServers, runFetching } from './modules/channels/index.ts';
import { findCompany, type SetUp } from './modules/people/index.ts';
import type { Past } from './past.ts';
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
 * @param options.past what is being lived already: its own reader of the log and its own clocks work until it has reached today
 * @param options.afterSetUp a company was set up; it may be given a past
 */
export async function start(
  env: Env,
  options: { past?: Past; afterSetUp?: (house: House, input: SetUp) => Past | undefined } = {},
): Promise<Running> {
  const house = await openHouse(env);
  const system = () => house.context({ kind: 'system', name: 'kept' });
  const clockwork = makeClockwork(house, system);
  if (options.past !== undefined) clockwork.restFor(options.past);
  let app: FastifyInstance | undefined;
  let address: string;
  let doors: Awaited<ReturnType<typeof openMailDoors>> | undefined;
  try {
    await registerSubscriptions(system(), subscriptions);
    app = await buildApp(house, {
      afterSetUp(input) {
        void untilCommitted(house)
          .then(() => options.afterSetUp?.(house, input))
          .then((past) => past !== undefined && clockwork.restFor(past))
          .catch((error: unknown) => house.log.error({ err: error }, 'the company was set up without its sample'));
      },
    });
    doors = await openMailDoors(env, system, (line, detail) => house.log.warn(detail, line));
    address = await app.listen({ port: env.port, host: env.host });
  } catch (error) {
    await doors?.close();
    await app?.close();
    await house.close();
    throw inWords(error, env);
  }
  const fetching = runFetching(system, house.connectionString, receiveFetched, (line) => house.log.warn(line));
  await clockwork.start();
  return {
    house,
    app,
    address,
    async close() {
      house.assistant?.close();
      await doors?.close();
      await fetching.close();
      await app.close();
      await clockwork.stop();
      closeOwnServers();
      await house.close();
    },
  };
}

/** The request that sets the company up holds it in a transaction until it has its answer; only then others see it. */
async function untilCommitted(house: House): Promise<void> {
  for (let look = 0; look < 200; look++) {
    if ((await findCompany(house.db)) !== undefined) return;
    await pause(50);
  }
  throw new Error('The company that was set up did not appear within ten seconds.');
}
