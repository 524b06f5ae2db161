import { charterSeeds } from './modules/charter/index.ts';
import { destinationsFromEvents, journeySeeds, momentsFromEvents } from './modules/journeys/index.ts';
import { promiseSubscriptions } from './modules/promises/index.ts';
import { practiceSeeds, winEvidence } from './modules/practice/index.ts';
import { rollUpsFromEvents } from './modules/measures/index.ts';
import type { Subscription } from './store/subscriptions.ts';

/** The wiring board: when X happened, then Y. Each line is one reader of the log, in the order rooms were built. */
export const subscriptions: readonly Subscription[] = [
  charterSeeds,
  practiceSeeds,
  winEvidence,
  journeySeeds,
  momentsFromEvents,
  destinationsFromEvents,
  ...promiseSubscriptions,
  rollUpsFromEvents,
];
