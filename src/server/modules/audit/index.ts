/** The door of audit: reading what happened. The log itself is written by every verb through store/events.ts. */
export { listEvents } from './reading.ts';
