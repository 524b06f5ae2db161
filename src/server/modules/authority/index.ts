/** The door of authority: what people may give by themselves, what was given, and what had to be asked for. */
export { approvalTick, askApproval, decideApproval } from './asking.ts';
export { give } from './giving.ts';
export { authoritySeeds } from './seeding.ts';
