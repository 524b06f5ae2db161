import { afterCustomerWords } from '../../../domain/cases/customer-words.ts';
import { excerptOf } from '../../../domain/cases/excerpt.ts';
import { saysOnlyThanks } from '../../../domain/cases/thanks.ts';
import type { CaseChannel, CaseKind, CaseState, Priority } from '../../../domain/cases/words.ts';
import { type WritingContext } from '../../context.ts';
import { recordAll } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { lockConversation } from './company/family.ts';
import { readLateReplyDays } from './late-words.ts';
import { insertMessage, listStaffNames, type NewAttachment } from './message-queries.ts';
import { noteWriter, openConversation, type Opened } from './opening.ts';
import { type CaseRecord, insertCaseLink, oneRevisionOn, updateCase } from './queries.ts';
import { sql } from 'kysely';

/** Something that came from outside into a case that exists. */
export interface CustomerWords {
  /** Chosen by the caller where something must name them beforehand; the case's only for one that follows. */
  ids?: { caseId: string; messageId: string };
  author: { id: string; name: string; organisationId: string | null };
  text: string;
  subject?: string | null;
  html?: string | null;
  quoted?: string | null;
  channel: CaseChannel;
  attachments?: readonly NewAttachment[];
  mailIds?: readonly string[];
  replyAddress?: string | null;
  sourceId?: string | null;
  mailClass?: string | null;
  defects?: readonly string[];
  /** The customer's own word, not a machine's. */
  counts: boolean;
  /** Its class may wake a case. */
  reopens: boolean;
}

/** Keeps what somebody outside said as a message of its case; answers its id. */
export async function insertHeard(
  ctx: WritingContext,
  found: CaseRecord,
  words: Omit<CustomerWords, 'author'>,
  author: Pick<
    Parameters<typeof insertMessage>[1],
    'author_kind' | 'author_customer_id' | 'author_party_id' | 'author_name' | 'audience' | 'party_ids'
  >,
): Promise<string> {
  const id = words.ids?.messageId ?? newId();
  await insertMessage(
    ctx.trx,
    {
      id,
      case_id: found.id,
      at: ctx.now,
      kind: 'message',
      direction: 'in',
      channel: words.channel,
      subject: words.subject,
      text: words.text,
      html: words.html,
      quoted: words.quoted,
      mail_source_id: words.sourceId,
      mail_class: words.mailClass,
      defects: words.defects,
      ...author,
    },
    words.attachments,
    words.mailIds,
  );
  return id;
}

/**
 * Puts what came from outside into its case: reopens or wakes it where it should, opens one that follows where the case was
 * closed long ago. The case must be locked. Records `cases.customer-wrote`, and `cases.reopened` or `cases.changed` where it applies.
 */
export async function hearCustomer(
  ctx: WritingContext,
  found: CaseRecord,
  words: CustomerWords,
): Promise<Opened & { created: boolean }> {
  const thanksOnly = words.counts && (words.attachments ?? []).length === 0 && (await onlyThanks(ctx, found, words));
  const effect = afterCustomerWords(
    { state: found.state as CaseState, closedAt: found.closed_at },
    { counts: words.counts, reopens: words.reopens, thanksOnly },
    ctx.now,
    found.state === 'closed' ? await readLateReplyDays({ db: ctx.trx }) : null,
  );
  if (effect.do === 'follow') return followUp(ctx, found, words);
  const messageId = await insertHeard(ctx, found, words, {
    author_kind: 'customer',
    author_customer_id: words.author.id,
    author_name: words.author.name,
  });
  await noteWriter(ctx, words.author.id, words);
  await updateCase(
    ctx.trx,
    found.id,
    {
      revision: oneRevisionOn,
      state: effect.state,
      last_customer_at: ctx.now,
      ...(effect.waits && found.waiting_since === null ? { waiting_since: ctx.now } : {}),
      ...(words.counts ? { excerpt: excerptOf(words.text) } : {}),
      ...(words.replyAddress && words.author.id === found.customer_id ? { reply_address: words.replyAddress } : {}),
      ...(effect.state === found.state ? {} : { snoozed_until: null, closed_at: null, closed_by: null }),
      ...(effect.reopened ? { reopened: sql<number>`reopened + 1`, verdict: null, verdict_at: null } : {}),
    },
    ctx.now,
  );
  const caseId = found.id;
  const customerId = found.customer_id;
  const data = {
    caseId,
    messageId,
    customerId: words.author.id,
    channel: words.channel,
    mailClass: words.mailClass ?? null,
    thanksOnly,
    counts: words.counts && !thanksOnly,
    at: ctx.now.toISOString(),
  };
  await recordAll(ctx, [
    { type: 'cases.customer-wrote', subjectId: caseId, data },
    ...(effect.reopened
      ? [
          {
            type: 'cases.reopened',
            subjectId: caseId,
            data: { caseId, customerId, by: 'customer', because: 'the customer wrote again' },
          },
        ]
      : []),
    ...(effect.state === found.state
      ? []
      : [
          {
            type: 'cases.changed',
            subjectId: caseId,
            data: { caseId, before: { state: found.state }, after: { state: effect.state } },
          },
        ]),
  ]);
  return { caseId, number: found.number, messageId, created: false };
}

/** The same for a case that may have been merged: the words go where its conversation goes on. The caller has checked whose it is. */
export async function writeInConversation(ctx: WritingContext, caseId: string, words: CustomerWords) {
  return hearCustomer(ctx, await lockConversation(ctx, caseId), words);
}

/** Thanks may name whoever of ours took part; only a short text can be thanks at all. */
async function onlyThanks(ctx: WritingContext, found: CaseRecord, words: CustomerWords): Promise<boolean> {
  if (words.text.length > 400) return false;
  const names = await listStaffNames(ctx.trx, found.id);
  return saysOnlyThanks(words.text, [words.author.name, ...names]);
}

/** A late word opens a case of its own, linked to the old one and in the same hands. */
async function followUp(
  ctx: WritingContext,
  old: CaseRecord,
  words: CustomerWords,
): Promise<Opened & { created: boolean }> {
  const opened = await openConversation(ctx, {
    ...(words.ids === undefined ? {} : { ids: words.ids }),
    customer: words.author,
    subject: old.subject,
    text: words.text,
    html: words.html ?? null,
    quoted: words.quoted ?? null,
    kind: old.kind as CaseKind,
    priority: old.priority as Priority,
    channel: words.channel,
    teamId: old.team_id,
    mailboxId: old.mailbox_id,
    replyAddress: words.replyAddress ?? null,
    attachments: words.attachments ?? [],
    mailIds: words.mailIds ?? [],
    sourceId: words.sourceId ?? null,
    mailClass: words.mailClass ?? null,
    defects: words.defects ?? [],
    counts: words.counts,
  });
  await insertCaseLink(ctx.trx, { case_id: opened.caseId, other_id: old.id, relation: 'follows', at: ctx.now });
  return { ...opened, created: true };
}
