import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { escapeHtml } from '../../../mail/plain-text.ts';
import { recordAll } from '../../../store/events.ts';
import { type CustomerWords, insertHeard } from '../customer-writing.ts';
import { findConversation, lockConversation } from './family.ts';
import { listMessagesBefore } from '../message-queries.ts';
import { attachUploads, type Opened } from '../opening.ts';
import { findParty, type PartyRecord } from './party-queries.ts';
import { readPartyKey } from './party-key.ts';
import { type CaseRecord, oneRevisionOn, updateCase } from '../queries.ts';
import { showMessageOutside } from '../showing.ts';

/**
 * Puts what an outside party says into its case, where our people and that party see it and nobody else. It brings a waiting or
 * snoozed case back, starts no clock of the customer's and never opens a closed case. The case must be locked. Records `cases.party-wrote`.
 */
export async function hearParty(
  ctx: WritingContext,
  found: CaseRecord,
  party: PartyRecord,
  words: Omit<CustomerWords, 'author'> & { authorName: string },
): Promise<Opened & { created: boolean }> {
  const messageId = await insertHeard(ctx, found, words, {
    author_kind: 'party',
    author_party_id: party.id,
    author_name: words.authorName || party.name,
    audience: 'parties',
    party_ids: [party.id],
  });
  const back = words.counts && words.reopens && (found.state === 'waiting' || found.state === 'snoozed');
  await updateCase(
    ctx.trx,
    found.id,
    { revision: oneRevisionOn, ...(back ? { state: 'open', snoozed_until: null } : {}) },
    ctx.now,
  );
  const caseId = found.id;
  await recordAll(ctx, [
    {
      type: 'cases.party-wrote',
      subjectId: caseId,
      data: {
        caseId,
        messageId,
        partyId: party.id,
        name: party.name,
        channel: words.channel,
        mailClass: words.mailClass ?? null,
      },
    },
    ...(back
      ? [
          {
            type: 'cases.changed',
            subjectId: caseId,
            data: { caseId, before: { state: found.state }, after: { state: 'open' } },
          },
        ]
      : []),
  ]);
  return { caseId, number: found.number, messageId, created: false };
}

/** What a party sees on its page: its own topic, part and messages. Undefined for a key that is forged, too old or taken back. */
export async function readPartyPage(ctx: Context, key: string) {
  const party = await partyOf(ctx, key);
  if (party === undefined) return undefined;
  // a case that was merged reads on where it went, and what was said in it stands there, too
  const messages = await listMessagesBefore(ctx.db, await findConversation(ctx.db, party.case_id), {
    before: undefined,
    limit: 100,
    viewer: { kind: 'party', id: party.id },
  });
  return { party, messages: messages.reverse().map((message) => showMessageOutside(ctx, message)) };
}

/** A party writes on its page, with files that were uploaded for it: the same as by mail. */
export function writeAsParty(ctx: Context, key: string, given: string, uploads: readonly string[] = []): Promise<void> {
  return transact(ctx, async (ctx) => {
    const party = await mustBe(ctx, key);
    const text = given.replaceAll('\0', '').toWellFormed().trim();
    if (text === '') throw new Refusal('invalid', 'nothing-said', 'The message has no words.', { field: 'text' });
    const found = await lockConversation(ctx, party.case_id);
    const { messageId } = await hearParty(ctx, found, party, {
      authorName: party.name,
      text,
      html: `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`,
      channel: 'portal',
      counts: true,
      reopens: true,
    });
    if (uploads.length > 0)
      await attachUploads({ ...ctx, actor: { kind: 'system', name: 'party' } }, messageId, uploads);
  });
}

/** A party says on its page that its part is done. Records `cases.party-done`. */
export function finishAsParty(ctx: Context, key: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const party = await mustBe(ctx, key);
    if (party.task === null || party.task_done_at !== null) return;
    await ctx.trx.updateTable('case_parties').set({ task_done_at: ctx.now }).where('id', '=', party.id).execute();
    const found = await lockConversation(ctx, party.case_id);
    await recordAll(ctx, [
      {
        type: 'cases.party-done',
        subjectId: found.id,
        data: {
          caseId: found.id,
          partyId: party.id,
          name: party.name,
          task: party.task,
          dueAt: party.due_at?.toISOString() ?? null,
        },
      },
    ]);
  });
}

async function mustBe(ctx: WritingContext, key: string): Promise<PartyRecord> {
  const party = await partyOf(ctx, key);
  if (party === undefined) throw new Refusal('forbidden', 'link-over', 'This link does not lead anywhere any more.');
  return party;
}

/** The party of a key, for what it does on its page. @throws Refusal forbidden `link-over` */
export async function partyOfKey(ctx: Context, key: string): Promise<{ id: string }> {
  const party = await partyOf(ctx, key);
  if (party === undefined) throw new Refusal('forbidden', 'link-over', 'This link does not lead anywhere any more.');
  return { id: party.id };
}

/** In whose language the page of a key speaks; undefined where the key leads nowhere. */
export async function languageOfParty(ctx: Context, key: string): Promise<string | undefined> {
  return (await partyOf(ctx, key))?.language ?? undefined;
}

async function partyOf(ctx: Context, key: string): Promise<PartyRecord | undefined> {
  const id = readPartyKey(ctx, key);
  const party = id === undefined ? undefined : await findParty(ctx.db, id);
  return party === undefined || party.removed_at !== null || party.role === 'customer' ? undefined : party;
}
