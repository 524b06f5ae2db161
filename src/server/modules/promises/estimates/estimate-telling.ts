/** What the customer hears when an estimate will not hold: the new one before the old lapses, or that we do not know. */
import { excerptOf } from '../../../../domain/cases/excerpt.ts';
import { bareSubject } from '../../../../domain/mail/threading.ts';
import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import { queueMail, trippedMailboxes } from '../../channels/index.ts';
import { signMyLink } from '../../customers/index.ts';
import { type Concerned, noteTold, wasToldSince } from './estimate-queries.ts';
import type { QuoteRow } from './estimate-rows.ts';
import { momentWords } from '../../../moment-words.ts';

/** Customers hear of one new estimate a day at most; more would be noise, and their page always shows the present one. */
const onceIn = 20 * 3_600_000;

/** Mails the new estimate, with the reason, to whoever wrote by mail. Nothing goes out twice a day, or to a mailbox that loops. */
export async function tellNewEstimate(ctx: WritingContext, about: Concerned, quote: QuoteRow | null): Promise<void> {
  if (about.reply_address === null || about.state === 'closed') return;
  if (await wasToldSince(ctx.trx, about.id, new Date(+ctx.now - onceIn))) return;
  if (about.mailbox_id !== null && (await trippedMailboxes(ctx, [about.mailbox_id])).has(about.mailbox_id)) return;
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(about.language, 'estimates', `mail.${key}`, values);
  const paragraphs = [
    text('greeting', { name: about.customer_name }),
    quote === null
      ? text('lost')
      : text('longer', {
          half: momentWords(quote.half_at, about.language, about.time_zone),
          likely: momentWords(quote.likely_at, about.language, about.time_zone),
          n: quote.resolved,
        }),
    about.assignee === null ? text('team') : text('person', { name: about.assignee }),
    text('follow', { link: signMyLink(ctx, about.customer_id, about.number) }),
  ];
  await queueMail(ctx, {
    purpose: 'other',
    to: [{ address: about.reply_address, name: about.customer_name }],
    subject: text('subject', { subject: excerptOf(bareSubject(about.subject), 150), number: about.number }),
    text: paragraphs.join('\n\n'),
    caseId: about.id,
    caseNumber: about.number,
    customerId: about.customer_id,
    mailboxId: about.mailbox_id,
    automatic: 'auto-generated',
  });
  await noteTold(ctx.trx, about.id, ctx.now);
}
