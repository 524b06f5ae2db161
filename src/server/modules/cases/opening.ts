import { excerptOf } from '../../../domain/cases/excerpt.ts';
import type { CaseChannel, CaseKind, Priority } from '../../../domain/cases/words.ts';
import type { FieldValues } from '../../../domain/fields/values.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { recordAll } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { findOrAddCustomer, noteHeard, readCustomer } from '../customers/index.ts';
import { refuseStrangerInPrivateTeam } from './assigning.ts';
import { type GivenFields, valuesAtOpening } from './case-fields.ts';
import { claimUploads, insertCaseWithMessage, type NewAttachment } from './message-queries.ts';

/** Everything a new case can be opened with. Only who, about what and in which words must be known. */
export interface Opening {
  /** Chosen by the caller where something must name them beforehand. */
  ids?: { caseId: string; messageId: string };
  customer: { id: string; name: string; organisationId: string | null };
  subject: string;
  text: string;
  html?: string | null;
  quoted?: string | null;
  kind?: CaseKind | undefined;
  priority?: Priority | undefined;
  channel: CaseChannel;
  teamId?: string | null | undefined;
  assigneeId?: string | null | undefined;
  mailboxId?: string | null;
  replyAddress?: string | null;
  tags?: readonly string[] | undefined;
  emotion?: string | null | undefined;
  successWish?: string | null | undefined;
  attachments?: readonly NewAttachment[];
  mailIds?: readonly string[];
  sourceId?: string | null;
  mailClass?: string | null;
  defects?: readonly string[];
  /** Whether these are the customer's own words, which he waits to be answered. */
  counts?: boolean;
  /** When to tell him that his case is here; not at all without it. */
  acknowledgeAt?: Date | null;
  /** Values of own fields, checked already. */
  fields?: FieldValues;
  /** For his eyes alone, not for all of his organisation. */
  onlyHis?: boolean;
}

export interface Opened {
  caseId: string;
  number: number;
  messageId: string;
}

/** Opens a case with the customer's first message. Records `cases.opened` and `cases.customer-wrote`. */
export async function openConversation(ctx: WritingContext, opening: Opening): Promise<Opened> {
  const { caseId, messageId } = opening.ids ?? { caseId: newId(), messageId: newId() };
  const counts = opening.counts ?? true;
  const kind = opening.kind ?? 'question';
  const priority = opening.priority ?? 'normal';
  const teamId = opening.teamId ?? null;
  const assigneeId = opening.assigneeId ?? null;
  const number = await insertCaseWithMessage(
    ctx.trx,
    {
      id: caseId,
      kind,
      subject: excerptOf(opening.subject, 300) || '…',
      excerpt: excerptOf(opening.text),
      state: assigneeId === null ? 'new' : 'open',
      priority,
      customer_id: opening.customer.id,
      organisation_id: opening.customer.organisationId,
      team_id: teamId,
      assignee_id: assigneeId,
      mailbox_id: opening.mailboxId ?? null,
      channel: opening.channel,
      tags: cleanTags(opening.tags ?? []),
      emotion: opening.emotion ?? null,
      success_wish: opening.successWish ?? null,
      waiting_since: counts ? ctx.now : null,
      reply_address: opening.replyAddress ?? null,
      last_customer_at: ctx.now,
      created_at: ctx.now,
      acknowledge_at: opening.acknowledgeAt ?? null,
      fields: opening.fields ?? {},
      only_his: opening.onlyHis ?? false,
    },
    {
      id: messageId,
      case_id: caseId,
      at: ctx.now,
      kind: 'message',
      direction: 'in',
      channel: opening.channel,
      author_kind: 'customer',
      author_customer_id: opening.customer.id,
      author_name: opening.customer.name,
      subject: excerptOf(opening.subject, 300),
      text: opening.text,
      html: opening.html,
      quoted: opening.quoted,
      mail_source_id: opening.sourceId,
      mail_class: opening.mailClass,
      emotion: opening.emotion,
      defects: opening.defects,
    },
    opening.attachments ?? [],
    opening.mailIds ?? [],
  );
  await noteWriter(ctx, opening.customer.id, opening);
  const customerId = opening.customer.id;
  const channel = opening.channel;
  const mailClass = opening.mailClass ?? null;
  await recordAll(ctx, [
    {
      type: 'cases.opened',
      subjectId: caseId,
      data: {
        caseId,
        number,
        customerId,
        kind,
        priority,
        channel,
        teamId,
        assigneeId,
        mailClass,
        acknowledge: opening.acknowledgeAt !== undefined && opening.acknowledgeAt !== null,
      },
    },
    {
      type: 'cases.customer-wrote',
      subjectId: caseId,
      data: { caseId, messageId, customerId, channel, mailClass, thanksOnly: false, counts, at: ctx.now.toISOString() },
    },
  ]);
  return { caseId, number, messageId };
}

/**
 * Whoever says something himself is heard of now, whatever way he came: who counts as active, whom a wave may draw and who has gone
 * silent hang on it. The author of a mail was noted a moment ago, when he was looked up by his address.
 */
export async function noteWriter(
  ctx: WritingContext,
  customerId: string,
  words: { counts?: boolean; sourceId?: string | null },
): Promise<void> {
  if (words.counts !== false && (words.sourceId ?? null) === null)
    await noteHeard(ctx, [{ id: customerId, first: ctx.now, last: ctx.now }]);
}

/** A case opened by hand or through the API: a call noted, a letter, another program. */
export function openCase(
  ctx: Context,
  input: {
    customerId?: string | undefined;
    customer?: { name: string; email?: string | undefined; phone?: string | undefined } | undefined;
    subject: string;
    text: string;
    kind?: CaseKind | undefined;
    priority?: Priority | undefined;
    channel?: CaseChannel | undefined;
    teamId?: string | undefined;
    assigneeId?: string | undefined;
    tags?: string[] | undefined;
    emotion?: string | undefined;
    successWish?: string | undefined;
    attachmentIds?: string[] | undefined;
    fields?: GivenFields | undefined;
    /** What is due at opening is asked later: a caller waits for no form. */
    fieldsLater?: boolean | undefined;
  },
): Promise<Opened> {
  return transact(ctx, async (ctx) => {
    const customer = await whose(ctx, input);
    await refuseStrangerInPrivateTeam(ctx, input.teamId ?? null, input.assigneeId ?? null);
    const kind = input.kind ?? 'question';
    const fields = input.fieldsLater === true ? {} : await valuesAtOpening(ctx, kind, input.fields);
    const channel = input.channel ?? (ctx.actor.kind === 'key' ? 'api' : 'phone');
    const opened = await openConversation(ctx, {
      ...input,
      customer,
      channel,
      fields,
      replyAddress: input.customer?.email?.trim().toLowerCase() ?? null,
    });
    if (input.attachmentIds !== undefined && input.attachmentIds.length > 0)
      await attachUploads(ctx, opened.messageId, input.attachmentIds);
    return opened;
  });
}

/** Whose a new case is: a customer named by id, as he now is, or by name and address, found or added. @throws Refusal invalid for nobody */
export async function whose(
  ctx: WritingContext,
  input: {
    customerId?: string | undefined;
    customer?: { name: string; email?: string | undefined; phone?: string | undefined } | undefined;
  },
) {
  if (input.customerId !== undefined) {
    const found = await readCustomer(ctx, input.customerId);
    return { id: found.mergedInto ?? found.id, name: found.name, organisationId: found.organisation?.id ?? null };
  }
  if (input.customer === undefined)
    throw new Refusal('invalid', 'customer-missing', 'Say whose it is: customerId, or customer with a name.', {
      field: 'customer',
    });
  return findOrAddCustomer(ctx, input.customer, true);
}

/** Puts uploaded files to a message; refuses what was not uploaded by the same person or is used already. */
export async function attachUploads(ctx: WritingContext, messageId: string, ids: readonly string[]) {
  const attached = await claimUploads(ctx.trx, messageId, staffId(ctx.actor), ids);
  if (attached.length !== new Set(ids).size)
    throw new Refusal(
      'invalid',
      'upload-not-found',
      'One of the files was not uploaded by you, or is in use already; upload it again.',
      {
        field: 'attachmentIds',
      },
    );
  return attached;
}

/** Tags without blanks around them and without repeats. */
export function cleanTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}

/** Seconds until a customer is told that his case is here: time for the promise to be made that the mail names. */
const acknowledgeAfter = 5;

/** When the acknowledgement of a case that opens now is due. */
export function acknowledgementTime(now: Date): Date {
  return new Date(now.getTime() + acknowledgeAfter * 1000);
}

/** One job acknowledges all cases that opened in the same few seconds. */
export async function planAcknowledgement(ctx: WritingContext): Promise<void> {
  const slot = Math.ceil((ctx.now.getTime() + acknowledgeAfter * 1000) / 2000);
  await addJob(
    ctx,
    'acknowledge-cases',
    {},
    { key: `acknowledge-cases:${String(slot)}`, runAt: new Date(slot * 2000) },
  );
}
