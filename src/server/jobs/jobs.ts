import type { Job } from './running.ts';

/** Every kind of job, by room. */
export const jobs: readonly Job[] = [];
