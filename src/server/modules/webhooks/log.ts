import { sql } from 'kysely';
import type { WebhookAttempt, WebhookMessage } from '../../../contract/webhooks.ts';
import type { MessageState } from '../../../domain/webhooks/words.ts';
import { withinScopes } from '../../../domain/people/scopes.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { theWebhook } from './managing.ts';
import type { AttemptRecord, MessageRecord } from './queries.ts';

/** So long the log is kept, in days; a replay reaches back no further. */
export const keptDays = 30;
const mostTries = 20;
const carried = ['cases:read', 'customers:read', 'promises:read'];
const mostPerStep = 5000;

/** What was and is to be sent to a webhook, the newest first. */
export async function listMessages(
  ctx: Context,
  webhookId: string,
  query: { limit?: number | undefined; cursor?: string | undefined; state?: MessageState | undefined },
) {
  await theWebhook(ctx, webhookId);
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 1);
  let rows = ctx.db
    .selectFrom('webhook_messages')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (query.state !== undefined) rows = rows.where('state', '=', query.state);
  if (after !== undefined) rows = rows.where('id', '<', String(after[0]));
  return cutPage(await rows.execute(), limit, (row) => [row.id], showMessage);
}

/** One message as it was sent, and what became of its last tries. Throws `webhook-message-not-found`. */
export async function readMessage(ctx: Context, webhookId: string, messageId: string) {
  const message = await theMessage(ctx, webhookId, messageId);
  const attempts = await ctx.db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('id', 'desc')
    .limit(mostTries)
    .execute();
  // a key that may look after webhooks but not read what they carry sees that they arrive, not what they say
  const mayReadBody = ctx.actor.kind !== 'key' || withinScopes(carried, ctx.actor.scopes);
  return {
    message: showMessage(message),
    body: mayReadBody ? message.body : null,
    attempts: attempts.map(showAttempt),
  };
}

export async function theMessage(ctx: Context, webhookId: string, messageId: string): Promise<MessageRecord> {
  const message = await ctx.db
    .selectFrom('webhook_messages')
    .selectAll()
    .where('id', '=', messageId)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();
  if (message === undefined)
    throw new Refusal(
      'not_found',
      'webhook-message-not-found',
      'There is no such message; the log is kept for 30 days.',
    );
  return message;
}

/** Drops what is older than the log is kept, step by step; what still waits stays. */
export const forgetWebhookMessagesJob: Job = {
  name: 'webhooks.forget',
  work: async (ctx) => {
    const before = new Date(ctx.now.getTime() - keptDays * 86_400_000);
    for (;;) {
      const { numAffectedRows } = await sql`
        delete from webhook_messages where id in (
          select id from webhook_messages where created_at < ${before} and state <> 'waiting' order by created_at limit ${mostPerStep})
      `.execute(ctx.db);
      if (Number(numAffectedRows ?? 0n) < mostPerStep) return;
    }
  },
};

export function showMessage(row: MessageRecord): WebhookMessage {
  return {
    id: row.id,
    type: row.type,
    at: row.at.toISOString(),
    state: row.state as WebhookMessage['state'],
    attempts: row.attempts,
    nextAt: row.next_at?.toISOString() ?? null,
    lastAt: row.last_at?.toISOString() ?? null,
    status: row.last_status,
    ms: row.last_ms,
    error: row.last_error,
  };
}

export function showAttempt(row: AttemptRecord): WebhookAttempt {
  return {
    id: row.id,
    at: row.at.toISOString(),
    ms: row.ms,
    status: row.status,
    error: row.error,
    excerpt: row.excerpt,
  };
}
