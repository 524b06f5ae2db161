import { sql } from 'kysely';
import { asSystem, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { mailReplies } from '../cases/index.ts';
import { streamFor } from './signalling.ts';

/**
 * Who leaves a chat gets by mail what was answered afterwards. An answer waits for a tab that listens; when there has been none for
 * as long as the widget says, what he has not seen goes to the address that he left, and his answer to it finds its case.
 */
export const chatsFromReplies: Subscription = {
  name: 'chat.replies',
  types: ['cases.replied'],
  async handle(ctx, events) {
    for (const event of events) {
      const caseId = String(event.data['caseId']);
      const { rows } = await sql<{ id: string; minutes: number }>`
        with answered as (update chats set first_answered_at = coalesce(first_answered_at, ${event.at}::timestamptz) where case_id = ${caseId}
          or case_id in (select id from cases where merged_into = ${caseId}) returning case_id, widget_id)
        select a.case_id as id, (w.settings->>'mailAfter')::int as minutes from answered a join widgets w on w.id = a.widget_id`.execute(
        ctx.trx,
      );
      if (rows[0] !== undefined) await planMail(ctx, caseId, rows[0].minutes);
    }
  },
};

/** Looks whether somebody is still there, and mails what he has not seen when nobody is. */
export const mailUnseenJob: Job = {
  name: 'chat.mail-unseen',
  work: async (ctx, payload) => {
    const { caseId } = payload as { caseId: string };
    await transact(asSystem(ctx, 'chat'), async (ctx) => {
      const { rows } = await sql<{
        read_at: Date | null;
        email: string | null;
        verified: boolean;
        here: boolean;
        minutes: number;
      }>`
        select h.read_at, coalesce(v.email, k.reply_address) as email, v.verified_by is not null as verified, (w.settings->>'mailAfter')::int as minutes,
          exists (select from chat_streams s join chat_visitors o on o.id = s.visitor_id
            where s.seen_at > ${new Date(ctx.now.getTime() - streamFor)} and (o.id = v.id or
              (o.verified_by is not null and o.customer_id = h_case.customer_id))) as here
        from cases k join chats h on h.case_id = k.id or h.case_id in (select id from cases where merged_into = k.id)
          join cases h_case on h_case.id = h.case_id join chat_visitors v on v.id = h.visitor_id join widgets w on w.id = h.widget_id
        where k.id = ${caseId} order by h.started_at desc limit 1 for update of h`.execute(ctx.trx);
      const chat = rows[0];
      if (chat === undefined || chat.email === null) return;
      if (chat.here) return planMail(ctx, caseId, chat.minutes);
      const unseen = await sql<{ id: string }>`
        select m.id from messages m where m.case_id = ${caseId} and m.kind = 'message' and m.direction = 'out' and m.channel = 'chat'
          and m.audience = 'customer' and m.at > ${chat.read_at ?? new Date(0)}
          and m.at > coalesce((select max(sent.at) from outbox o join messages sent on sent.id = o.message_id
            where o.case_id = ${caseId} and sent.channel = 'chat'), '-infinity') order by m.at, m.id limit 50`.execute(
        ctx.trx,
      );
      if (unseen.rows.length === 0) return;
      await mailReplies(ctx, caseId, {
        messageIds: unseen.rows.map((row) => row.id),
        to: chat.email,
        // a link opens everything of a customer: only to an address that was proved
        link: chat.verified,
      });
    });
  },
};

function planMail(ctx: WritingContext, caseId: string, minutes: number): Promise<void> {
  return addJob(
    ctx,
    'chat.mail-unseen',
    { caseId },
    { key: `chat-mail:${caseId}`, runAt: new Date(Date.now() + minutes * 60_000) },
  );
}
