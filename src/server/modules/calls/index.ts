/** The door of calls: what was said on the phone. */
export { openCallJob } from './logging.ts';
