import { asSystem, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { awaitVisitor } from '../cases/index.ts';
import type { WidgetRow } from './widget-queries.ts';

/** The visitor waits for a first answer, as long as his widget allows: the case shows that hour, and it is looked at then. */
export async function planOverdue(ctx: WritingContext, widget: WidgetRow, caseId: string): Promise<void> {
  const runAt = new Date(ctx.now.getTime() + widget.settings.overdueAfter * 1000);
  await awaitVisitor(ctx, caseId, runAt);
  await addJob(ctx, 'chat.overdue', { caseId }, { key: `chat-overdue:${caseId}`, runAt });
}

/** Nobody waits in a chat once it is answered, or its case is closed or goes on in another. */
export const visitorsServed: Subscription = {
  name: 'chat.visitors-served',
  types: ['cases.replied', 'cases.closed', 'cases.merged'],
  async handle(ctx, events) {
    const ids = events.flatMap(({ subjectId }) => subjectId ?? []);
    if (ids.length === 0) return;
    const waiting = await ctx.trx
      .selectFrom('cases')
      .select('id')
      .where('id', 'in', ids)
      .where('visitor_due_at', 'is not', null)
      .execute();
    for (const { id } of waiting) await awaitVisitor(ctx, id, null);
  },
};

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
