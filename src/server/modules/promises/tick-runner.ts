import type { Context } from '../../context.ts';
import { nextTickAt, tickPromises } from './ticking.ts';

export interface TickRunner {
  close(): Promise<void>;
}

/** A promise made since the last look, or by another node, waits at most this long beyond its moment, in milliseconds. */
const lookAnywayEvery = 2000;
/** Never busier than this, in milliseconds. */
const atLeast = 20;

/** Keeps the tick going on this node: at the very moment of the next promise, and every two seconds anyway. */
export function runPromiseTick(context: () => Context, log: (line: string) => void): TickRunner {
  let closed = false;
  let stop: () => void = () => undefined;
  const loop = async () => {
    while (!closed) {
      let pause = lookAnywayEvery;
      try {
        await tickPromises(context());
        const ctx = context();
        const next = await nextTickAt(ctx);
        if (next !== null) pause = Math.min(lookAnywayEvery, Math.max(atLeast, +next - +ctx.now));
      } catch (error) {
        log(`the tick of promises failed, trying again: ${String(error)}`);
      }
      if (closed) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        stop = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    async close() {
      closed = true;
      stop();
      await running;
    },
  };
}
