import { signedBy } from '../../../../domain/mail/signing.ts';
import { sql } from 'kysely';
import { excerptOf } from '../../../../domain/cases/excerpt.ts';
import { bareSubject } from '../../../../domain/mail/threading.ts';
import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import type { ComposedAttachment } from '../../../mail/composing.ts';
import { escapeHtml } from '../../../mail/plain-text.ts';
import { findMailboxById, queueMail } from '../../channels/index.ts';
import { signMyLink } from '../../customers/index.ts';
import { findCompany } from '../../people/index.ts';
import { familyOf } from './family.ts';
import { listThreadIds } from '../message-queries.ts';
import { signPartyLink } from './party-key.ts';
import { findParties, listPartiesOf, type PartyRecord } from './party-queries.ts';
import type { CaseRecord } from '../queries.ts';

/** What a mail to somebody who takes part carries. */
export interface PartyWords {
  messageId: string;
  html: string;
  text: string;
  attachments: ComposedAttachment[];
  calendar?: { method: string; content: string };
}

/**
 * Sends a message to one outside party: its own topic as subject, its own reply address, its own part in it, its own page.
 * Nothing of the customer's thread, not even his subject or the Message-IDs of his mails, is in it.
 */
export async function mailToParty(
  ctx: WritingContext,
  found: CaseRecord,
  party: PartyRecord,
  words: PartyWords,
): Promise<void> {
  if (party.email === null) return;
  const mailbox = found.mailbox_id === null ? undefined : await findMailboxById(ctx.trx, found.mailbox_id);
  const company = await findCompany(ctx.trx);
  const language = party.language ?? company?.language ?? 'en';
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'parties', `mail.${key}`, values);
  const due =
    party.due_at === null
      ? ''
      : text('due', {
          when: new Intl.DateTimeFormat(language, {
            dateStyle: 'full',
            timeZone: company?.time_zone ?? 'UTC',
          }).format(party.due_at),
        });
  const part =
    party.task === null || party.task_done_at !== null
      ? ''
      : [text('part', { task: party.task }), due].filter(Boolean).join(' ');
  const link = signPartyLink(ctx, party.id);
  const signature = signedBy(mailbox?.signature ?? '', ctx.actor.kind === 'staff' ? ctx.actor.name : undefined);
  const thread = await threadOfParty(ctx, found.id, party.id);
  const last = thread.at(-1);
  await queueMail(ctx, {
    purpose: 'reply',
    to: [{ address: party.email, name: party.name }],
    subject: text(thread.length === 0 ? 'subject' : 'subject-again', {
      topic: excerptOf(party.topic === '' ? text('topic', { number: party.case_number }) : party.topic, 200),
      number: party.case_number,
    }),
    text: [words.text, part, signature, `${text('page')}: ${link}`].filter((one) => one !== '').join('\n\n'),
    html: [
      words.html,
      part === '' ? '' : `<p><b>${escapeHtml(part)}</b></p>`,
      signature === '' ? '' : `<p>${escapeHtml(signature).replaceAll('\n', '<br>')}</p>`,
      `<p><a href="${escapeHtml(link)}">${escapeHtml(text('page'))}</a></p>`,
    ].join(''),
    caseId: found.id,
    caseNumber: party.case_number,
    messageId: words.messageId,
    party: { id: party.id, place: party.place },
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(last === undefined ? {} : { inReplyTo: last }),
    references: thread,
    attachments: words.attachments,
    ...(words.calendar === undefined ? {} : { calendar: words.calendar }),
  });
}

/**
 * The same answer to every customer in copy, each in a mail of his own: nobody learns another's address. Whoever came with a
 * merged case gets it under his own number and subject.
 */
export async function mailCopies(
  ctx: WritingContext,
  found: CaseRecord,
  words: PartyWords,
  already: readonly string[],
  calendarFor?: (party: PartyRecord) => PartyWords['calendar'],
): Promise<void> {
  const parties = await listPartiesOf(ctx.trx, found.id);
  for (const party of parties) {
    if (party.role !== 'customer' || party.case_id !== found.id || party.customer_id === null) continue;
    if (party.email === null || already.includes(party.email)) continue;
    const mailbox = found.mailbox_id === null ? undefined : await findMailboxById(ctx.trx, found.mailbox_id);
    const number = party.through_number ?? found.number;
    const link = signMyLink(ctx, party.customer_id, number);
    const follow = say(party.language, 'mail', 'reply.follow');
    const signature = signedBy(mailbox?.signature ?? '', ctx.actor.kind === 'staff' ? ctx.actor.name : undefined);
    const thread = party.through_case_id === null ? [] : await listThreadIds(ctx.trx, party.through_case_id);
    const incoming = thread.filter((entry) => entry.incoming).at(-1);
    const subject = incoming?.subject ?? party.through_subject ?? found.subject;
    const calendar = calendarFor?.(party) ?? words.calendar;
    await queueMail(ctx, {
      purpose: 'reply',
      to: [{ address: party.email, name: party.name }],
      subject: say(party.language, 'mail', 'reply.subject', {
        subject: excerptOf(bareSubject(subject) || subject, 200),
        number,
      }),
      text: [words.text, signature, `${follow}: ${link}`].filter((part) => part !== '').join('\n\n'),
      html: `${words.html}${signature === '' ? '' : `<p>${escapeHtml(signature).replaceAll('\n', '<br>')}</p>`}<p><a href="${escapeHtml(link)}">${escapeHtml(follow)}</a></p>`,
      caseId: found.id,
      caseNumber: number,
      messageId: words.messageId,
      customerId: party.customer_id,
      copy: true,
      ...(mailbox === undefined ? {} : { mailbox }),
      ...(incoming === undefined ? {} : { inReplyTo: incoming.rfc }),
      references: thread.map((entry) => entry.rfc),
      attachments: words.attachments,
      ...(calendar === undefined ? {} : { calendar }),
    });
  }
}

/** The parties named, who must take part now and be no customers: those read the customer's thread. */
export async function partiesNamed(
  ctx: WritingContext,
  caseId: string,
  ids: readonly string[],
): Promise<PartyRecord[] | undefined> {
  const found = (await findParties(ctx.trx, caseId, ids)).filter(
    (party) => party.removed_at === null && party.role !== 'customer',
  );
  return found.length === new Set(ids).size ? found : undefined;
}

/** The Message-IDs between us and one party, oldest first. */
async function threadOfParty(ctx: WritingContext, caseId: string, partyId: string): Promise<string[]> {
  const { rows } = await sql<{ rfc: string }>`
    select rfc from (
      select o.rfc_message_id as rfc, o.queued_at as at from outbox o where o.party_id = ${partyId}::uuid and o.case_id in (${familyOf(caseId)})
      union all select s.rfc_message_id, m.at from messages m join mail_sources s on s.id = m.mail_source_id
        where m.author_party_id = ${partyId}::uuid and m.case_id in (${familyOf(caseId)}) and s.rfc_message_id is not null) thread
    order by at desc limit 22
  `.execute(ctx.trx);
  return rows.map((row) => row.rfc).reverse();
}
