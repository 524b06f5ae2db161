import { type Insertable, sql } from 'kysely';
import type { Database, Tables, Transaction } from '../../../store/database.ts';

export function insertImport(trx: Transaction, row: Insertable<Tables['review_imports']>) {
  return trx.insertInto('review_imports').values(row).execute();
}

/** Notes how it ended; a table that brought nothing new leaves nothing to take back. */
export async function endImport(trx: Transaction, id: string, counts: { added: number; known: number }): Promise<void> {
  if (counts.added === 0) await trx.deleteFrom('review_imports').where('id', '=', id).execute();
  else await trx.updateTable('review_imports').set(counts).where('id', '=', id).execute();
}

export interface ImportRow {
  id: string;
  source: string;
  file_name: string;
  added: number;
  known: number;
  refused: number;
  left: number;
  by_user: string | null;
  by_name: string | null;
  at: Date;
  taken_back_at: Date | null;
  taken_back_by: string | null;
  taken_back_name: string | null;
}

/** Tables that were read, the latest first; or one of them. */
export async function listImportsAfter(
  db: Database,
  one: string | undefined,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select i.*, (select count(*)::int from reviews r where r.import_id = i.id) as left, u.name as by_name, t.name as taken_back_name
    from review_imports i left join users u on u.id = i.by_user left join users t on t.id = i.taken_back_by
    where ${one === undefined ? sql`true` : sql`i.id = ${one}`}
      ${after === undefined ? sql`` : sql`and (i.at, i.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`}
    order by i.at desc, i.id desc limit ${limit + 1}
  `.execute(db);
  return rows;
}

/** Marks it as taken back, or as there again. */
export function updateImport(trx: Transaction, id: string, taken: { at: Date; by: string | null } | null) {
  return trx
    .updateTable('review_imports')
    .set({ taken_back_at: taken?.at ?? null, taken_back_by: taken?.by ?? null })
    .where('id', '=', id)
    .execute();
}

/** The reviews of a table that are still there, held until the transaction ends. */
export function holdReviewsOfImport(trx: Transaction, importId: string) {
  return trx.selectFrom('reviews').selectAll().where('import_id', '=', importId).orderBy('id').forUpdate().execute();
}
