import { sql } from 'kysely';
import type { Chat } from '../../../contract/widget.ts';
import { asSystem, type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { awaitVisitor, closeCase } from '../cases/index.ts';
import { readChat, theChat } from './reading.ts';
import { pageOf, type Speaker } from './speaking.ts';
import type { Visitor } from './visiting.ts';

/** A tab that has not been heard of for so long is gone. Milliseconds; tabs are noted every third of it. */
export const streamFor = 60_000;
/** More tabs than this of one visitor are no person's. */
const mostStreams = 8;

/** What a visitor's browser tells beside words. Live screens hear of it; nothing is recorded: it means nothing a minute later. */
export async function signalChat(
  ctx: Context,
  speaker: Speaker,
  id: string,
  signal: { typing?: boolean | undefined; readUntil?: string | undefined; page?: string | undefined },
): Promise<null> {
  const chat = await theChat(ctx, speaker.visitor, id);
  const readUntil = signal.readUntil === undefined ? null : new Date(signal.readUntil);
  const seen = readUntil === null || readUntil > ctx.now ? (readUntil === null ? null : ctx.now) : readUntil;
  await sql`
    with told as (select pg_notify('kept_live', ${liveLine(chat.root_id)}))
    update chats set
      typing_at = ${signal.typing === undefined ? sql`typing_at` : signal.typing ? sql`${ctx.now}::timestamptz` : sql`null`},
      read_at = greatest(read_at, ${seen}::timestamptz),
      page = coalesce(${pageOf(speaker.widget, signal.page)}, page)
    from told where case_id = ${chat.id}`.execute(ctx.db);
  return null;
}

/** The visitor ends it: the case is closed when the last word was ours, as an agent would close it. Records `chat.ended`. */
export async function endChat(ctx: Context, speaker: Speaker, id: string): Promise<Chat> {
  const chat = await theChat(ctx, speaker.visitor, id);
  await transact(asSystem(ctx, 'chat'), async (ctx) => {
    await ctx.trx
      .updateTable('chats')
      .set({ ended_at: ctx.now, typing_at: null })
      .where('case_id', '=', chat.id)
      .where('ended_at', 'is', null)
      .execute();
    await awaitVisitor(ctx, chat.id, null);
    await record(ctx, 'chat.ended', chat.id, { caseId: chat.id, customerId: chat.customer_id, by: 'customer' });
    if (chat.state === 'waiting') await closeCase(ctx, chat.root_id, { withOpenTasks: true });
  });
  return readChat(ctx, speaker.visitor, id);
}

/** Notes that a tab listens; false when there are too many. Live screens hear that he is here. */
export async function openStream(ctx: Context, visitor: Visitor, caseId: string): Promise<string | undefined> {
  const id = newId();
  const since = new Date(ctx.now.getTime() - streamFor);
  const { rows } = await sql`
    insert into chat_streams (id, visitor_id, seen_at) select ${id}::uuid, ${visitor.id}::uuid, ${ctx.now}
    where (select count(*) from chat_streams where visitor_id = ${visitor.id} and seen_at > ${since}) < ${mostStreams}
    returning pg_notify('kept_live', ${liveLine(caseId)})`.execute(ctx.db);
  if (rows.length === 0) return undefined;
  await markSeen(ctx, visitor);
  return id;
}

/** The tab still listens. */
export async function keepStream(ctx: Context, visitor: Visitor, id: string): Promise<void> {
  await sql`insert into chat_streams (id, visitor_id, seen_at) values (${id}, ${visitor.id}, ${ctx.now})
    on conflict (id) do update set seen_at = excluded.seen_at`.execute(ctx.db);
  await markSeen(ctx, visitor);
}

/** The tab is closed. */
export async function closeStream(ctx: Context, id: string, caseId: string): Promise<void> {
  await sql`delete from chat_streams where id = ${id}`.execute(ctx.db);
  await sql`select pg_notify('kept_live', ${liveLine(caseId)})`.execute(ctx.db);
}

async function markSeen(ctx: Context, visitor: Visitor): Promise<void> {
  await ctx.db.updateTable('chat_visitors').set({ seen_at: ctx.now }).where('id', '=', visitor.id).execute();
}

/** What live screens get: they ask again for what they show. */
function liveLine(caseId: string): string {
  return JSON.stringify({ type: 'chat.presence', id: caseId, caseId });
}
