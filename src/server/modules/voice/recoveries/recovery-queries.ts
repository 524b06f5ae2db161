import { sql, type Selectable } from 'kysely';
import type { Actor } from '../../../context.ts';
import type { Database, Tables, Transaction } from '../../../store/database.ts';
import { mayBeSeen } from '../../journeys/index.ts';
import { withMerged } from '../surveys/invitation-queries.ts';

type After = (string | number | null)[] | undefined;
export type RecoveryRow = Selectable<Tables['recoveries']>;

/** @returns undefined when this source, or this case, has an open recovery already */
export function insertRecovery(
  trx: Transaction,
  row: Pick<
    RecoveryRow,
    | 'id'
    | 'customer_id'
    | 'case_id'
    | 'source'
    | 'source_id'
    | 'severity'
    | 'owner_id'
    | 'words'
    | 'loss'
    | 'opened_at'
    | 'contact_due_at'
    | 'close_due_at'
    | 'due_at'
  >,
) {
  return trx
    .insertInto('recoveries')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function findOpenRecoveryOfCase(db: Database, caseId: string) {
  return db
    .selectFrom('recoveries')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Which of these cases have an open recovery. */
export async function findCasesInRecovery(db: Database, caseIds: string[]): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const rows = await db
    .selectFrom('recoveries')
    .select('case_id')
    .where('case_id', 'in', caseIds)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(({ case_id }) => case_id!);
}

export function findRecoveryOfSource(db: Database, source: string, sourceId: string) {
  return db
    .selectFrom('recoveries')
    .select('id')
    .where('source', '=', source)
    .where('source_id', '=', sourceId)
    .where('cause_removed_at', 'is', null)
    .executeTakeFirst();
}

export function holdRecovery(trx: Transaction, id: string) {
  return trx.selectFrom('recoveries').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The open recoveries of these customers, held until the transaction ends. */
export function holdOpenRecoveriesOf(trx: Transaction, customerIds: readonly string[]) {
  return trx
    .selectFrom('recoveries')
    .selectAll()
    .where('customer_id', 'in', [...customerIds])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** A recovery whose customer was asked again before `since` and has not given a verdict. */
export function takeUnheard(trx: Transaction, since: Date) {
  return trx
    .selectFrom('recoveries')
    .select('id')
    .where('ended_at', 'is', null)
    .where('state', '=', 'asked-again')
    .where('asked_again_at', '<=', since)
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export function updateRecovery(trx: Transaction, id: string, change: Partial<RecoveryRow>) {
  return trx.updateTable('recoveries').set(change).where('id', '=', id).execute();
}

export function insertMove(
  trx: Transaction,
  move: { id: string; recovery_id: string; at: Date; by_user: string | null; move: string; words: string },
) {
  return trx.insertInto('recovery_moves').values(move).execute();
}

export function listMoves(db: Database, recoveryId: string) {
  return db
    .selectFrom('recovery_moves as m')
    .leftJoin('users as u', 'u.id', 'm.by_user')
    .select(['m.at', 'm.by_user', 'u.name', 'm.move', 'm.words'])
    .where('m.recovery_id', '=', recoveryId)
    .orderBy('m.at')
    .orderBy('m.id')
    .limit(500)
    .execute();
}

function recoveriesWithNames(db: Database, actor: Actor) {
  return db
    .selectFrom('recoveries as r')
    .innerJoin('customers as c', 'c.id', 'r.customer_id')
    .leftJoin('users as u', 'u.id', 'r.owner_id')
    .leftJoin('cases as about', 'about.id', 'r.case_id')
    .selectAll('r')
    .select(['c.name as customer_name', 'u.name as owner_name', 'about.number as case_number'])
    .where(mayBeSeen(actor, 'r.case_id'));
}

export function findRecovery(db: Database, actor: Actor, id: string) {
  return recoveriesWithNames(db, actor).where('r.id', '=', id).executeTakeFirst();
}

export type RecoveryWithNames = NonNullable<Awaited<ReturnType<typeof findRecovery>>>;

export interface RecoveryFilter {
  ended?: boolean | undefined;
  ownerId?: string | undefined;
  customerId?: string | undefined;
  caseId?: string | undefined;
}

/** Open ones by the next deadline, ended ones newest first. */
export function listRecoveriesAfter(db: Database, actor: Actor, filter: RecoveryFilter, after: After, limit: number) {
  const ended = filter.ended ?? false;
  let query = recoveriesWithNames(db, actor).limit(limit + 1);
  if (filter.ownerId !== undefined) query = query.where('r.owner_id', '=', filter.ownerId);
  if (filter.customerId !== undefined) query = query.where('r.customer_id', 'in', withMerged(db, filter.customerId));
  if (filter.caseId !== undefined) query = query.where('r.case_id', '=', filter.caseId);
  if (ended) {
    query = query.where('r.ended_at', 'is not', null).orderBy('r.ended_at', 'desc').orderBy('r.id', 'desc');
    if (after !== undefined)
      query = query.where(
        sql<boolean>`(r.ended_at, r.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`,
      );
  } else {
    query = query.where('r.ended_at', 'is', null).orderBy('r.due_at').orderBy('r.id');
    if (after !== undefined)
      query = query.where(
        sql<boolean>`(r.due_at, r.id) > (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`,
      );
  }
  return query.execute();
}
