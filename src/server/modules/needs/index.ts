/** The door of needs: customers' words from everywhere, what they need, what they hate, and whom nobody has heard. */
import { wordsFromCorrections } from './following-corrections.ts';
import { takeInWordsJob } from './taking-in.ts';
import { countUnheardJob, unheardFollows } from './unheard.ts';

export { createNeed } from './needs.ts';
export { takeInWords } from './taking-in.ts';

/** What needs do by the clock. */
export const needsJobs = [takeInWordsJob, countUnheardJob];

/** What needs follow. */
export const needsSubscriptions = [wordsFromCorrections, unheardFollows];
