import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/database.ts';
import type { Visitor } from './visiting.ts';

/** A conversation as its visitor's side sees it. */
export interface ChatRow {
  id: string;
  number: number;
  subject: string;
  state: string;
  customer_id: string;
  /** Where it goes on when it was merged. */
  root_id: string;
  visitor_id: string | null;
  started_at: Date;
  last_at: Date;
  read_at: Date | null;
  ended_at: Date | null;
  /** The visitor has proved that he is the customer whose case it is. */
  proven: boolean;
}

/** The record of a customer and all that were merged into it. */
function records(customerId: string | null): RawBuilder<unknown> {
  return sql`array(select c.id from customers c where c.id = ${customerId}::uuid or c.merged_into = ${customerId}::uuid
    or c.id = (select merged_into from customers where id = ${customerId}::uuid)
    or c.merged_into = (select merged_into from customers where id = ${customerId}::uuid))`;
}

/**
 * Which conversations a visitor may see, the one place where this is decided, as a condition on `cases` under the alias `k`: those he began in this browser; and when he has proved who he is, all of that customer.
 */
function chatsOf(visitor: Visitor): RawBuilder<boolean> {
  const begun = sql`select case_id from chats where visitor_id = ${visitor.id}`;
  if (visitor.verified_by === null || visitor.customer_id === null) return sql<boolean>`k.id in (${begun})`;
  return sql<boolean>`k.id in (${begun} union all
    select own.id from cases own where own.customer_id = any(${records(visitor.customer_id)}))`;
}

/**
 * Which messages of a conversation he may see, as a condition on `messages` under `m`. What he said and what was answered to the
 * customer. Where he has not proved who he is, everything ends where somebody came in by another way: an answer by mail
 * proves whose the address is, not that it is this visitor's.
 */
function messagesOf(visitor: Visitor, chat: ChatRow): RawBuilder<boolean> {
  const said = sql`m.kind = 'message' and m.audience = 'customer' and (m.case_id = ${chat.id} or m.at >= ${mergedAt(chat)})`;
  if (chat.proven) return sql<boolean>`(${said})`;
  return sql<boolean>`(${said} and (m.direction = 'out' or exists (select from chat_messages own
      where own.message_id = m.id and own.visitor_id = ${visitor.id}))
    and m.at <= coalesce((${firstByOthers(visitor, chat)}), 'infinity'))`;
}

/** Whether somebody else than this visitor has written in it, and he has not proved who he is. */
export async function wentElsewhere(db: Database, visitor: Visitor, chat: ChatRow): Promise<boolean> {
  if (chat.proven) return false;
  const { rows } = await sql<{ at: Date | null }>`select (${firstByOthers(visitor, chat)}) as at`.execute(db);
  return rows[0]?.at != null;
}

/** Since when a merged conversation goes on in another case: what was said there before is not its own. */
function mergedAt(chat: ChatRow): RawBuilder<unknown> {
  return sql`coalesce((select max(g.merged_at) from case_merges g where g.case_id = ${chat.id} and g.undone_at is null), 'infinity')`;
}

function firstByOthers(visitor: Visitor, chat: ChatRow): RawBuilder<unknown> {
  return sql`select min(o.at) from messages o where o.case_id in (${chat.id}, ${chat.root_id}) and o.kind = 'message' and o.direction = 'in'
    and o.audience = 'customer' and (o.case_id = ${chat.id} or o.at >= ${mergedAt(chat)})
    and not exists (select from chat_messages own where own.message_id = o.id and own.visitor_id = ${visitor.id})`;
}

/** His conversations, newest first; one of them with `id`. */
export async function listChatRows(
  db: Database,
  visitor: Visitor,
  options: { id?: string; limit: number },
): Promise<ChatRow[]> {
  const { rows } = await sql<ChatRow>`
    with recursive chosen as materialized (
      select k.id, k.number, k.subject, k.state, k.customer_id, k.merged_into, h.visitor_id,
        coalesce(h.started_at, k.created_at) as started_at, h.read_at, h.ended_at, k.updated_at as last_at,
        ${visitor.verified_by === null ? sql`false` : sql`k.customer_id = any(${records(visitor.customer_id)})`} as proven
      from cases k left join chats h on h.case_id = k.id
      where ${chatsOf(visitor)} and ${options.id === undefined ? sql`true` : sql`k.id = ${options.id}`}
      order by k.number desc limit ${options.limit}),
    chain as (
      select id as from_id, id, merged_into, 0 as step from chosen
      union all select chain.from_id, n.id, n.merged_into, chain.step + 1 from chain join cases n on n.id = chain.merged_into where chain.step < 20)
    select c.id, c.number::int as number, c.subject, c.state, c.customer_id, c.visitor_id, c.started_at, c.last_at, c.read_at, c.ended_at, c.proven,
      (select id from chain where from_id = c.id order by step desc limit 1) as root_id
    from chosen c order by c.number desc`.execute(db);
  return rows;
}

/** A message as the visitor's side reads it. */
export interface ChatMessageRow {
  id: string;
  at: Date;
  author_kind: string;
  direction: string;
  author_name: string;
  text: string;
  client_id: string | null;
  attachments:
    | { id: string; sha256: string; name: string; content_type: string; size: number; inline: boolean }[]
    | null;
}

/** The newest messages he may see since an instant, oldest first. */
export async function listChatMessages(
  db: Database,
  visitor: Visitor,
  chat: ChatRow,
  since: Date | null,
  limit: number,
): Promise<ChatMessageRow[]> {
  const { rows } = await sql<ChatMessageRow>`
    select m.id, m.at, m.author_kind, m.direction, m.author_name, m.text,
      (select own.client_id from chat_messages own where own.message_id = m.id and own.visitor_id = ${visitor.id} limit 1) as client_id,
      (select json_agg(json_build_object('id', a.id, 'sha256', a.sha256, 'name', a.name, 'content_type', a.content_type, 'size', a.size,
        'inline', a.inline) order by a.id) from attachments a where a.message_id = m.id and not a.inline) as attachments
    from messages m where m.case_id in (${chat.id}, ${chat.root_id}) and ${messagesOf(visitor, chat)}
      and ${since === null ? sql`true` : sql`m.at > ${since}`}
    order by m.at desc, m.id desc limit ${limit}`.execute(db);
  return rows.reverse();
}

/** Answers of ours that were not on his screen yet. */
export async function countUnread(db: Database, visitor: Visitor, chat: ChatRow): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from messages m where m.case_id in (${chat.id}, ${chat.root_id}) and m.direction = 'out'
      and ${messagesOf(visitor, chat)} and m.at > ${chat.read_at ?? chat.started_at} limit 99) unread`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Colleagues who have the case open, and who of them writes. Rows older than the time given mean nothing. */
export async function listColleagues(db: Database, caseId: string, since: Date) {
  const { rows } = await sql<{ name: string; typing: boolean }>`
    select u.name, p.typing from presence p join users u on u.id = p.user_id
    where p.case_id = ${caseId} and p.seen_at > ${since} order by u.name`.execute(db);
  return rows;
}
