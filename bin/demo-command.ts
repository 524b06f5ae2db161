import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { staff } from '../simulator/story/company.ts';
import { type Env, readEnv } from '../src/server/env.ts';
import { type House, openHouse } from '../src/server/house.ts';
import { start } from '../src/server/main.ts';
import { findCompany } from '../src/server/modules/people/index.ts';
import { liveSample, type SamplePlan, type SamplePast, sampleOfHalfYear } from './sample.ts';
import type { Command } from './commands.ts';
import { buildIfNeeded, untilToldToStop } from './start-command.ts';

/** `bin/kept demo`: the sample company in a data folder of its own, and who may sign in while its half year is lived. */
export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo [--days N] [--cases-per-day N] [--seed N]',
  does: 'the same as start, with the sample company, in its own data folder',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { days: { type: 'string' }, 'cases-per-day': { type: 'string' }, seed: { type: 'string' } },
    });
    const plan: SamplePlan = {
      days: number(values.days, sampleOfHalfYear.days),
      casesPerDay: number(values['cases-per-day'], sampleOfHalfYear.casesPerDay),
      seed: number(values.seed, sampleOfHalfYear.seed),
    };
    const env = readEnv({ ...process.env, KEPT_DATA_DIR: process.env['KEPT_DATA_DIR'] || './data-demo' });
    // beside the life of the company: each leaves the other a part of the machine
    const building = buildIfNeeded();
    // what goes wrong is told where it is waited for
    building.catch(() => undefined);
    const signs = { begun: join(env.dataDir, 'sample-company-begun'), lived: join(env.dataDir, 'sample-company') };
    const living = existsSync(signs.lived) ? undefined : await begin(env, signs, plan);
    const password = living === undefined ? (await readFile(signs.lived, 'utf8')).trim() : await living.past.founded;
    await building;
    const running = await start(env, living === undefined ? {} : { past: living.past });
    process.stdout.write(
      `\n${staff.map((one) => `  ${one.email.padEnd(32)} ${one.role}`).join('\n')}\n\nEveryone signs in with the password ${password}\n`,
    );
    process.stdout.write(`Kept is ready at ${env.url}\n`);
    if (living !== undefined) tellHowFar(living.past);
    await untilToldToStop();
    await running.close();
    await living?.house.close();
  },
};

/**
 * Begins the half year in a house of its own, whose commits need not wait for the disk: it is served beside it already.
 * @throws when there is a company already that is not a demo of ours
 */
async function begin(
  env: Env,
  signs: { begun: string; lived: string },
  plan: SamplePlan,
): Promise<{ house: House; past: SamplePast }> {
  const house = await openEmpty(env, existsSync(signs.begun));
  await writeFile(signs.begun, '');
  const past = liveSample(house, plan);
  const reached = past.reached.then(async () => writeFile(signs.lived, `${await past.founded}\n`, { mode: 0o600 }));
  return { house, past: { ...past, reached } };
}

/** A house without a company. A sample company whose life was interrupted is begun anew: nothing of it is worth keeping. */
async function openEmpty(env: Env, wasBegun: boolean): Promise<House> {
  const house = await openHouse(env, { hurry: true });
  const there = await findCompany(house.db);
  if (there === undefined) return house;
  if (wasBegun && there.sample) {
    await sql`drop schema public cascade`.execute(house.db);
    await sql`create schema public`.execute(house.db);
    await sql`drop schema if exists graphile_worker cascade`.execute(house.db);
  }
  await house.close();
  if (wasBegun && there.sample) return openHouse(env, { hurry: true });
  throw new Error(
    `${there.name} lives in ${env.databaseUrl === undefined ? env.dataDir : 'this database'} already and was left as it is. The demo wants a place of its own.`,
  );
}

function tellHowFar(past: SamplePast): void {
  const { today, secondsLeft } = past.progress();
  const when = secondsLeft === null ? 'within a minute or so' : `in about ${secondsLeft} s`;
  process.stdout.write(`Its half year has come to ${today}; today is reached ${when}. Look around meanwhile.\n`);
}

function number(text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`"${text}" is not a number that makes sense here.`);
  return value;
}
