import { sql } from 'kysely';
import type { BriefQuestion, Confidence } from '../../../../domain/customers/brief.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { belongsTo } from '../queries.ts';

/** All answers to the brief of some customers, newest first. */
export function listBriefAnswers(db: Database, customerId: string) {
  return db
    .selectFrom('brief_answers as a')
    .leftJoin('users as u', 'u.id', 'a.noted_by')
    .leftJoin('messages as m', 'm.id', 'a.message_id')
    .leftJoin('cases as k', 'k.id', 'm.case_id')
    .select([
      'a.id',
      'a.question',
      'a.statement',
      'a.quote',
      'a.message_id',
      'a.confidence',
      'a.said_at',
      'a.noted_at',
      'a.replaced_at',
      'u.id as user_id',
      'u.name as user_name',
      'k.number as case_number',
      'm.kind as message_kind',
      'a.source',
      'a.source_id',
    ])
    .where(belongsTo('a.customer_id', customerId))
    .orderBy('a.said_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(200)
    .execute();
}

export type BriefRecord = Awaited<ReturnType<typeof listBriefAnswers>>[number];

export async function replaceBriefAnswer(
  trx: Transaction,
  row: {
    id: string;
    customer_id: string;
    question: BriefQuestion;
    statement: string;
    quote: string | null;
    message_id: string | null;
    source: string | null;
    source_id: string | null;
    confidence: Confidence;
    said_at: Date;
    noted_by: string | null;
    noted_at: Date;
  },
): Promise<void> {
  await trx
    .updateTable('brief_answers')
    .set({ replaced_at: row.noted_at })
    .where('customer_id', '=', row.customer_id)
    .where('question', '=', row.question)
    .where('replaced_at', 'is', null)
    .execute();
  await trx.insertInto('brief_answers').values(row).execute();
}

/**
 * Takes an answer out of the brief, and out of the words of customers; the one it had replaced stands in its place again.
 * @returns whether there was one
 */
export async function removeBriefAnswer(
  trx: Transaction,
  customerId: string,
  question: BriefQuestion,
  id: string,
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('brief_answers')
    .where(belongsTo('customer_id', customerId))
    .where('question', '=', question)
    .where('id', '=', id)
    .returning(['customer_id', 'replaced_at'])
    .executeTakeFirst();
  if (gone === undefined) return false;
  await trx.deleteFrom('heard_words').where('source', '=', 'brief').where('source_id', '=', id).execute();
  if (gone.replaced_at === null)
    await sql`update brief_answers set replaced_at = null where id = (select id from brief_answers
      where customer_id = ${gone.customer_id} and question = ${question} order by replaced_at desc, id desc limit 1)`.execute(
      trx,
    );
  return true;
}
