import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { staff } from '../simulator/story/company.ts';
import { readEnv } from '../src/server/env.ts';
import { openHouse } from '../src/server/house.ts';
import { start } from '../src/server/main.ts';
import { loadSample } from './sample.ts';
import type { Command } from './commands.ts';
import { buildIfNeeded, untilToldToStop } from './start-command.ts';

/** `bin/kept demo`: the sample company in a data folder of its own, half a year old, and who may sign in. */
export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo [--days N] [--cases-per-day N] [--seed N]',
  does: 'the same as start, with the sample company, in its own data folder',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { days: { type: 'string' }, 'cases-per-day': { type: 'string' }, seed: { type: 'string' } },
    });
    const env = readEnv({ ...process.env, KEPT_DATA_DIR: process.env['KEPT_DATA_DIR'] || './data-demo' });
    // beside the life of the company: each leaves the other a part of the machine
    const building = buildIfNeeded();
    // what goes wrong is told where it is waited for
    building.catch(() => undefined);
    const lived = join(env.dataDir, 'sample-company');
    if (!existsSync(lived)) {
      // Nothing of a life that was interrupted is worth keeping: the folder is the demo's own.
      const house = await openHouse(env, { hurry: true });
      try {
        const password = await loadSample(house, {
          days: number(values.days, 182),
          casesPerDay: number(values['cases-per-day'], 3.6),
          seed: number(values.seed, 7),
        });
        await writeFile(lived, `${password}\n`, { mode: 0o600 });
      } finally {
        await house.close();
      }
    }
    await building;
    const running = await start(env);
    const password = (await readFile(lived, 'utf8')).trim();
    process.stdout.write(
      `\n${staff.map((one) => `  ${one.email.padEnd(32)} ${one.role}`).join('\n')}\n\nEveryone signs in with the password ${password}\n`,
    );
    process.stdout.write(`Kept is ready at ${env.url}\n`);
    await untilToldToStop();
    await running.close();
  },
};

function number(text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`"${text}" is not a number that makes sense here.`);
  return value;
}
