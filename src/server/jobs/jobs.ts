import { promiseJobs } from '../modules/promises/index.ts';
import type { Job } from './running.ts';

/** Every kind of job, by room. */
export const jobs: readonly Job[] = [...promiseJobs];
