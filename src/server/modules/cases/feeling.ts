import { sql } from 'kysely';
import { type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';

/** How a customer feels in one message; null: whoever read it again found nothing. */
export interface FeltInMessage {
  caseId: string;
  messageId: string;
  feeling: string | null;
  strength: number;
}

/**
 * Notes on a message and its case how the customer feels; the newest feeling is that of the case, unless a person has said since then how it
 * is. Records `cases.felt`.
 */
export async function feelOnCase(ctx: WritingContext, felt: FeltInMessage): Promise<void> {
  const { caseId, messageId, feeling, strength } = felt;
  await ctx.trx.updateTable('messages').set({ emotion: feeling }).where('id', '=', messageId).execute();
  const { rows } = await sql<{ customer_id: string }>`
    update cases k set emotion = case when k.emotion_said_at is not null and k.emotion_said_at >= m.at then k.emotion else (
      select n.emotion from messages n where n.case_id = k.id and n.author_kind = 'customer' and n.emotion is not null
      order by n.at desc, n.id desc limit 1) end
    from messages m where m.id = ${messageId} and k.id = ${caseId} returning k.customer_id
  `.execute(ctx.trx);
  if (rows[0] === undefined) return;
  await record(ctx, 'cases.felt', caseId, {
    caseId,
    messageId,
    customerId: rows[0].customer_id,
    emotion: feeling,
    strength,
  });
}

/** Whether a person has said how the customer feels since a message came: then nobody reads it otherwise. */
export async function isFeelingSaid(ctx: WritingContext, messageId: string): Promise<boolean> {
  const { rows } = await sql<{ said: boolean }>`
    select coalesce(k.emotion_said_at >= m.at, false) as said from messages m join cases k on k.id = m.case_id where m.id = ${messageId}
  `.execute(ctx.trx);
  return rows[0]?.said === true;
}
