import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';

/**
 * Tells a case until when its visitor in a chat is to be answered first, or that nobody waits there any more. It stands in lists
 * like any hour that was promised. Records `cases.visitor-waits` when that is news.
 */
export async function awaitVisitor(ctx: WritingContext, caseId: string, dueAt: Date | null): Promise<void> {
  const changed = await ctx.trx
    .updateTable('cases')
    .set({ visitor_due_at: dueAt })
    .where('id', '=', caseId)
    .where('visitor_due_at', 'is distinct from', dueAt)
    .returning('id')
    .executeTakeFirst();
  if (changed !== undefined)
    await record(ctx, 'cases.visitor-waits', caseId, { caseId, dueAt: dueAt?.toISOString() ?? null });
}
