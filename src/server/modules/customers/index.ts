/** The door of customers: who they are, what they told us, and their way to their own pages. */
export { answerBrief, readBrief } from './brief.ts';
export { createCustomer, markBounced } from './changing.ts';
export { findOrAddCustomer, type KnownCustomer } from './finding.ts';
export { rootOf } from './finding-records.ts';
export { mergeCustomer, unmergeCustomer } from './merging.ts';
export { readMyKey, signMyKey, signMyLink } from './my-link.ts';
export { readAddressee, readCustomer } from './reading.ts';
export { recordPurchase } from './purchasing.ts';
