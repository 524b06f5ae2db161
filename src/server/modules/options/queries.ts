import { type Insertable, sql, type Updateable } from 'kysely';
import type { Actor } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import type { OptionSheets } from '../../store/tables.generated.ts';
import { visibleCases } from '../cases/index.ts';

function selectSheets(db: Database, actor: Actor) {
  return db
    .selectFrom('option_sheets as s')
    .innerJoin('cases as k', 'k.id', 's.case_id')
    .leftJoin('users as u', 'u.id', 's.created_by')
    .select([
      's.id',
      's.case_id',
      'k.number',
      'k.revision as case_revision',
      's.customer_id',
      's.state',
      's.content',
      's.language',
      's.revision',
      's.created_at',
      's.created_by',
      'u.name as creator',
      's.sent_at',
      's.seen_at',
      's.expires_at',
      's.chosen',
      's.chosen_at',
      's.unclear',
      's.changed_mind',
      's.promise_id',
    ])
    .where(visibleCases(actor));
}

export function findSheet(db: Database, actor: Actor, id: string) {
  return selectSheets(db, actor).where('s.id', '=', id).executeTakeFirst();
}
export type SheetRow = NonNullable<Awaited<ReturnType<typeof findSheet>>>;

export function listSheetsAfter(
  db: Database,
  actor: Actor,
  caseId: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = selectSheets(db, actor)
    .where('s.case_id', '=', caseId)
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(s.created_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

/** Sheets of a case that were sent and that nobody has ended yet, newest first. */
export function listSentSheets(db: Database, caseId: string) {
  return db
    .selectFrom('option_sheets')
    .select(['id', 'state', 'content', 'chosen', 'expires_at'])
    .where('case_id', '=', caseId)
    .where('state', 'in', ['sent', 'chosen'])
    .orderBy('sent_at', 'desc')
    .limit(5)
    .execute();
}

/** Holds a sheet until the transaction ends: of two choices at once the second sees the first. */
export function holdSheet(trx: Transaction, id: string) {
  return trx.selectFrom('option_sheets').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertSheet(trx: Transaction, row: Insertable<OptionSheets>) {
  return trx.insertInto('option_sheets').values(row).execute();
}

export function updateSheet(db: Database, id: string, change: Updateable<OptionSheets>) {
  return db.updateTable('option_sheets').set(change).where('id', '=', id).execute();
}
