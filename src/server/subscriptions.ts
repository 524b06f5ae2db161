import { charterSeeds } from './modules/charter/index.ts';
import type { Subscription } from './store/subscriptions.ts';

/** The wiring board: when X happened, then Y. Each line is one reader of the log, in the order rooms were built. */
export const subscriptions: readonly Subscription[] = [
  charterSeeds,
];
