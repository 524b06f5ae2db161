import { type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';

/** How a customer feels in one message. */
export interface FeltInMessage {
  caseId: string;
  messageId: string;
  feeling: string;
  strength: number;
}

/** Notes on a message and its case how the customer feels; the newest feeling is that of the case. Records `cases.felt`. */
export async function feelOnCase(ctx: WritingContext, felt: FeltInMessage): Promise<void> {
  const { caseId, messageId, feeling, strength } = felt;
  await ctx.trx.updateTable('messages').set({ emotion: feeling }).where('id', '=', messageId).execute();
  const found = await ctx.trx
    .updateTable('cases')
    .set({ emotion: feeling })
    .where('id', '=', caseId)
    .returning('customer_id')
    .executeTakeFirst();
  if (found === undefined) return;
  await record(ctx, 'cases.felt', caseId, {
    caseId,
    messageId,
    customerId: found.customer_id,
    emotion: feeling,
    strength,
  });
}
