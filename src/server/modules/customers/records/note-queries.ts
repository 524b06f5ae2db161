import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';
import { belongsTo } from '../queries.ts';

const columns = ['n.id', 'n.words', 'n.at', 'n.changed_at', 'n.by_id', 'u.name as by_name'] as const;

export function listNotesAfter(
  db: Database,
  customerId: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('customer_notes as n')
    .leftJoin('users as u', 'u.id', 'n.by_id')
    .select(columns)
    .where(belongsTo('n.customer_id', customerId))
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(n.at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}
export type NoteRecord = Awaited<ReturnType<typeof listNotesAfter>>[number];

export function findNote(db: Database, customerId: string, id: string) {
  return db
    .selectFrom('customer_notes as n')
    .leftJoin('users as u', 'u.id', 'n.by_id')
    .select(columns)
    .where('n.id', '=', id)
    .where(belongsTo('n.customer_id', customerId))
    .executeTakeFirst();
}

export function insertNote(
  trx: Transaction,
  row: { id: string; customer_id: string; words: string; by_id: string | null; at: Date },
) {
  return trx.insertInto('customer_notes').values(row).execute();
}

export function updateNote(trx: Transaction, id: string, words: string, at: Date) {
  return trx.updateTable('customer_notes').set({ words, changed_at: at }).where('id', '=', id).execute();
}

export function deleteNote(trx: Transaction, id: string) {
  return trx.deleteFrom('customer_notes').where('id', '=', id).execute();
}
