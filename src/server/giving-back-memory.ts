import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Gives back, once and shortly after the start, what only starting needed. V8 collects when memory is asked for, and a program at rest
 * asks for none, so the garbage of its start would lie there for days. Stops the program for a tenth of a second, when nobody is in yet.
 * @param after milliseconds from now
 */
export function giveBackMemory(after = 4000): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as Collect)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    setFlagsFromString('--no-expose-gc');
  }, after).unref();
}
