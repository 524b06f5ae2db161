import { sql } from 'kysely';
import type { LaterReply } from '../../../../contract/cases-hands.ts';
import type { ConfirmedPromise } from '../../../../contract/promises-spoken.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import { record } from '../../../store/events.ts';
import { notify } from '../../notifications/index.ts';
import { findColleague, languageOf } from '../../people/index.ts';
import { endLaterReply, keepAsDraft, lockLaterReply } from './later-replies.ts';
import { type LaterReplyRecord, selectLaterReplies, showLaterReply } from './later-reply-records.ts';
import { replyToCase, type Said } from './replying.ts';

/** Makes what an answer promises in the moment it goes out; whoever puts the rooms together hands it in. */
export type PromiseWithReply = (ctx: Context, said: Said, promises: readonly ConfirmedPromise[]) => Promise<void>;

const nobodyPromises: PromiseWithReply = () => {
  throw new Error('An answer promises something, and nobody here makes promises.');
};

/**
 * Sends an answer whose time has come, as its author and with his rights of now. When the case moved on meanwhile, was merged, or the
 * author has left, it is held back and he is told; so it is when what it promises cannot be promised any more. Any number of attempts
 * sends it once. Records `cases.replied` or `cases.reply-held`.
 */
export function sendLaterReply(ctx: Context, id: string, promise = nobodyPromises): Promise<void> {
  return transact(ctx, async (ctx) => {
    const [row] = await selectLaterReplies(ctx.trx, sql`l.id = ${id}::uuid and l.state = 'waiting'`, 1, true);
    if (row === undefined || row.send_at.getTime() > ctx.now.getTime()) return;
    const author = await findColleague(ctx.trx, row.user_id);
    if (author === undefined) {
      await hold(ctx, row, 'Its author does not work here any more.');
      return;
    }
    try {
      const said = await sayAndPromise({ ...ctx, actor: author, undoable: true }, row, promise);
      await endLaterReply(ctx, id, { state: 'sent', message_id: said.messageId });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await hold(ctx, row, error.message);
    }
  });
}

/** Sends it now; what came in meanwhile holds nothing back, because its author has been told of it. */
export function sendLaterReplyNow(ctx: Context, id: string, promise = nobodyPromises): Promise<LaterReply> {
  return transact(ctx, async (ctx) => {
    const row = await lockLaterReply(ctx, id);
    const held = row.state === 'held';
    const author = (await findColleague(ctx.trx, row.user_id)) ?? ctx.actor;
    const input = { ...row.input, ...(held ? { sendAnyway: true } : {}) };
    const said = await sayAndPromise({ ...ctx, actor: author }, { ...row, input }, promise);
    await endLaterReply(ctx, id, { state: 'sent', message_id: said.messageId });
    return showLaterReply({ ...row, state: 'sent' });
  });
}

/** The answer and what it promises: both, or neither. */
function sayAndPromise(ctx: Context, row: LaterReplyRecord, promise: PromiseWithReply): Promise<Said> {
  const { promises = [], ...input } = row.input;
  return transact(ctx, async (ctx) => {
    const said = await replyToCase(ctx, row.case_id, { ...input, later: true });
    if (promises.length > 0) await promise(ctx, said, promises);
    return said;
  });
}

async function hold(ctx: WritingContext, row: LaterReplyRecord, reason: string): Promise<void> {
  await endLaterReply(ctx, row.id, { state: 'held', reason });
  await keepAsDraft(ctx, row, false);
  await record(ctx, 'cases.reply-held', row.case_id, { caseId: row.case_id, laterReplyId: row.id, reason });
  await notify(ctx, {
    userId: row.user_id,
    kind: 'held',
    subject: say(await languageOf(ctx.trx, row.user_id), 'notifications', 'tell.held', { number: row.number }),
    text: `${row.subject}\n${reason}`,
    link: `/inbox/${String(row.number)}`,
    caseId: row.case_id,
    once: `held:${row.id}`,
  });
}

/** Answers go out with what they promise. */
export function sendLaterReplyJob(promise: PromiseWithReply): Job {
  return {
    name: 'send-later-reply',
    work: (ctx, payload) => sendLaterReply(ctx, String(payload['id']), promise),
  };
}
