import { asSystem, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';

/** Marks a chat that nobody has answered in time. Records `chat.overdue`, which live screens and rules hear. */
export const overdueChatJob: Job = {
  name: 'chat.overdue',
  work: async (ctx, payload) => {
    const { caseId } = payload as { caseId: string };
    await transact(asSystem(ctx, 'chat'), async (ctx) => {
      const marked = await ctx.trx
        .updateTable('chats')
        .set({ overdue_at: ctx.now })
        .where('case_id', '=', caseId)
        .where('first_answered_at', 'is', null)
        .where('overdue_at', 'is', null)
        .where('ended_at', 'is', null)
        .where((eb) =>
          eb.exists(
            eb.selectFrom('cases').select('id').where('id', '=', caseId).where('waiting_since', 'is not', null),
          ),
        )
        .returning('widget_id')
        .executeTakeFirst();
      if (marked !== undefined) await record(ctx, 'chat.overdue', caseId, { caseId });
    });
  },
};
