import type { Chat } from '../../../contract/widget.ts';
import { excerptOf } from '../../../domain/cases/excerpt.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isOpenAt } from '../../../domain/promises/business-time.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { escapeHtml } from '../../mail/plain-text.ts';
import { record } from '../../store/events.ts';
import { attachUploads, openConversation, writeInConversation } from '../cases/index.ts';
import { type KnownCustomer, readCustomer, recogniseCustomer, rootOf } from '../customers/index.ts';
import { saveContact } from './contact.ts';
import { countOrRefuse } from './limits.ts';
import { planOverdue } from './overdue.ts';
import { readChat, theChat } from './reading.ts';
import type { Visitor } from './visiting.ts';
import { findHours, type WidgetRow } from './widget-queries.ts';

/** What a visitor says: his words, files that he sent up before, and his browser's own name for it. */
export interface Saying {
  clientId: string;
  text: string;
  page?: string | undefined;
  uploadIds?: string[] | undefined;
}

/** Whoever speaks, where, and from which network address. */
export interface Speaker {
  widget: WidgetRow;
  visitor: Visitor;
  ip: string;
}

/**
 * Begins a conversation: a case of the channel chat, of whoever the visitor is as far as he has said or proved. Said again under
 * the same client id it is the first one. Records `cases.opened`, `cases.customer-wrote` and `chat.started`.
 */
export async function startChat(
  ctx: Context,
  speaker: Speaker,
  input: Saying & { name?: string | undefined; email?: string | undefined },
): Promise<Chat> {
  const { widget, visitor } = speaker;
  if (!widget.settings.chat) throw new Refusal('forbidden', 'chat-off', 'There is no chat here; write us a mail.');
  const text = wordsOf(input);
  const known = await findSaid(ctx, visitor, input.clientId);
  if (known !== undefined) return readChat(ctx, visitor, known);
  await countOrRefuse(ctx, 'chat', { visitorId: visitor.id, ip: speaker.ip });
  const caseId = await transact(ctx, async (ctx) => {
    if (!(await claimSaying(ctx, visitor, input.clientId))) return undefined;
    const who =
      input.email === undefined && input.name === undefined
        ? visitor
        : await saveContact(ctx, visitor, { name: input.name, email: input.email });
    const customer = await customerOf(ctx, who);
    const speaking = asCustomer(ctx, customer);
    const opened = await openConversation(speaking, {
      customer,
      subject: excerptOf(text, 80),
      text,
      html: asHtml(text),
      channel: 'chat',
      teamId: widget.team_id,
      replyAddress: who.email,
    });
    await attachSent(ctx, visitor, opened.messageId, input.uploadIds);
    await keepSaying(ctx, visitor, input.clientId, opened);
    const withinHours = isOpenAt(await findHours(ctx.db, widget.team_id), ctx.now);
    await ctx.trx
      .insertInto('chats')
      .values({
        case_id: opened.caseId,
        visitor_id: visitor.id,
        widget_id: widget.id,
        started_at: ctx.now,
        within_hours: withinHours,
        page: pageOf(widget, input.page),
        read_at: ctx.now,
      })
      .execute();
    await record(speaking, 'chat.started', opened.caseId, {
      caseId: opened.caseId,
      customerId: customer.id,
      widgetId: widget.id,
      withinHours,
    });
    await planOverdue(ctx, widget, opened.caseId);
    return opened.caseId;
  });
  return readChat(ctx, { ...visitor }, caseId ?? (await findSaid(ctx, visitor, input.clientId)) ?? '');
}

/** Says something in a conversation of his; twice under one client id is once. Records `cases.customer-wrote`. */
export async function sayInChat(ctx: Context, speaker: Speaker, id: string, input: Saying): Promise<Chat> {
  const { widget, visitor } = speaker;
  const chat = await theChat(ctx, visitor, id);
  const text = wordsOf(input);
  if ((await findSaid(ctx, visitor, input.clientId)) !== undefined) return readChat(ctx, visitor, id);
  await countOrRefuse(ctx, 'message', { visitorId: visitor.id, ip: speaker.ip });
  const goesOnIn = await transact(ctx, async (ctx) => {
    if (!(await claimSaying(ctx, visitor, input.clientId))) return id;
    const author = await customerOf(ctx, { ...visitor, customer_id: visitor.customer_id ?? chat.customer_id });
    const said = await writeInConversation(asCustomer(ctx, author), chat.id, {
      author,
      text,
      html: asHtml(text),
      channel: 'chat',
      counts: true,
      reopens: true,
      replyAddress: visitor.email,
    });
    await attachSent(ctx, visitor, said.messageId, input.uploadIds);
    await keepSaying(ctx, visitor, input.clientId, said);
    const row = {
      case_id: said.created ? said.caseId : chat.id,
      visitor_id: visitor.id,
      widget_id: widget.id,
      started_at: ctx.now,
      within_hours: isOpenAt(await findHours(ctx.db, widget.team_id), ctx.now),
      read_at: ctx.now,
    };
    const page = pageOf(widget, input.page);
    await ctx.trx
      .insertInto('chats')
      .values({ ...row, page })
      .onConflict((conflict) =>
        conflict.column('case_id').doUpdateSet({
          typing_at: null,
          ended_at: null,
          read_at: ctx.now,
          ...(page === null ? {} : { page }),
        }),
      )
      .execute();
    await planOverdue(ctx, widget, said.caseId);
    return row.case_id;
  });
  return readChat(ctx, visitor, goesOnIn);
}

/** The record behind a visitor: the one he is bound to, or a new one by his browser and what he claims. */
async function customerOf(ctx: WritingContext, visitor: Visitor): Promise<KnownCustomer> {
  if (visitor.customer_id !== null) {
    const found = await readCustomer(ctx, await rootOf(ctx, visitor.customer_id));
    return {
      id: found.id,
      name: found.name,
      organisationId: found.organisation?.id ?? null,
      language: found.language,
      added: false,
    };
  }
  const customer = await recogniseCustomer(
    ctx,
    {
      identities: [
        { kind: 'chat', value: visitor.id },
        ...(visitor.email === null ? [] : [{ kind: 'email' as const, value: visitor.email, verified: false }]),
      ],
      name: visitor.name ?? nameless(visitor.email),
      language: visitor.language,
    },
    true,
  );
  await ctx.trx.updateTable('chat_visitors').set({ customer_id: customer.id }).where('id', '=', visitor.id).execute();
  return customer;
}

/** What somebody is called who has not said his name. */
function nameless(email: string | null): string {
  return email === null ? 'Visitor' : (email.split('@')[0] ?? 'Visitor');
}

function asCustomer(ctx: WritingContext, customer: { id: string; name: string }): WritingContext {
  return { ...ctx, actor: { kind: 'customer', id: customer.id, name: customer.name } };
}

/** Text without what no text has; refuses what says nothing. */
function wordsOf(input: Saying): string {
  const text = input.text.replaceAll('\0', '').toWellFormed().trim();
  if (text === '' && (input.uploadIds ?? []).length === 0)
    throw new Refusal('invalid', 'nothing-said', 'The message has no words.', { field: 'text' });
  return text;
}

function asHtml(text: string): string {
  return `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
}

/** Origin and path, and only where the host wants agents to see it: what stands behind `?` may be anything. */
export function pageOf(widget: WidgetRow, page: string | undefined): string | null {
  if (!widget.settings.pages || page === undefined || !URL.canParse(page)) return null;
  const { origin, pathname } = new URL(page);
  return `${origin}${pathname}`.slice(0, 300);
}

async function findSaid(ctx: Context, visitor: Visitor, clientId: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('chat_messages')
    .select('case_id')
    .where('visitor_id', '=', visitor.id)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row?.case_id ?? undefined;
}

/** Whether this is the first time it is said; whoever says it at the same moment elsewhere waits here for the first. */
async function claimSaying(ctx: WritingContext, visitor: Visitor, clientId: string): Promise<boolean> {
  const row = await ctx.trx
    .insertInto('chat_messages')
    .values({ visitor_id: visitor.id, client_id: clientId, at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('client_id')
    .executeTakeFirst();
  return row !== undefined;
}

async function keepSaying(
  ctx: WritingContext,
  visitor: Visitor,
  clientId: string,
  said: { caseId: string; messageId: string },
): Promise<void> {
  await ctx.trx
    .updateTable('chat_messages')
    .set({ message_id: said.messageId, case_id: said.caseId })
    .where('visitor_id', '=', visitor.id)
    .where('client_id', '=', clientId)
    .execute();
}

/** Only what this visitor sent up himself. */
async function attachSent(
  ctx: WritingContext,
  visitor: Visitor,
  messageId: string,
  ids: readonly string[] | undefined,
): Promise<void> {
  if (ids === undefined || ids.length === 0) return;
  const own = await ctx.trx
    .deleteFrom('chat_uploads')
    .where('visitor_id', '=', visitor.id)
    .where('attachment_id', 'in', [...ids])
    .returning('attachment_id')
    .execute();
  if (own.length !== new Set(ids).size)
    throw new Refusal('invalid', 'upload-not-found', 'One of the files is not here any more; send it up again.', {
      field: 'uploadIds',
    });
  await attachUploads({ ...ctx, actor: { kind: 'system', name: 'chat' } }, messageId, ids);
}
