import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { PassThrough } from 'node:stream';
import { readEnv } from '../src/server/env.ts';
import { openHouse } from '../src/server/house.ts';
import { writeArchive } from '../src/server/modules/moving/index.ts';
import type { Command } from './commands.ts';

/** `bin/kept export`: everything as JSON lines and files in one archive. */
export const exportCommand: Command = {
  name: 'export',
  usage: 'export --to FILE.tar[.gz]',
  does: 'write everything as JSON lines and files, without passwords and keys',
  async run(args) {
    const { values } = parseArgs({ args, options: { to: { type: 'string' } } });
    if (values.to === undefined || !/\.(tar|tar\.gz|tgz)$/i.test(values.to))
      throw new Error('Say where to: --to FILE.tar or --to FILE.tar.gz.');
    if (existsSync(values.to)) throw new Error(`${values.to} is already there; nothing was overwritten.`);
    const partial = `${values.to}.partial`;
    const house = await openHouse(readEnv(process.env));
    try {
      let said = '';
      let rows = 0;
      const archive = writeArchive(house.context({ kind: 'system', name: 'command line' }), async (_done, of, what) => {
        rows = of;
        if (what !== said) process.stderr.write(`${what}\n`);
        said = what;
      });
      const press = /gz$/i.test(values.to) ? createGzip() : new PassThrough();
      await pipeline(archive, press, createWriteStream(partial, { mode: 0o600 }));
      await rename(partial, values.to);
      process.stdout.write(
        `${values.to} holds ${String(rows)} rows. Read it with bin/kept import --from kept ${values.to}.\n`,
      );
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    } finally {
      await house.close();
    }
  },
};
