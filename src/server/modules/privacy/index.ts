/** The door of privacy: what we know of a person, handed out; what we must not know any longer, forgotten. */
import { erasePersonJob } from './erasing.ts';
import { retentionNight } from './retention.ts';

export { erasePerson } from './erasing.ts';

export const privacyJobs = [erasePersonJob, retentionNight];
