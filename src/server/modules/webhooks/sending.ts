import { arrived, isToBeDisabled, retryAfter, tryFor, waitBefore } from '../../../domain/webhooks/retrying.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { newId } from '../../store/identity.ts';
import { tellOfDisabled } from './alerting.ts';
import { bodyOf } from './payload.ts';
import {
  type AttemptRecord,
  claimNext,
  findNextDue,
  findWebhook,
  listOverdue,
  lockWebhook,
  type MessageRecord,
  type WebhookRecord,
} from './queries.ts';
import { sendJobName } from './queueing.ts';
import { signedHeaders } from './secrets.ts';

/** A receiver has this long for its answer, and a message is ours alone for twice that and more. */
const answerWithin = 10_000;
const claimFor = 30_000;
/** One run sends so long at most; then others have their turn. */
const oneRun = 15_000;
const excerptLength = 1000;
/** After so many failures in a row, or when nobody answers at all, the receiver is left alone for a while. */
const failuresBeforeRest = 5;
const longestRest = 15 * 60_000;

/** Sends what is due to one webhook, one after the other, then says when it is to be run again. */
export const sendWebhooksJob: Job = {
  name: sendJobName,
  work: async (ctx, payload) => {
    const webhookId = String(payload['webhookId']);
    const started = performance.now();
    while (performance.now() - started < oneRun) {
      // the clock of a job stands still; what is sent late in a run is signed with its own time
      const at = { ...ctx, now: new Date(ctx.now.getTime() + performance.now() - started) };
      const claimed = await claim(at, webhookId);
      if (claimed === undefined) break;
      await sendOne(at, claimed.webhook, claimed.message);
    }
    await transact(ctx, (ctx) => planNext(ctx, webhookId));
  },
};

/** Finds what was left behind by a machine that went away, every minute. */
export const tendWebhooksJob: Job = {
  name: 'webhooks.tend',
  work: async (ctx) => {
    for (const webhookId of await listOverdue(ctx.db, ctx.now))
      await transact(ctx, (ctx) => addJob(ctx, sendJobName, { webhookId }, { key: `${sendJobName}:${webhookId}` }));
  },
};

function claim(ctx: Context, webhookId: string) {
  return transact(ctx, async (ctx) => {
    const webhook = await lockWebhook(ctx.trx, webhookId);
    if (webhook === undefined || webhook.state !== 'active') return undefined;
    if (webhook.resting_until !== null && webhook.resting_until > ctx.now) return undefined;
    const message = await claimNext(ctx.trx, webhookId, ctx.now, new Date(ctx.now.getTime() + claimFor));
    return message === undefined ? undefined : { webhook, message };
  });
}

async function planNext(ctx: WritingContext, webhookId: string): Promise<void> {
  const webhook = await findWebhook(ctx.trx, webhookId);
  const due = await findNextDue(ctx.trx, webhookId);
  if (webhook === undefined || webhook.state !== 'active' || due === undefined) return;
  const runAt = new Date(Math.max(due.getTime(), webhook.resting_until?.getTime() ?? 0, ctx.now.getTime()));
  await addJob(ctx, sendJobName, { webhookId }, { key: `${sendJobName}:${webhookId}`, runAt });
}

/** One try of one message: makes its words if it has none yet, asks, and notes what became of it. */
export async function sendOne(
  ctx: Context,
  webhook: WebhookRecord,
  message: MessageRecord,
): Promise<AttemptRecord | undefined> {
  const body = message.body ?? (await bodyOf(ctx, webhook, message));
  if (body === undefined) {
    await ctx.db
      .updateTable('webhook_messages')
      .set({ state: 'withheld', next_at: null, claimed_until: null })
      .where('id', '=', message.id)
      .execute();
    return undefined;
  }
  // kept before it is sent, so that a try after a crash says the same
  if (message.body === null)
    await ctx.db.updateTable('webhook_messages').set({ body }).where('id', '=', message.id).execute();
  const began = performance.now();
  const outcome = await askReceiver(ctx, webhook, { id: message.id, body });
  const ms = Math.round(performance.now() - began);
  const attempt: AttemptRecord = {
    id: newId(),
    message_id: message.id,
    at: ctx.now,
    ms,
    status: outcome.status,
    error: outcome.error,
    excerpt: outcome.excerpt,
  };
  const after = { ...ctx, now: new Date(ctx.now.getTime() + ms) };
  await transact(after, (ctx) => noteAttempt(ctx, message, attempt, outcome.asked));
  return attempt;
}

async function askReceiver(ctx: Context, webhook: WebhookRecord, message: { id: string; body: string }) {
  try {
    const answer = await ctx.outside.ask(webhook.url, {
      method: 'POST',
      headers: { ...signedHeaders(ctx, webhook, message), 'user-agent': 'Kept-Webhooks/1' },
      body: message.body,
      within: answerWithin,
      mostBytes: 1_048_576,
    });
    const excerpt = answer.body
      .subarray(0, 4 * excerptLength)
      .toString('utf8')
      .replaceAll('\0', '');
    return {
      status: answer.status,
      error: arrived(answer.status) ? null : wordsFor(answer.status, answer.headers.location),
      excerpt: excerpt.slice(0, excerptLength).toWellFormed(),
      asked: retryAfter(answer.headers['retry-after'], ctx.now),
    };
  } catch (error) {
    return { status: null, error: reasonOf(error), excerpt: '', asked: 0 };
  }
}

function wordsFor(status: number, location: string | undefined): string {
  if (location !== undefined && status >= 300 && status < 400)
    return `Answered ${String(status)} and pointed to ${location.slice(0, 200)}; redirections are not followed.`;
  return `Answered ${String(status)}.`;
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = error instanceof Error && 'code' in error ? `${String(error.code)}: ` : '';
  return `${code}${error instanceof Error ? error.message : 'unknown'}`.slice(0, 300);
}

/** What a try means for its message and for its webhook: arrived, tried again, given up, left alone, switched off. */
async function noteAttempt(
  ctx: WritingContext,
  message: MessageRecord,
  attempt: AttemptRecord,
  asked: number,
): Promise<void> {
  const webhook = await lockWebhook(ctx.trx, message.webhook_id);
  if (webhook === undefined) return;
  const { now } = ctx;
  await ctx.trx.insertInto('webhook_attempts').values(attempt).execute();
  const ok = arrived(attempt.status);
  const attempts = message.attempts + 1;
  const until = message.attempts === 0 ? new Date(now.getTime() + tryFor) : message.until;
  const nextAt = new Date(now.getTime() + waitBefore(attempts, Math.random(), asked));
  const over = nextAt > until || attempt.status === 410;
  await ctx.trx
    .updateTable('webhook_messages')
    .set({
      attempts,
      until,
      state: ok ? 'sent' : over ? 'failed' : 'waiting',
      next_at: ok || over ? null : nextAt,
      claimed_until: null,
      last_status: attempt.status,
      last_ms: attempt.ms,
      last_error: attempt.error,
      last_at: attempt.at,
    })
    .where('id', '=', message.id)
    .execute();
  if (ok) return noteSuccess(ctx, webhook);
  const failures = webhook.failures_in_a_row + 1;
  const failingSince = webhook.failing_since ?? now;
  const because = isToBeDisabled(attempt.status, failingSince, now);
  const rests = attempt.status === null || asked > 0 || failures >= failuresBeforeRest;
  const rest = Math.max(Math.min(waitBefore(failures, Math.random()), longestRest), Math.min(asked, 3_600_000));
  await ctx.trx
    .updateTable('webhooks')
    .set({
      failures_in_a_row: failures,
      failing_since: failingSince,
      resting_until: rests ? new Date(now.getTime() + rest) : null,
      ...(because === undefined ? {} : { state: 'disabled', disabled_because: because }),
    })
    .where('id', '=', webhook.id)
    .execute();
  if (because !== undefined) await tellOfDisabled(ctx, webhook, because);
}

async function noteSuccess(ctx: WritingContext, webhook: WebhookRecord): Promise<void> {
  await ctx.trx
    .updateTable('webhooks')
    .set({ failures_in_a_row: 0, failing_since: null, resting_until: null, last_success_at: ctx.now })
    .where('id', '=', webhook.id)
    .execute();
  // a receiver that was away is back: what waits for it does not wait for its hour
  if (webhook.failures_in_a_row >= failuresBeforeRest)
    await ctx.trx
      .updateTable('webhook_messages')
      .set({ next_at: ctx.now })
      .where('webhook_id', '=', webhook.id)
      .where('state', '=', 'waiting')
      .where('next_at', '>', ctx.now)
      .execute();
}
