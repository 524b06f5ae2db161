import type { Context } from '../context.ts';
import type { Listening } from './listening.ts';
import { type Subscription, takeBatch } from './subscriptions.ts';
import { withWork } from './unread.ts';

export interface SubscriptionRunner {
  close(): Promise<void>;
}

/** A missed notification costs this long at most, in milliseconds. */
const lookAnywayEvery = 2000;

/**
 * Keeps subscriptions reading: woken by notifications, looking anyway every two seconds. Any number of nodes may run
 * it: each subscription is held by one at a time.
 */
export function runSubscriptions(
  context: () => Context,
  subscriptions: readonly Subscription[],
  listening: Listening,
  log: (line: string) => void,
): SubscriptionRunner {
  let closed = false;
  let wake: () => void = () => undefined;
  let woken = false;
  const nudge = () => {
    woken = true;
    wake();
  };
  const remove = listening.add(nudge);

  const loop = async () => {
    while (!closed) {
      woken = false;
      const busy = await once();
      if (!busy && !woken && !closed) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, lookAnywayEvery);
          wake = () => {
            clearTimeout(timer);
            // The notification comes at commit, a moment before older transactions have ended: give them that moment.
            setTimeout(resolve, 5);
          };
        });
      }
    }
  };
  const once = async () => {
    const { waiting, passed } = await look();
    let busy = passed;
    for (const subscription of waiting) {
      if (closed) return false;
      try {
        if ((await takeBatch(context(), subscription)) > 0) busy = true;
      } catch (error) {
        log(`subscription ${subscription.name} failed, trying again: ${String(error)}`);
      }
    }
    return busy;
  };
  const look = async () => {
    try {
      return await withWork(context(), subscriptions);
    } catch (error) {
      log(`the log cannot be read, trying again: ${String(error)}`);
      return { waiting: [], passed: false };
    }
  };
  const running = loop();
  return {
    async close() {
      closed = true;
      remove();
      wake();
      await running;
    },
  };
}
