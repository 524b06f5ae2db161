import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

const firstAfter = 4000;
const lookEvery = 20_000;
/** A program that has worked for less than this share of the time since the last look rests. */
const rest = 0.03;
/** Fewer bytes more than after the last time are not worth a stop. */
const worthIt = 25 * 1_048_576;

/**
 * Gives back what only starting needed, and later what a large piece of work needed, whenever the program rests afterwards. V8
 * collects when memory is asked for, and a program at rest asks for none, so such garbage would lie there for days. Stops
 * the program for a tenth of a second, when nobody waits for it.
 */
export function giveBackMemory(): void {
  let held = 0;
  let before = performance.eventLoopUtilization();
  setTimeout(collect, firstAfter).unref();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization >= rest || process.memoryUsage.rss() < held + worthIt) return;
    collect();
    // known only from the first rest on: shortly after the start its first jobs are still in hand
    held = process.memoryUsage.rss();
  }, lookEvery).unref();
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as Collect)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  setFlagsFromString('--no-expose-gc');
}
