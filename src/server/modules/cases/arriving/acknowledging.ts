import { sql } from 'kysely';
import { excerptOf } from '../../../../domain/cases/excerpt.ts';
import { bareSubject } from '../../../../domain/mail/threading.ts';
import { say } from '../../../catalogue.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { momentWords } from '../../../moment-words.ts';
import type { Job } from '../../../jobs/running.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { queueMail, trippedMailboxes } from '../../channels/index.ts';
import { signMyLink } from '../../customers/index.ts';
import { planAcknowledgement } from '../opening.ts';

const clocks = new Set(['first-response', 'next-response', 'resolution']);

interface ToAcknowledge {
  id: string;
  number: number;
  subject: string;
  customer_id: string;
  customer_name: string;
  language: string | null;
  time_zone: string | null;
  address: string | null;
  mailbox_id: string | null;
  next_promise: string | null;
  next_promise_at: Date | null;
  estimate_half_at: Date | null;
  estimate_likely_at: Date | null;
  estimate_resolved: number | null;
  company: string | null;
  rfc: string | null;
}

/**
 * Tells customers that their case is here, what happens next and by when, some seconds after it opened: by then the promise is
 * made that the mail names. Whoever was answered meanwhile gets no machine's mail.
 */
export async function acknowledgeCases(ctx: Context): Promise<number> {
  let told = 0;
  for (let more = true; more;) {
    more = await transact(ctx, async (ctx) => {
      const rows = await takeDue(ctx);
      const hot = await trippedMailboxes(ctx, [...new Set(rows.flatMap((row) => row.mailbox_id ?? []))]);
      for (const row of rows) if (row.mailbox_id === null || !hot.has(row.mailbox_id)) await acknowledge(ctx, row);
      told += rows.length;
      return rows.length === 50;
    });
  }
  return told;
}

async function takeDue(ctx: WritingContext): Promise<ToAcknowledge[]> {
  const { rows } = await sql<ToAcknowledge>`
    with due as (select id from cases where acknowledge_at <= ${ctx.now} order by acknowledge_at limit 50 for update skip locked),
    taken as (update cases k set acknowledge_at = null from due where k.id = due.id returning k.*)
    select k.id, k.number, k.subject, k.customer_id, c.name as customer_name, coalesce(c.language, o.language) as language,
      coalesce(c.time_zone, o.time_zone) as time_zone, k.reply_address as address, k.mailbox_id, shown.next_promise, shown.next_promise_at,
      k.estimate_half_at, k.estimate_likely_at, k.estimate_resolved,
      o.name as company,
      (select s.rfc_message_id from mail_sources s join messages m on m.mail_source_id = s.id where m.case_id = k.id order by m.at limit 1) as rfc
    from taken k join customers c on c.id = k.customer_id left join company o on true
      -- what is owed among us, or to somebody else, is not told to the customer
      left join lateral (select k.next_promise, k.next_promise_at where k.next_promise is distinct from 'chat-answer'
        and not exists (select from promises p where p.id = k.next_promise_id and not p.visible)) shown on true
  `.execute(ctx.trx);
  return rows;
}

async function acknowledge(ctx: WritingContext, row: ToAcknowledge): Promise<void> {
  if (row.address === null) return;
  const link = signMyLink(ctx, row.customer_id, row.number);
  const words = (key: string, values: Record<string, string | number> = {}) =>
    say(row.language, 'mail', `acknowledgement.${key}`, values);
  const next =
    row.next_promise_at === null
      ? words('open')
      : words('by', {
          what: promisedWords(row.next_promise ?? '', row.language),
          when: momentWords(row.next_promise_at, row.language, row.time_zone),
        });
  const paragraphs = [
    words('greeting', { name: row.customer_name }),
    words('here', { number: row.number }),
    next,
    estimateOf(row),
    words('follow', { link }),
    words('more'),
    words('signed', { company: row.company ?? '' }),
  ];
  await queueMail(ctx, {
    purpose: 'acknowledgement',
    to: [{ address: row.address, name: row.customer_name }],
    subject: words('subject', { subject: excerptOf(bareSubject(row.subject), 150), number: row.number }),
    text: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'),
    caseId: row.id,
    caseNumber: row.number,
    customerId: row.customer_id,
    mailboxId: row.mailbox_id,
    ...(row.company === null ? {} : { fromName: row.company }),
    automatic: 'auto-replied',
    ...(row.rfc === null ? {} : { inReplyTo: row.rfc }),
  });
}

/** How long it will probably take, as a range with what it rests on; nothing where that is not known. */
function estimateOf(row: ToAcknowledge): string {
  if (row.estimate_half_at === null || row.estimate_likely_at === null) return '';
  return say(row.language, 'estimates', 'acknowledgement', {
    half: momentWords(row.estimate_half_at, row.language, row.time_zone),
    likely: momentWords(row.estimate_likely_at, row.language, row.time_zone),
    n: row.estimate_resolved ?? 0,
  });
}

/** A promise by policy is named by its clock, one made by a person in his own words. */
function promisedWords(what: string, language: string | null): string {
  return clocks.has(what)
    ? say(language, 'mail', `acknowledgement.what.${what}`)
    : what.charAt(0).toUpperCase() + what.slice(1);
}

/** Cases that opened with a mail that may be answered are acknowledged by one job for all of the same seconds. */
export const planAcknowledgements: Subscription = {
  name: 'cases-acknowledge',
  types: ['cases.opened'],
  handle: async (ctx, events) => {
    if (events.some((event) => event.data['acknowledge'] === true)) await planAcknowledgement(ctx);
  },
};

export const acknowledgeCasesJob: Job = {
  name: 'acknowledge-cases',
  work: async (ctx) => {
    await acknowledgeCases(ctx);
  },
};
