/** The door of promises: what others may ask of the ledger. Everything else they hear from its events. */
import { estimateSubscription } from './estimates/estimate-following.ts';
import { caseSubscription } from './following-cases.ts';
import { partySubscription } from './following-parties.ts';
import { ownClockSubscription } from './policies/following-own-clocks.ts';
import { leaverSubscription } from './leaving.ts';
import { recomputeSubscription } from './recomputing.ts';
import { seedSubscription } from './seeding.ts';
import { warningSubscription } from './risk/at-risk-warning.ts';
import { spokenSubscription } from './spoken/spoken-listening.ts';

export { acceptPromise, listNextForCustomer, listPromisesForCustomer, listPromisesWithoutCase } from './accepting.ts';
export { estimateJobs } from './estimates/estimate-jobs.ts';
export { readCalibration } from './estimates/estimate-calibration.ts';
export { readEstimateForCustomer } from './estimates/estimate-reading.ts';
export { askToMove } from './asking-to-move.ts';
export { withdrawErased } from './erasing.ts';
export { breakPromise } from './breaking.ts';
export { handOverPromise } from './handing-over.ts';
export { promiseJobs } from './jobs.ts';
export { keepPromise } from './keeping.ts';
export { makePromise } from './making.ts';
export { createPolicy } from './policies/policies.ts';
export { readPromise } from './reading.ts';
export { keepAsParty, listPromisesOfParty } from './party-promises.ts';
export { renegotiatePromise } from './renegotiating.ts';
export { promiseWithReply } from './spoken/spoken.ts';
export { readPromisesToday } from './today.ts';
export { runPromiseTick } from './tick-runner.ts';
export { nextTickAt, tickPromises } from './ticking.ts';
export { withdrawPromise } from './withdrawing.ts';

/** What the promises read of the log. */
export const promiseSubscriptions = [
  caseSubscription,
  ownClockSubscription,
  recomputeSubscription,
  leaverSubscription,
  partySubscription,
  seedSubscription,
  spokenSubscription,
  estimateSubscription,
  warningSubscription,
];
