import type { ReplyOf } from '../../../../contract/route.ts';
import type { readNextQuestion as contract } from '../../../../contract/customers-brief.ts';
import { nextQuestionFor } from '../../../../domain/customers/brief-asking.ts';
import { closestLanguage, say } from '../../../catalogue.ts';
import type { Context } from '../../../context.ts';
import { companyLanguage } from '../../people/index.ts';
import { rootOf } from '../finding-records.ts';
import { findCustomerById } from '../queries.ts';
import { listBriefAnswers } from './brief-queries.ts';

/** What to ask next in a case of a kind, worded in the customer's language, else in the company's. */
export async function nextQuestionOf(
  ctx: Context,
  customerId: string,
  kind: string | undefined,
): Promise<ReplyOf<typeof contract>> {
  const id = await rootOf(ctx, customerId);
  const [customer, rows, usual] = [
    await findCustomerById(ctx.db, id),
    await listBriefAnswers(ctx.db, id),
    await companyLanguage(ctx.db),
  ];
  const answered = rows
    .filter((row) => row.replaced_at === null)
    .map((row) => ({ question: row.question as never, saidAt: row.said_at }));
  const next = nextQuestionFor(kind ?? '', answered, ctx.now);
  if (next === null) return { next: null };
  const language = closestLanguage(customer?.language ?? usual);
  const words = say(language, 'customers', `brief.ask.${next.question}`);
  return { next: { ...next, wording: words.charAt(0).toLocaleUpperCase(language) + words.slice(1), language } };
}
