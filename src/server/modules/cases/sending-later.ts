import { sql } from 'kysely';
import type { LaterReply } from '../../../contract/cases-hands.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { notify } from '../notifications/index.ts';
import { findColleague } from '../people/index.ts';
import { endLaterReply, keepAsDraft, lockLaterReply } from './later-replies.ts';
import { type LaterReplyRecord, selectLaterReplies, showLaterReply } from './later-reply-records.ts';
import { replyToCase } from './replying.ts';

/**
 * Sends an answer whose time has come, as its author and with his rights of now. When the case moved on meanwhile, was merged, or the
 * author has left, it is held back and he is told. Any number of attempts sends it once. Records `cases.replied` or `cases.reply-held`.
 */
export function sendLaterReply(ctx: Context, id: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const [row] = await selectLaterReplies(ctx.trx, sql`l.id = ${id}::uuid and l.state = 'waiting'`, 1, true);
    if (row === undefined || row.send_at.getTime() > ctx.now.getTime()) return;
    const author = await findColleague(ctx.trx, row.user_id);
    if (author === undefined) {
      await hold(ctx, row, 'Its author does not work here any more.');
      return;
    }
    try {
      const said = await replyToCase({ ...ctx, actor: author, undoable: true }, row.case_id, row.input);
      await endLaterReply(ctx, id, { state: 'sent', message_id: said.messageId });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await hold(ctx, row, error.message);
    }
  });
}

/** Sends it now; what came in meanwhile holds nothing back, because its author has been told of it. */
export function sendLaterReplyNow(ctx: Context, id: string): Promise<LaterReply> {
  return transact(ctx, async (ctx) => {
    const row = await lockLaterReply(ctx, id);
    const held = row.state === 'held';
    const author = (await findColleague(ctx.trx, row.user_id)) ?? ctx.actor;
    const said = await replyToCase({ ...ctx, actor: author }, row.case_id, {
      ...row.input,
      ...(held ? { sendAnyway: true } : {}),
    });
    await endLaterReply(ctx, id, { state: 'sent', message_id: said.messageId });
    return showLaterReply({ ...row, state: 'sent' });
  });
}

async function hold(ctx: WritingContext, row: LaterReplyRecord, reason: string): Promise<void> {
  await endLaterReply(ctx, row.id, { state: 'held', reason });
  await keepAsDraft(ctx, row);
  await record(ctx, 'cases.reply-held', row.case_id, { caseId: row.case_id, laterReplyId: row.id, reason });
  const person = await ctx.trx.selectFrom('users').select('language').where('id', '=', row.user_id).executeTakeFirst();
  await notify(ctx, {
    userId: row.user_id,
    kind: 'held',
    subject: say(person?.language, 'notifications', 'tell.held', { number: row.number }),
    text: `${row.subject}\n${reason}`,
    link: `/inbox/${String(row.number)}`,
    caseId: row.case_id,
    once: `held:${row.id}`,
  });
}

export const sendLaterReplyJob: Job = {
  name: 'send-later-reply',
  work: (ctx, payload) => sendLaterReply(ctx, String(payload['id'])),
};
