/** The door of words: how customers feel in what they write, what is checked before we send, and whether it was truly solved. */
import { askFeelingsJob } from './assistant-feelings.ts';
import { effortSubscription } from './effort.ts';
import { feelingSubscription } from './felt.ts';
import { recurrenceSubscription } from './recurrences.ts';

/** What words read of the log. */
export const wordsSubscriptions = [feelingSubscription, effortSubscription, recurrenceSubscription];

/** What words do outside of requests. */
export const wordsJobs = [askFeelingsJob];
