/** The door of needs: customers' words from everywhere, what they need, what they hate, and whom nobody has heard. */
import { takeInWordsJob } from './taking-in.ts';
import { countUnheardJob } from './unheard.ts';

/** What needs do by the clock. */
export const needsJobs = [takeInWordsJob, countUnheardJob];
