import { promiseJobs } from '../modules/promises/index.ts';
import { improvementNight } from '../modules/improvement/index.ts';
import type { Job } from './running.ts';

/** Every kind of job, by room. */
export const jobs: readonly Job[] = [...promiseJobs, improvementNight];
