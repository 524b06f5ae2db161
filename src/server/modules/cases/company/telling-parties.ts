import { sql } from 'kysely';
import type { Message } from '../../../../contract/cases.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { htmlToPlainText } from '../../../mail/plain-text.ts';
import { sanitiseHtml } from '../../../mail/sanitising.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { deleteDraft } from '../answering/drafts.ts';
import { lockCase } from '../finding.ts';
import { insertMessage } from '../message-queries.ts';
import { attachUploads } from '../opening.ts';
import { mailToParty, partiesNamed, type PartyWords } from './party-mails.ts';
import type { PartyRecord } from './party-queries.ts';
import { type CaseRecord, oneRevisionOn, updateCase } from '../queries.ts';
import { readMessage } from '../reading.ts';
import { readAttached, replyToCase } from '../answering/replying.ts';

interface Told {
  message: Message;
  caseId: string;
  revision: number;
}

/**
 * Writes to the parties named and to nobody else: neither the customer nor another party sees it. Each gets a mail of its own.
 * It is no answer to the customer and moves none of his clocks. Records `cases.told-parties`.
 */
export function writeToParties(
  ctx: Context,
  ref: string,
  input: { html: string; partyIds: string[]; attachmentIds?: string[] | undefined },
): Promise<Told> {
  return transact(ctx, async (ctx) => {
    const found = await lockOpen(ctx, ref);
    const parties = await named(ctx, found, input.partyIds);
    const messageId = await say(ctx, found, parties, input.html, input.attachmentIds ?? []);
    for (const to of input.partyIds) await deleteDraft(ctx.trx, found.id, staffId(ctx.actor), { to });
    return told(ctx, found.id, messageId);
  });
}

/** The message to parties itself, in the case's own transaction; `calendarFor` adds an invitation to each mail. */
export async function say(
  ctx: WritingContext,
  found: CaseRecord,
  parties: readonly PartyRecord[],
  words: string,
  attachmentIds: readonly string[],
  calendarFor?: (party: PartyRecord) => PartyWords['calendar'],
): Promise<string> {
  const html = sanitiseHtml(words).html;
  const text = htmlToPlainText(html);
  if (text.trim() === '' && attachmentIds.length === 0)
    throw new Refusal('invalid', 'nothing-said', 'The message has no words.', { field: 'html' });
  const messageId = newId();
  await insertMessage(ctx.trx, {
    id: messageId,
    case_id: found.id,
    at: ctx.now,
    kind: 'message',
    direction: 'out',
    channel: 'mail',
    author_kind: 'staff',
    author_user_id: staffId(ctx.actor),
    author_name: ctx.actor.name,
    text,
    html,
    audience: 'parties',
    party_ids: parties.map((party) => party.id),
  });
  const attached = attachmentIds.length === 0 ? [] : await attachUploads(ctx, messageId, attachmentIds);
  const attachments = await readAttached(ctx, attached);
  for (const party of parties) {
    const calendar = calendarFor?.(party);
    await mailToParty(ctx, found, party, {
      messageId,
      html,
      text,
      attachments,
      ...(calendar === undefined ? {} : { calendar }),
    });
  }
  await updateCase(ctx.trx, found.id, { revision: oneRevisionOn }, ctx.now);
  await record(ctx, 'cases.told-parties', found.id, {
    caseId: found.id,
    messageId,
    partyIds: parties.map((party) => party.id),
    userId: staffId(ctx.actor),
  });
  return messageId;
}

/** One summary to all: the same words to the customer and to the parties, and to each party its own task below them. */
export function summarise(
  ctx: Context,
  ref: string,
  input: {
    html: string;
    customer: boolean;
    partyIds: string[];
    attachmentIds?: string[] | undefined;
    revision: number;
    sendAnyway?: boolean | undefined;
  },
): Promise<Told> {
  return transact(ctx, async (ctx) => {
    const found = await lockOpen(ctx, ref);
    if (!input.customer && input.partyIds.length === 0)
      throw new Refusal('invalid', 'nobody-named', 'Say to whom the summary goes.', { field: 'partyIds' });
    const parties = await named(ctx, found, input.partyIds);
    await deleteDraft(ctx.trx, found.id, staffId(ctx.actor), { to: 'all' });
    if (!input.customer) {
      const messageId = await say(ctx, found, parties, input.html, input.attachmentIds ?? []);
      return told(ctx, found.id, messageId);
    }
    const { messageId } = await replyToCase(ctx, found.id, {
      html: input.html,
      attachmentIds: input.attachmentIds,
      revision: input.revision,
      sendAnyway: input.sendAnyway,
      stateAfter: found.state === 'waiting' ? 'waiting' : 'open',
    });
    await share(ctx, found.id, messageId, parties);
    const html = sanitiseHtml(input.html).html;
    const attachments = await readAttached(ctx, await listAttached(ctx, messageId));
    for (const party of parties)
      await mailToParty(ctx, found, party, { messageId, html, text: htmlToPlainText(html), attachments });
    return told(ctx, found.id, messageId);
  });
}

/**
 * Lets the parties named see a message of the customer's thread on their pages, and nobody else any more. What was written to a
 * party, or by it, stays seen by it; notes are never shared. Records `cases.shared`.
 */
export function shareMessage(ctx: Context, ref: string, messageId: string, partyIds: string[]): Promise<Message> {
  return transact(ctx, async (ctx) => {
    const found = await lockOpen(ctx, ref);
    const parties = await named(ctx, found, partyIds);
    const message = await ctx.trx
      .selectFrom('messages')
      .select(['kind', 'audience'])
      .where('id', '=', messageId)
      .where('case_id', '=', found.id)
      .executeTakeFirst();
    if (message === undefined)
      throw new Refusal('not_found', 'message-not-found', 'There is no such message in this case.');
    if (message.kind === 'note' || message.audience === 'staff')
      throw new Refusal('conflict', 'note-stays-inside', 'A note is for us alone; write to the party instead.');
    if (message.audience === 'parties')
      throw new Refusal(
        'conflict',
        'written-to-parties',
        'This was written between you and a party; write to the other one instead.',
      );
    await share(ctx, found.id, messageId, parties);
    return readMessage(ctx, found.id, messageId);
  });
}

function listAttached(ctx: WritingContext, messageId: string) {
  return ctx.trx
    .selectFrom('attachments')
    .select(['sha256', 'name', 'content_type'])
    .where('message_id', '=', messageId)
    .orderBy('id')
    .execute();
}

async function share(ctx: WritingContext, caseId: string, messageId: string, parties: readonly PartyRecord[]) {
  const partyIds = parties.map((party) => party.id);
  await sql`update messages set party_ids = ${partyIds}::uuid[] where id = ${messageId}::uuid`.execute(ctx.trx);
  await record(ctx, 'cases.shared', caseId, { caseId, messageId, partyIds });
}

async function lockOpen(ctx: WritingContext, ref: string): Promise<CaseRecord> {
  const found = await lockCase(ctx, ref);
  if (found.merged_into !== null)
    throw new Refusal('conflict', 'case-merged', 'This case was merged into another; write there.');
  return found;
}

async function named(ctx: WritingContext, found: CaseRecord, ids: string[]): Promise<PartyRecord[]> {
  const parties = await partiesNamed(ctx, found.id, ids);
  if (parties === undefined)
    throw new Refusal('invalid', 'party-not-found', 'One of those named does not take part in this case any more.', {
      field: 'partyIds',
    });
  return parties;
}

async function told(ctx: WritingContext, caseId: string, messageId: string): Promise<Told> {
  const row = await ctx.trx.selectFrom('cases').select('revision').where('id', '=', caseId).executeTakeFirstOrThrow();
  return { message: await readMessage(ctx, caseId, messageId), caseId, revision: row.revision };
}
