/** The door of words: how customers feel in what they write, what is checked before we send, and whether it was truly solved. */
import { effortSubscription } from './effort.ts';
import { feelingSubscription } from './felt.ts';
import { recurrenceSubscription } from './recurrences.ts';

/** What words read of the log. */
export const wordsSubscriptions = [feelingSubscription, effortSubscription, recurrenceSubscription];
