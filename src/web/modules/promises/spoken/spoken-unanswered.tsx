import { SpokenUnanswered } from './spoken-proposals.tsx';

/** The part of Today that is fetched only where there are promises to read. */
export default SpokenUnanswered;
