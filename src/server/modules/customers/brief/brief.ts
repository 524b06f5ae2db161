import {
  briefQuestions,
  isStale,
  nextQuestion,
  type BriefQuestion,
  type BriefSource,
  type Confidence,
} from '../../../../domain/customers/brief.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Brief, BriefAnswer } from '../../../../contract/customers.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { placeOfWords } from './brief-sources.ts';
import { lockCustomer } from '../queries.ts';
import { type BriefRecord, listBriefAnswers, removeBriefAnswer, replaceBriefAnswer } from './brief-queries.ts';
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
 * Notes what a customer said. Words with the message, survey answer, review or note they stand in carry its date unless
 * another is given; words of somebody else, or that do not stand there, are refused.
 */
export function answerBrief(
  ctx: Context,
  customerId: string,
  question: BriefQuestion,
  input: {
    statement: string;
    quote?: string | null | undefined;
    messageId?: string | null | undefined;
    source?: { kind: BriefSource; id: string } | null | undefined;
    confidence?: Confidence | undefined;
    saidAt?: string | undefined;
  },
): Promise<Brief> {
  return transact(ctx, async (ctx) => {
    const id = await rootOf(ctx, customerId);
    await lockCustomer(ctx.trx, id);
    const said = await placeOfWords(ctx, id, input);
    const saidAt = input.saidAt === undefined ? (said?.at ?? ctx.now) : new Date(input.saidAt);
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
      source: input.messageId ? null : (input.source?.kind ?? null),
      source_id: input.messageId ? null : (input.source?.id ?? null),
      confidence: input.confidence ?? 'heard',
      said_at: saidAt,
      noted_by: staffId(ctx.actor),
      noted_at: ctx.now,
    });
    await record(ctx, 'customers.brief-answered', id, { customerId: id, question });
    return briefOf(ctx, id);
  });
}

/**
 * Takes back an answer that was noted wrongly. Nobody said that: it leaves no history.
 * @throws Refusal not_found when this customer's brief has no such answer to that question
 */
export function takeBackAnswer(
  ctx: Context,
  customerId: string,
  question: BriefQuestion,
  answerId: string,
): Promise<Brief> {
  return transact(ctx, async (ctx) => {
    const id = await rootOf(ctx, customerId);
    await lockCustomer(ctx.trx, id);
    if (!(await removeBriefAnswer(ctx.trx, id, question, answerId)))
      throw new Refusal('not_found', 'answer-not-found', 'There is no such answer in the brief of this customer.');
    await record(ctx, 'customers.brief-taken-back', id, { customerId: id, question, answerId });
    return briefOf(ctx, id);
  });
}

/** A message of his, a note of ours in a case, or one of the other places; null when nobody said where. */
function sourceOf(row: BriefRecord): BriefAnswer['source'] {
  if (row.message_kind !== null) return row.message_kind === 'note' ? 'case-note' : 'message';
  return row.source as BriefSource | null;
}

function show(row: BriefRecord, now: Date): BriefAnswer {
  return {
    id: row.id,
    statement: row.statement,
    quote: row.quote,
    messageId: row.message_id,
    source: sourceOf(row),
    sourceId: row.source_id,
    caseNumber: row.case_number,
    confidence: row.confidence as Confidence,
    saidAt: row.said_at.toISOString(),
    notedBy: row.user_id === null ? null : { id: row.user_id, name: row.user_name ?? '' },
    notedAt: row.noted_at.toISOString(),
    stale: isStale(row.said_at, now),
  };
}
