/** Where words come from, as the contract names it, in the order of the choice. */
export const heardSources = ['answer', 'review', 'observation', 'brief', 'wish', 'complaint', 'marked'] as const;
