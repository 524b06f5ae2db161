import type { Anticipation } from '../../../../contract/anticipation.ts';
import { closestLanguage } from '../../../catalogue.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import { record } from '../../../store/events.ts';
import { queueMail } from '../../channels/index.ts';
import { holdAnticipation, listRunning, takeNext, updateAnticipation, updatePerson } from './anticipation-queries.ts';
import { stopRunning } from './anticipating.ts';
import { placeOf } from '../place.ts';

/** So many mails a turn; the next turn goes on. */
const mostPerTurn = 200;

/**
 * What comes by the clock: a notice stops when its problem is solved or its time is over; else it tells the next people,
 * each in a transaction of his own. Whoever was written to not long ago waits until his quiet time is over.
 */
export async function sendNotices(ctx: Context): Promise<void> {
  const system = asSystem(ctx, 'improvement.notices');
  for (const { id, ends_at, problem_state } of await listRunning(system.db)) {
    if (problem_state === 'solved') await transact(system, (ctx) => stopRunning(ctx, id, 'problem-solved'));
    else if (ends_at !== null && ends_at <= system.now)
      await transact(system, (ctx) => stopRunning(ctx, id, 'window-over'));
    else
      for (let count = 0; count < mostPerTurn; count++)
        if (!(await transact(system, (ctx) => tellNext(ctx, id)))) break;
  }
}

export const noticesJob: Job = { name: 'improvement.notices', work: (ctx) => sendNotices(ctx) };

async function tellNext(ctx: WritingContext, id: string): Promise<boolean> {
  const row = await holdAnticipation(ctx.trx, id);
  if (row?.state !== 'running') return false;
  const person = await takeNext(ctx.trx, { id, quietDays: row.quiet_days }, ctx.now);
  if (person === undefined) return false;
  const key = { anticipationId: id, customerId: person.customer_id };
  if (person.why_not !== null) {
    await updatePerson(ctx.trx, key, { withheld: person.why_not });
    await updateAnticipation(ctx.trx, id, { withheld: row.withheld + 1 });
    return true;
  }
  const { subject, text } = await wordsFor(ctx, row.texts as Anticipation['texts'], person.language);
  const { outboxId } = await queueMail(ctx, {
    purpose: 'other',
    to: [{ name: person.name, address: person.address! }],
    subject: named(subject, person.name),
    text: named(text, person.name),
    customerId: person.customer_id,
    automatic: 'auto-generated',
  });
  await updatePerson(ctx.trx, key, { sent_at: ctx.now, outbox_id: outboxId });
  await updateAnticipation(ctx.trx, id, { notified: row.notified + 1 });
  await record(ctx, 'improvement.notice-sent', id, { anticipationId: id, customerId: person.customer_id, outboxId });
  return true;
}

/** The words in the customer's language, else in the company's, else in the first there is. */
async function wordsFor(ctx: WritingContext, texts: Anticipation['texts'], language: string | null) {
  const company = (await placeOf(ctx)).language;
  return (
    (language === null ? undefined : texts[closestLanguage(language)]) ?? texts[company] ?? Object.values(texts)[0]!
  );
}

function named(words: string, name: string): string {
  return words.replaceAll(/\{\{\s*name\s*\}\}/g, name);
}
