import {
  briefQuestions,
  isStale,
  nextQuestion,
  type BriefQuestion,
  type Confidence,
} from '../../../../domain/customers/brief.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Brief } from '../../../../contract/customers.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { type BriefRecord, findMessageOwner, listBriefAnswers, lockCustomer, replaceBriefAnswer } from '../queries.ts';
import { rootOf } from '../finding-records.ts';

const mostHistory = 10;

/** The brief of a customer: eight slots, each with the current answer and the earlier ones. */
export async function readBrief(ctx: Context, customerId: string): Promise<Brief> {
  return briefOf(ctx, await rootOf(ctx, customerId));
}

/** The same for a record that is known to exist. */
export async function briefOf(ctx: Context, customerId: string): Promise<Brief> {
  const rows = await listBriefAnswers(ctx.db, customerId);
  const slots = briefQuestions.map((question) => {
    const answers = rows.filter((row) => row.question === question);
    const current = answers.find((row) => row.replaced_at === null);
    return {
      question,
      answer: current === undefined ? null : show(current, ctx.now),
      history: answers
        .filter((row) => row !== current)
        .slice(0, mostHistory)
        .map((row) => show(row, ctx.now)),
      saidAt: current?.said_at,
    };
  });
  const answered = slots.flatMap(({ question, saidAt }) => (saidAt === undefined ? [] : [{ question, saidAt }]));
  return {
    known: answered.length,
    of: briefQuestions.length,
    stale: answered.filter((answer) => isStale(answer.saidAt, ctx.now)).length,
    slots: slots.map(({ question, answer, history }) => ({ question, answer, history })),
    next: nextQuestion(answered, ctx.now),
  };
}

/**
 * Notes what a customer said. A quote with its message carries the message's date unless another is given; a message of
 * somebody else is refused, so that nobody's words are put into another's mouth.
 */
export function answerBrief(
  ctx: Context,
  customerId: string,
  question: BriefQuestion,
  input: {
    statement: string;
    quote?: string | null | undefined;
    messageId?: string | null | undefined;
    confidence?: Confidence | undefined;
    saidAt?: string | undefined;
  },
): Promise<Brief> {
  return transact(ctx, async (ctx) => {
    const id = await rootOf(ctx, customerId);
    await lockCustomer(ctx.trx, id);
    const message = input.messageId ? await findMessageOwner(ctx.trx, input.messageId) : undefined;
    if (input.messageId && message?.customer_id !== id)
      throw new Refusal('invalid', 'message-of-another', 'That message is not in a case of this customer.', {
        field: 'messageId',
      });
    const saidAt = input.saidAt === undefined ? (message?.at ?? ctx.now) : new Date(input.saidAt);
    if (saidAt.getTime() > ctx.now.getTime() + 60_000)
      throw new Refusal('invalid', 'said-in-the-future', 'Nobody has said that yet: the date lies ahead.', {
        field: 'saidAt',
      });
    await replaceBriefAnswer(ctx.trx, {
      id: newId(),
      customer_id: id,
      question,
      statement: input.statement.trim(),
      quote: input.quote?.trim() || null,
      message_id: input.messageId ?? null,
      confidence: input.confidence ?? 'heard',
      said_at: saidAt,
      noted_by: staffId(ctx.actor),
      noted_at: ctx.now,
    });
    await record(ctx, 'customers.brief-answered', id, { customerId: id, question });
    return briefOf(ctx, id);
  });
}

function show(row: BriefRecord, now: Date) {
  return {
    id: row.id,
    statement: row.statement,
    quote: row.quote,
    messageId: row.message_id,
    caseNumber: row.case_number,
    confidence: row.confidence as Confidence,
    saidAt: row.said_at.toISOString(),
    notedBy: row.user_id === null ? null : { id: row.user_id, name: row.user_name ?? '' },
    notedAt: row.noted_at.toISOString(),
    stale: isStale(row.said_at, now),
  };
}
