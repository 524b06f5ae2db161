import { tellAssistantJob } from '../modules/assistant/index.ts';
import { estimateJobs, promiseJobs, promiseWithReply } from '../modules/promises/index.ts';
import { improvementNight, noticesJob } from '../modules/improvement/index.ts';
import { privacyJobs } from '../modules/privacy/index.ts';
import { radarJob, tickRecoveriesJob, tickVoiceJob } from '../modules/voice/index.ts';
import {
  acknowledgeCasesJob,
  dropUnusedUploadsJob,
  foldTalliesJob,
  routeWaitingJob,
  sendLaterReplyJob,
  takeInJob,
  wakeCasesJob,
} from '../modules/cases/index.ts';
import { forgetVisitorsJob, mailUnseenJob, overdueChatJob } from '../modules/chat/index.ts';
import { compareCustomersJob } from '../modules/customers/index.ts';
import { discoverTouchpointsJob, endPassagesJob } from '../modules/journeys/index.ts';
import { exportJob, importJob, resumeImportsJob, tendExportsJob } from '../modules/moving/index.ts';
import { openCallJob } from '../modules/calls/index.ts';
import { deliverMailJob, testMailboxJob } from '../modules/channels/index.ts';
import { runBulkJob } from '../modules/macros/index.ts';
import { mailNotificationJob, passwordMailJobs } from '../modules/notifications/index.ts';
import { turnAbsencesJob } from '../modules/people/index.ts';
import { escalationJobs } from '../modules/escalations/index.ts';
import { needsJobs } from '../modules/needs/index.ts';
import { ruleJobs } from '../modules/rules/index.ts';
import { stayNight } from '../modules/measures/index.ts';
import { reportJobs } from '../modules/reports/index.ts';
import { webhookJobs } from '../modules/webhooks/index.ts';
import { wordsJobs } from '../modules/words/index.ts';
import { approvalTick } from '../modules/authority/index.ts';
import { forgetIdempotencyKeysJob } from '../http/idempotency.ts';
import type { Job } from './running.ts';

/** Every kind of job, by room. */
export const jobs: readonly Job[] = [
  discoverTouchpointsJob,
  endPassagesJob,
  deliverMailJob,
  testMailboxJob,
  mailNotificationJob,
  ...passwordMailJobs,
  runBulkJob,
  acknowledgeCasesJob,
  foldTalliesJob,
  routeWaitingJob,
  wakeCasesJob,
  takeInJob,
  sendLaterReplyJob(async (ctx, said, promises) => void (await promiseWithReply(ctx, said, promises))),
  openCallJob,
  dropUnusedUploadsJob,
  forgetIdempotencyKeysJob,
  mailUnseenJob,
  overdueChatJob,
  forgetVisitorsJob,
  compareCustomersJob,
  ...privacyJobs,
  turnAbsencesJob,
  ...promiseJobs,
  ...estimateJobs,
  improvementNight,
  noticesJob,
  stayNight,
  ...reportJobs,
  tickVoiceJob,
  tickRecoveriesJob,
  radarJob,
  ...needsJobs,
  ...ruleJobs,
  ...webhookJobs,
  ...wordsJobs,
  tellAssistantJob,
  ...escalationJobs,
  approvalTick,
  importJob,
  resumeImportsJob,
  exportJob,
  tendExportsJob,
];
