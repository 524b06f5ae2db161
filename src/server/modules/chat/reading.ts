import type { Chat, ChatLine, ChatMessage } from '../../../contract/widget.ts';
import { excerptOf } from '../../../domain/cases/excerpt.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { signFileAddress } from '../../files/addresses.ts';
import {
  type ChatMessageRow,
  type ChatRow,
  countUnread,
  listChatMessages,
  listChatRows,
  listColleagues,
  wentElsewhere,
} from './chat-queries.ts';
import { showVisitor, type Visitor } from './visiting.ts';

const mostChats = 50;
const mostMessages = 200;
/** A transaction may commit this long after the time it names: so much is told twice rather than missed. Milliseconds. */
const overlap = 15_000;
/** A colleague who has not been heard of for so long is not there. Milliseconds. */
const presentFor = 60_000;

/** A visitor's conversations, newest first, at most fifty. */
export async function listChats(ctx: Context, visitor: Visitor) {
  const rows = await listChatRows(ctx.db, visitor, { limit: mostChats });
  const items: ChatLine[] = [];
  for (const row of rows) {
    const [last] = (await listChatMessages(ctx.db, visitor, row, null, 1)).slice(-1);
    items.push({
      id: row.id,
      number: row.number,
      subject: row.subject,
      state: row.state === 'closed' ? 'closed' : 'open',
      startedAt: row.started_at.toISOString(),
      lastAt: (last?.at ?? row.started_at).toISOString(),
      excerpt: excerptOf(last?.text ?? '', 120),
      unread: await countUnread(ctx.db, visitor, row),
    });
  }
  return { items, visitor: showVisitor(visitor) };
}

/** One conversation of his; refuses what is not his as if it were not there. */
export async function theChat(ctx: Context, visitor: Visitor, id: string): Promise<ChatRow> {
  const [row] = await listChatRows(ctx.db, visitor, { id, limit: 1 });
  if (row === undefined) throw new Refusal('not_found', 'chat-not-found', 'There is no such conversation.');
  return row;
}

/**
 * A conversation with its newest messages, or those since a cursor that was given before. Some are told twice on purpose: the
 * browser knows them by id.
 */
export async function readChat(ctx: Context, visitor: Visitor, id: string, since?: string): Promise<Chat> {
  const row = await theChat(ctx, visitor, id);
  const from = since === undefined ? null : new Date(new Date(since).getTime() - overlap);
  const messages = await listChatMessages(ctx.db, visitor, row, from, mostMessages);
  const colleagues = await listColleagues(ctx.db, row.root_id, new Date(ctx.now.getTime() - presentFor));
  const elsewhere = await wentElsewhere(ctx.db, visitor, row);
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    state: row.state === 'closed' ? 'closed' : 'open',
    ended: row.ended_at !== null,
    messages: messages.map((message) => showMessage(ctx, message)),
    typing: elsewhere ? [] : colleagues.filter((one) => one.typing).map((one) => firstName(one.name)),
    readAt: row.read_at?.toISOString() ?? null,
    seenByStaff: !elsewhere && colleagues.length > 0,
    elsewhere,
    cursor: (messages.at(-1)?.at ?? from ?? row.started_at).toISOString(),
  };
}

function showMessage(ctx: Context, row: ChatMessageRow): ChatMessage {
  const by = row.direction === 'in' ? 'visitor' : row.author_kind === 'staff' ? 'staff' : 'system';
  return {
    id: row.id,
    clientId: row.client_id,
    at: row.at.toISOString(),
    by,
    name: by === 'staff' ? firstName(row.author_name) : row.author_name,
    text: row.text,
    files: (row.attachments ?? []).map((file) => ({
      id: file.id,
      name: file.name,
      size: Number(file.size),
      contentType: file.content_type,
      url: `${ctx.url}${signFileAddress(
        ctx.secret,
        { sha256: file.sha256, name: file.name, contentType: file.content_type, inline: false },
        ctx.now,
      )}`,
    })),
  };
}

/** Strangers learn a colleague's first name, as at a counter. */
function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
