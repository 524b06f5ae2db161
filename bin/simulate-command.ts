import { parseArgs } from 'node:util';
import { makeLoad } from '../simulator/load.ts';
import { readEnv } from '../src/server/env.ts';
import { openHouse } from '../src/server/house.ts';
import type { Command } from './commands.ts';

/** `bin/kept simulate`: many simulated cases into the database of this installation, to see how it bears them. */
export const simulateCommand: Command = {
  name: 'simulate',
  usage: 'simulate --cases N [--seed N] [--lanes N]',
  does: 'add simulated cases to this installation, through the real verbs',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { cases: { type: 'string' }, seed: { type: 'string' }, lanes: { type: 'string' } },
    });
    const cases = Number(values.cases);
    if (!Number.isSafeInteger(cases) || cases < 1) throw new Error('Say how many: --cases 1000.');
    const house = await openHouse(readEnv(process.env), { hurry: true });
    try {
      const from = Date.now();
      let shown = 0;
      await makeLoad(house, {
        cases,
        seed: Number(values.seed ?? 1),
        lanes: Number(values.lanes ?? 6),
        progress(done, of) {
          if (Date.now() - shown < 1000 && done !== of) return;
          shown = Date.now();
          const left = ((Date.now() - from) / done) * (of - done);
          process.stderr.write(`\r${done} of ${of} cases, ${Math.ceil(left / 1000)} s left   `);
        },
      });
      process.stderr.write(`\r${cases} cases in ${Math.round((Date.now() - from) / 1000)} s.            \n`);
    } finally {
      await house.close();
    }
  },
};
