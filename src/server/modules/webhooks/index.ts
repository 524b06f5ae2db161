/** The door of webhooks: other programs hear of what happens. */
import { forgetWebhookMessagesJob } from './log.ts';
import { replayWebhookJob } from './replaying.ts';
import { sendWebhooksJob, tendWebhooksJob } from './sending.ts';

export { queueWebhooks } from './queueing.ts';

export const webhookJobs = [sendWebhooksJob, tendWebhooksJob, replayWebhookJob, forgetWebhookMessagesJob];
