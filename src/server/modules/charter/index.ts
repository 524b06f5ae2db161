/** The door of charter: the word, the motto, standards and strategies. */
export { adoptCharter, agreeToCharter, changeReview } from './adopting.ts';
export { findCurrentCharter } from './queries.ts';
export { seedStandards, theStandard } from './standards.ts';
export { charterSeeds } from './subscriptions.ts';
export type { StandardKey } from './standard-seeds.ts';
