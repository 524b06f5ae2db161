/** The door of macros: texts with placeholders and deeds, and what is done to many cases at once. */
export { runBulkJob } from './bulk-work.ts';
export { macroSeeds } from './seeding.ts';
export { useMacro } from './using.ts';
