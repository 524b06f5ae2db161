import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { liveSample } from './sample.ts';
import { readEnv } from '../src/server/env.ts';
import type { House } from '../src/server/house.ts';
import { giveBackMemory } from '../src/server/giving-back-memory.ts';
import { start } from '../src/server/main.ts';
import type { Past } from '../src/server/past.ts';
import { openDatabase, openPool } from '../src/server/store/database.ts';
import type { Command } from './commands.ts';

const root = join(import.meta.dirname, '..');

/** `bin/kept start`: builds the staff app if needed, starts, prints the address, ends cleanly on Ctrl-C. */
export const startCommand: Command = {
  name: 'start',
  usage: 'start',
  does: 'set up what is missing and run',
  async run() {
    const env = readEnv(process.env);
    await buildIfNeeded();
    // whoever wishes for the sample company gets it while he looks around already: its days come in one after the other
    const running = await start(env, { afterSetUp: (house, { sample }) => (sample ? liveBeside(house) : undefined) });
    process.stdout.write(`Kept is ready at ${env.url}\n`);
    giveBackMemory();
    await untilToldToStop();
    await running.close();
  },
};

/** The sample company's life in the house of its users, by connections of its own, whose commits need not wait for the disk. */
function liveBeside(house: House): Past {
  const db = openDatabase(openPool(house.connectionString, 12, true));
  const past = liveSample({ context: (...who) => ({ ...house.context(...who), db }) });
  return { ...past, reached: past.reached.finally(() => db.destroy()) };
}

/** Builds the staff app and the widget when there is none or when a source is newer than it. */
export async function buildIfNeeded(): Promise<void> {
  const built = [join(root, 'dist/web/index.html'), join(root, 'dist/widget/widget.js')];
  const newestSource = newest(join(root, 'src'));
  if (built.every((file) => existsSync(file) && statSync(file).mtimeMs >= newestSource)) return;
  process.stderr.write('Building the staff app, which takes some seconds the first time …\n');
  for (const config of ['vite.config.ts', 'vite.widget.config.ts']) {
    const building = promisify(execFile)(
      join(root, 'node_modules/.bin/node'),
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', config, '--logLevel', 'warn'],
      { cwd: root, maxBuffer: 2 ** 26 },
    );
    building.child.stdout?.pipe(process.stderr);
    building.child.stderr?.pipe(process.stderr);
    await building;
  }
}

function newest(folder: string): number {
  let at = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'server') continue;
    const path = join(folder, entry.name);
    at = Math.max(at, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return at;
}

/** Resolves at the first Ctrl-C or TERM; a second one ends at once. */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}
