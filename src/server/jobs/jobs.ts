import { promiseJobs } from '../modules/promises/index.ts';
import { improvementNight } from '../modules/improvement/index.ts';
import { tickVoiceJob } from '../modules/voice/index.ts';
import {
  acknowledgeCasesJob,
  dropUnusedUploadsJob,
  foldTalliesJob,
  sendLaterReplyJob,
  wakeCasesJob,
} from '../modules/cases/index.ts';
import { deliverMailJob } from '../modules/channels/index.ts';
import { mailNotificationJob } from '../modules/notifications/index.ts';
import { stayNight } from '../modules/measures/index.ts';
import { forgetIdempotencyKeysJob } from '../http/idempotency.ts';
import type { Job } from './running.ts';

/** Every kind of job, by room. */
export const jobs: readonly Job[] = [
  deliverMailJob,
  mailNotificationJob,
  acknowledgeCasesJob,
  foldTalliesJob,
  wakeCasesJob,
  sendLaterReplyJob,
  dropUnusedUploadsJob,
  forgetIdempotencyKeysJob,
  ...promiseJobs,
  improvementNight,
  stayNight,
  tickVoiceJob,
];
