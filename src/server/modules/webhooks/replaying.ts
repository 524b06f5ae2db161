import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { type KeptEvent, record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { keptDays, showAttempt, showMessage, theMessage } from './log.ts';
import { theWebhook } from './managing.ts';
import { insertMessages, type WebhookRecord } from './queries.ts';
import { heardBy, messageOf, sendJobName, timesFrom } from './queueing.ts';
import { sendOne } from './sending.ts';

const replayJobName = 'webhooks.replay';
const atOnce = 1000;

/** Sends one message again, under its id and with its words. */
export function replayMessage(ctx: Context, webhookId: string, messageId: string) {
  return transact(ctx, async (ctx) => {
    refuseOff(await theWebhook(ctx, webhookId));
    const message = await theMessage(ctx, webhookId, messageId);
    await sendAgain(ctx, [message.id]);
    await planSending(ctx, webhookId);
    await record(ctx, 'webhooks.replayed', webhookId, { messageId });
    return showMessage(await theMessage(ctx, webhookId, messageId));
  });
}

/** Sends again what happened since a time, in the background: what never arrived, or everything. */
export function replaySince(
  ctx: Context,
  webhookId: string,
  input: { since: string; what?: 'missed' | 'all' | undefined },
): Promise<null> {
  return transact(ctx, async (ctx) => {
    refuseOff(await theWebhook(ctx, webhookId));
    const since = new Date(input.since);
    if (since.getTime() < ctx.now.getTime() - keptDays * 86_400_000 || since > ctx.now)
      throw new Refusal('invalid', 'since-out-of-reach', `Name a time within the last ${String(keptDays)} days.`, {
        field: 'since',
      });
    const { rows } = await sql<{ first: number | null; last: number | null }>`
      select (select min(id) from (select id from events where at >= ${since} order by at, id limit 300) e) as first,
        (select max(id) from events) as last`.execute(ctx.trx);
    const { first, last } = rows[0] ?? { first: null, last: null };
    const what = input.what ?? 'missed';
    await record(ctx, 'webhooks.replayed', webhookId, { since: input.since, what });
    if (first === null || last === null) return null;
    await addJob(ctx, replayJobName, { webhookId, since: input.since, what, from: first, last });
    return null;
  });
}

/** Walks through a stretch of the log and queues it again, step by step, each step one transaction with the next one's job. */
export const replayWebhookJob: Job = {
  name: replayJobName,
  work: (ctx, payload) =>
    transact(ctx, async (ctx) => {
      const { webhookId, since, what, from, last } = payload as {
        webhookId: string;
        since: string;
        what: 'missed' | 'all';
        from: number;
        last: number;
      };
      const webhook = await ctx.trx.selectFrom('webhooks').selectAll().where('id', '=', webhookId).executeTakeFirst();
      if (webhook === undefined || webhook.state !== 'active') return;
      const { rows: events } = await sql<KeptEvent>`
        select id, xid::text as xid, at, actor_kind as "actorKind", actor_id as "actorId", type, subject_id as "subjectId", data
        from events where id >= ${from} and id <= ${last} order by id limit ${atOnce}`.execute(ctx.trx);
      const end = events.at(-1);
      if (end === undefined) return;
      const heard = await heardBy(
        ctx,
        webhook,
        events.filter((event) => event.at >= new Date(since)),
      );
      await queueAgain(ctx, webhook, heard, what);
      if (end.id < last && events.length === atOnce) await addJob(ctx, replayJobName, { ...payload, from: end.id + 1 });
    }),
};

async function queueAgain(
  ctx: WritingContext,
  webhook: WebhookRecord,
  events: readonly KeptEvent[],
  what: 'missed' | 'all',
): Promise<void> {
  if (events.length === 0) return;
  const known = await ctx.trx
    .selectFrom('webhook_messages')
    .select(['id', 'state', 'event_id'])
    .where('webhook_id', '=', webhook.id)
    .where(
      'event_id',
      'in',
      events.map((event) => event.id),
    )
    .execute();
  const states = what === 'all' ? ['failed', 'withheld', 'sent'] : ['failed'];
  await sendAgain(
    ctx,
    known.filter((message) => states.includes(message.state)).map((message) => message.id),
  );
  const seen = new Set(known.map((message) => message.event_id));
  const missed = events.filter((event) => !seen.has(event.id));
  await insertMessages(
    ctx.trx,
    missed.map((event) => messageOf(webhook, event)),
    timesFrom(ctx.now),
  );
  await planSending(ctx, webhook.id);
}

async function sendAgain(ctx: WritingContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { now, until } = timesFrom(ctx.now);
  await ctx.trx
    .updateTable('webhook_messages')
    // tries are counted anew, so that it is tried as patiently as at first
    .set({ state: 'waiting', next_at: now, until, attempts: 0 })
    .where('id', 'in', [...ids])
    .execute();
}

function planSending(ctx: WritingContext, webhookId: string): Promise<void> {
  return addJob(ctx, sendJobName, { webhookId }, { key: `${sendJobName}:${webhookId}` });
}

/** Sends a test at once, also when the webhook is paused or switched off, and says what was answered. */
export async function pingWebhook(ctx: Context, webhookId: string) {
  const webhook = await theWebhook(ctx, webhookId);
  const id = newId();
  const said = { words: 'This is a test.', webhook: { id: webhook.id, name: webhook.name } };
  await transact(ctx, async (ctx) => {
    await insertMessages(
      ctx.trx,
      [
        {
          id,
          webhook_id: webhookId,
          type: 'webhooks.ping',
          event_id: null,
          at: ctx.now,
          payload: JSON.stringify(said),
        },
      ],
      timesFrom(ctx.now),
    );
    // ours alone: the job that sends takes what is due
    await ctx.trx
      .updateTable('webhook_messages')
      .set({ claimed_until: new Date(ctx.now.getTime() + 30_000) })
      .where('id', '=', id)
      .execute();
  });
  const attempt = await sendOne(ctx, webhook, await theMessage(ctx, webhookId, id));
  // a test is tried once
  await ctx.db
    .updateTable('webhook_messages')
    .set({ state: 'failed', next_at: null })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
  return { message: showMessage(await theMessage(ctx, webhookId, id)), attempt: showAttempt(attempt!) };
}

function refuseOff(webhook: WebhookRecord): void {
  if (webhook.state !== 'active')
    throw new Refusal('conflict', 'webhook-off', 'Switch the webhook on first; then send again what it missed.');
}
