import { examine } from '../src/server/operations/examining.ts';
import type { Command } from './commands.ts';

/** `bin/kept doctor`: what is well, what is not, and what to do. Ends with 1 when something is wrong. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor',
  does: 'look at settings, machine, database, mail and work, and say what to do',
  async run() {
    const found = await examine(process.env, new Date());
    const width = Math.max(...found.map(({ about }) => about.length));
    const lines = found.map(({ about, state, sentence }) => `${state.padEnd(8)} ${about.padEnd(width)}  ${sentence}\n`);
    const count = (state: string) => found.filter((one) => one.state === state).length;
    process.stdout.write(
      `${lines.join('')}\n${count('ok')} ok, ${count('warning')} to look at, ${count('wrong')} wrong.\n`,
    );
    process.exitCode = count('wrong') > 0 ? 1 : 0;
  },
};
