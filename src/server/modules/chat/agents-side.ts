import { sql } from 'kysely';
import type { CaseChat } from '../../../contract/widget-settings.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { findCase } from '../cases/index.ts';
import { streamFor } from './signalling.ts';

/** A visitor who has sent no key for so long is not writing any more. Milliseconds. */
const typingFor = 8_000;

/** Who is at the other end of a chat, as far as the actor may see the case; null for a case that is none. */
export async function readCaseChat(ctx: Context, ref: string): Promise<{ chat: CaseChat | null }> {
  const found = await findCase(ctx, ref);
  const { rows } = await sql<{
    here: boolean;
    typing_at: Date | null;
    seen_at: Date;
    read_at: Date | null;
    page: string | null;
    language: string | null;
    email: string | null;
    verified_by: 'host' | 'code' | null;
    started_at: Date;
    within_hours: boolean;
    first_answered_at: Date | null;
    waiting_since: Date | null;
    overdue_at: Date | null;
    ended_at: Date | null;
    banned_at: Date | null;
  }>`
    select h.typing_at, v.seen_at, h.read_at, h.page, v.language, v.email, v.verified_by, h.started_at, h.within_hours, h.first_answered_at,
      h.overdue_at, h.ended_at, v.banned_at, (select k.waiting_since from cases k where k.id = ${found.id}) as waiting_since,
      exists (select from chat_streams s where s.visitor_id = v.id and s.seen_at > ${new Date(ctx.now.getTime() - streamFor)}) as here
    from chats h join chat_visitors v on v.id = h.visitor_id
    where h.case_id = ${found.id} or h.case_id in (select id from cases where merged_into = ${found.id})
    order by h.started_at desc limit 1`.execute(ctx.db);
  const row = rows[0];
  if (row === undefined) return { chat: null };
  return {
    chat: {
      here: row.here,
      typing: row.here && row.typing_at !== null && ctx.now.getTime() - row.typing_at.getTime() < typingFor,
      lastSeenAt: row.seen_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
      page: row.page,
      language: row.language,
      email: row.email,
      verifiedBy: row.verified_by,
      startedAt: row.started_at.toISOString(),
      withinHours: row.within_hours,
      firstAnsweredAt: row.first_answered_at?.toISOString() ?? null,
      waitingSince: row.ended_at === null ? (row.waiting_since?.toISOString() ?? null) : null,
      overdueAt: row.overdue_at?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
      banned: row.banned_at !== null,
    },
  };
}

/** Takes nothing more from the visitor of a chat, or takes from him again. Records `chat.visitor-banned` or `chat.visitor-allowed`. */
export function banVisitor(ctx: Context, ref: string, banned: boolean): Promise<{ chat: CaseChat | null }> {
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, ref);
    const { rows } = await sql`
      update chat_visitors set banned_at = ${banned ? ctx.now : null}::timestamptz, banned_by = ${banned ? staffId(ctx.actor) : null}::uuid
      where id = (select visitor_id from chats where case_id = ${found.id} or case_id in (select id from cases where merged_into = ${found.id})
        order by started_at desc limit 1) returning id`.execute(ctx.trx);
    if (rows.length === 0) throw new Refusal('not_found', 'chat-not-found', 'This case is no chat.');
    await record(ctx, banned ? 'chat.visitor-banned' : 'chat.visitor-allowed', found.id, { caseId: found.id });
    return readCaseChat(ctx, found.id);
  });
}
