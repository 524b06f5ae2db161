import { Refusal } from '../../../domain/refusal.ts';
import type { OutboxRow } from '../../../contract/channels.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { MailProblem } from '../../mail/mail-problems.ts';
import type { Delivery } from '../../mail/sending.ts';
import { record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { markBounced } from '../customers/index.ts';
import { claimDueMails, type ClaimedMail, findOutboxById, touchMailboxSent, updateOutbox } from './queries.ts';
import { showOutbox } from './outbox.ts';
import { noteSending } from './fetching-state.ts';
import { ownServer } from './sending-servers.ts';

const batch = 20;
/** A node that dies while sending lets its mails be taken by another after this. */
const leaseMinutes = 10;
/** Minutes until the next attempt; after the last one a person decides. Together about three days. */
const waits = [1, 5, 15, 30, 60, 120, 240, 480, 720, 1440, 1440];

/**
 * Sends whatever is due, until nothing is. A mail is queued, then sent; deferred when its server wants it later; failed when
 * that went on for three days; bounced when the server refuses it for good. A mailbox that has a server of its own sends by that
 * one, the others by the server for all; without either, mail stays queued and readable.
 */
export async function deliverDueMails(ctx: Context): Promise<void> {
  for (;;) {
    const until = new Date(ctx.now.getTime() + leaseMinutes * 60_000);
    const mails = await transact(ctx, (ctx) =>
      claimDueMails(ctx.trx, ctx.now, until, batch, ctx.transport !== undefined),
    );
    if (mails.length === 0) return;
    await Promise.all(mails.map((mail) => deliverOne(ctx, mail)));
  }
}

async function handOver(ctx: Context, mail: ClaimedMail): Promise<Delivery> {
  const later = (words: string): Delivery => ({
    accepted: [],
    rejected: mail.recipients.map((address) => ({ address, permanent: false, status: null, words })),
    words,
  });
  try {
    const transport = (mail.mailbox_id === null ? undefined : await ownServer(ctx, mail.mailbox_id)) ?? ctx.transport;
    if (transport === undefined) return later('No outgoing mail server is set up.');
    const delivery = await transport.deliver(mail.raw, { from: mail.envelope_from, to: mail.recipients });
    if (mail.mailbox_id !== null && delivery.accepted.length > 0) await noteSending(ctx, mail.mailbox_id, undefined);
    return delivery;
  } catch (error) {
    if (error instanceof MailProblem) {
      if (mail.mailbox_id !== null) await noteSending(ctx, mail.mailbox_id, error);
      return later(error.message);
    }
    throw error;
  }
}

async function deliverOne(ctx: Context, mail: ClaimedMail): Promise<void> {
  const delivery = await handOver(ctx, mail);
  await transact(ctx, async (ctx) => {
    const refused = delivery.rejected.filter((recipient) => recipient.permanent);
    const later = delivery.rejected.filter((recipient) => !recipient.permanent);
    for (const recipient of refused) await markBounced(ctx, recipient.address);
    const about = { outboxId: mail.id, messageId: mail.message_id, caseId: mail.case_id };
    if (refused.length > 0) {
      const status = refused[0]?.status ?? '5.0.0';
      await updateOutbox(ctx.trx, mail.id, { bounced_at: ctx.now, bounce_status: status });
      await record(ctx, 'channels.bounced', mail.id, {
        ...about,
        customerId: mail.customer_id,
        permanent: true,
        status,
      });
    }
    if (later.length > 0)
      return defer(
        ctx,
        mail,
        delivery,
        later.map((recipient) => recipient.address),
      );
    if (delivery.accepted.length === 0) {
      await updateOutbox(ctx.trx, mail.id, { state: 'bounced', last_error: wordsOf(delivery), next_attempt_at: null });
      return;
    }
    await updateOutbox(ctx.trx, mail.id, {
      state: 'sent',
      sent_at: ctx.now,
      next_attempt_at: null,
      remaining_addresses: null,
      last_error: refused.length > 0 ? wordsOf(delivery) : null,
    });
    if (mail.mailbox_id !== null) await touchMailboxSent(ctx.trx, mail.mailbox_id, ctx.now);
    await record(ctx, 'channels.sent', mail.id, about);
  });
}

async function defer(ctx: WritingContext, mail: ClaimedMail, delivery: Delivery, remaining: string[]): Promise<void> {
  const wait = waits[mail.attempts - 1];
  await updateOutbox(ctx.trx, mail.id, {
    state: wait === undefined ? 'failed' : 'deferred',
    last_error: wordsOf(delivery),
    remaining_addresses: remaining,
    next_attempt_at: wait === undefined ? null : new Date(ctx.now.getTime() + wait * 60_000),
  });
  if (wait === undefined)
    await record(ctx, 'channels.failed', mail.id, {
      outboxId: mail.id,
      messageId: mail.message_id,
      caseId: mail.case_id,
    });
}

function wordsOf(delivery: Delivery): string {
  return [...new Set(delivery.rejected.map((recipient) => `${recipient.address}: ${recipient.words}`))]
    .join('\n')
    .slice(0, 2000);
}

/** Tries a mail again now, whatever became of it before; a mail that was sent is not sent twice. */
export function retryOutboxMail(ctx: Context, id: string): Promise<OutboxRow> {
  return transact(ctx, async (ctx) => {
    const mail = await findOutboxById(ctx.trx, id);
    if (mail === undefined) throw new Refusal('not_found', 'outbox-mail-not-found', 'There is no such outgoing mail.');
    if (mail.state === 'sent') throw new Refusal('conflict', 'already-sent', 'This mail was sent already.');
    await updateOutbox(ctx.trx, id, { state: 'queued', next_attempt_at: ctx.now });
    await record(ctx, 'channels.queued', id, { outboxId: id, ...(mail.case_id ? { caseId: mail.case_id } : {}) });
    return showOutbox({ ...mail, state: 'queued', next_attempt_at: ctx.now });
  });
}

/** Queued mail is worked on at once, one job for as many as came together. */
export const deliverQueued: Subscription = {
  name: 'channels-deliver',
  types: ['channels.queued'],
  handle: (ctx) => addJob(ctx, 'deliver-mail', {}, { key: 'deliver-mail' }),
};

export const deliverMailJob: Job = { name: 'deliver-mail', work: (ctx) => deliverDueMails(ctx) };
