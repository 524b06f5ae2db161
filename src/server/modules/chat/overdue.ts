import { sql } from 'kysely';
import { isOpenAt } from '../../../domain/promises/business-time.ts';
import { asSystem, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { awaitVisitor } from '../cases/index.ts';
import { findHours, type WidgetRow } from './widget-queries.ts';

type Waited = Pick<WidgetRow, 'team_id'> & { settings: Pick<WidgetRow['settings'], 'overdueAfter'> };

/**
 * A visitor who waits for an answer, the first or a later one, waits as long as his widget allows: the case shows that hour,
 * and it is looked at then. An hour that runs already stands; out of hours, and where nothing asks for an answer, none begins.
 */
export async function planOverdue(ctx: WritingContext, widget: Waited, caseId: string): Promise<void> {
  const found = await ctx.trx
    .selectFrom('cases')
    .select(['waiting_since', 'visitor_due_at'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (found?.waiting_since == null || found.visitor_due_at !== null) return;
  if (!isOpenAt(await findHours(ctx.trx, widget.team_id), ctx.now)) return;
  await begin(ctx, widget, caseId, ctx.now);
}

async function begin(ctx: WritingContext, widget: Waited, caseId: string, since: Date): Promise<void> {
  const runAt = new Date(since.getTime() + widget.settings.overdueAfter * 1000);
  await sql`update chats set overdue_at = null where ${ofCase(caseId)} and overdue_at is not null`.execute(ctx.trx);
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
    const { rows } = await sql<{ id: string; asked_at: Date | null; team_id: string | null; seconds: number | null }>`
      select k.id, k.waiting_since as asked_at, w.team_id, (w.settings->>'overdueAfter')::int as seconds from cases k
        left join lateral (select h.widget_id from chats h where h.case_id = k.id or h.case_id in (select id from cases where merged_into = k.id)
          order by h.started_at desc limit 1) h on true left join widgets w on w.id = h.widget_id
      where k.id = any(${ids}::uuid[]) and k.visitor_due_at is not null`.execute(ctx.trx);
    for (const { id, asked_at, team_id, seconds } of rows) {
      await awaitVisitor(ctx, id, null);
      // he has asked again before this was heard of: that question has an hour of its own
      if (asked_at !== null && seconds !== null && isOpenAt(await findHours(ctx.trx, team_id), asked_at))
        await begin(ctx, { team_id, settings: { overdueAfter: seconds } }, id, asked_at);
    }
  },
};

/** Marks a chat that nobody has answered in time. Records `chat.overdue`, which live screens and rules hear. */
export const overdueChatJob: Job = {
  name: 'chat.overdue',
  work: async (ctx, payload) => {
    const { caseId } = payload as { caseId: string };
    await transact(asSystem(ctx, 'chat'), async (ctx) => {
      const { rows } = await sql`
        update chats set overdue_at = ${ctx.now} where ${ofCase(caseId)} and overdue_at is null and ended_at is null
          and exists (select from cases k where k.id = ${caseId} and k.waiting_since is not null and k.visitor_due_at <= ${ctx.now})
        returning widget_id`.execute(ctx.trx);
      if (rows.length > 0) await record(ctx, 'chat.overdue', caseId, { caseId });
    });
  },
};

const ofCase = (caseId: string) =>
  sql`(case_id = ${caseId}::uuid or case_id in (select id from cases where merged_into = ${caseId}::uuid))`;
