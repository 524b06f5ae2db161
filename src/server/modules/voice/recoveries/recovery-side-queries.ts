import { sql, type Selectable } from 'kysely';
import type { Database, Tables, Transaction } from '../../../store/database.ts';
import { withMerged } from '../surveys/invitation-queries.ts';

export type CheckRow = Selectable<Tables['recovery_checks']>;

/** Whether a colleague can keep promises: at work here, and serving customers. */
export async function mayKeepPromises(db: Database, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('active', '=', true)
    .where('role', '<>', 'colleague')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * What decides how severe it is. `highValue` is what a customer in the upper tenth bought, of the 2 000 who bought last:
 * a figure that must not cost a walk over everything that was ever bought.
 */
export async function readSeverityFacts(
  db: Database,
  about: { customerId: string; caseId: string | null; now: Date },
): Promise<{ value: number; highValue: number; anger: number; before: number }> {
  const year = new Date(about.now.getTime() - 365 * 86_400_000);
  const { rows } = await sql<{ value: number; high: number; anger: number; before: number }>`
    select
      (select coalesce(sum(amount), 0) from purchases where customer_id in (${withMerged(db, about.customerId)}) and at > ${year})::float8 as value,
      (select coalesce(percentile_cont(0.9) within group (order by total), 0) from (
        select sum(p.amount) as total from (select id from customers where merged_into is null order by last_heard_at desc nulls last, id limit 2000) c
        join purchases p on p.customer_id = c.id and p.at > ${year} group by c.id having count(*) > 0) as each)::float8 as high,
      (select coalesce(max(strength), 0) from felt where case_id = ${about.caseId}::uuid and feeling in ('angry', 'let-down')
        and at > ${new Date(about.now.getTime() - 14 * 86_400_000)})::int as anger,
      (select count(*) from recoveries where customer_id in (${withMerged(db, about.customerId)})
        and opened_at > ${year} and opened_at < ${about.now})::int as before
  `.execute(db);
  const { value, high, anger, before } = rows[0]!;
  return { value, highValue: high, anger, before };
}

/** What a recovery is about, where the case says it: the touchpoint of its newest moment. */
export async function touchpointOfCase(db: Database, caseId: string | null): Promise<string | null> {
  if (caseId === null) return null;
  const row = await db
    .selectFrom('moments')
    .select('touchpoint_id')
    .where('case_id', '=', caseId)
    .where('touchpoint_id', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.touchpoint_id ?? null;
}

/** What a customer was promised in a recovery, and how it stands. */
export function findPromiseOf(db: Database, promiseId: string) {
  return db
    .selectFrom('promises as p')
    .leftJoin('users as u', 'u.id', 'p.keeper_id')
    .select(['p.id', 'p.what', 'p.due_at', 'p.state', 'p.keeper_id', 'u.name as keeper_name'])
    .where('p.id', '=', promiseId)
    .executeTakeFirst();
}

export function listChecks(db: Database, recoveryId: string) {
  return db
    .selectFrom('recovery_checks')
    .selectAll()
    .where('recovery_id', '=', recoveryId)
    .orderBy('round')
    .orderBy('days')
    .limit(60)
    .execute();
}

/** The ask that an answer given now is about: the one that went out last. */
export function findLastAsked(db: Database, recoveryId: string) {
  return db
    .selectFrom('recovery_checks')
    .selectAll()
    .where('recovery_id', '=', recoveryId)
    .where('asked_at', 'is not', null)
    .orderBy('asked_at', 'desc')
    .orderBy('days', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function insertChecks(
  trx: Transaction,
  rows: (Pick<CheckRow, 'recovery_id' | 'round' | 'days' | 'due_at' | 'state'> & { asked_at?: Date })[],
) {
  return trx
    .insertInto('recovery_checks')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['recovery_id', 'round', 'days']).doNothing())
    .execute();
}

export function updateCheck(
  trx: Transaction,
  check: Pick<CheckRow, 'recovery_id' | 'round' | 'days'>,
  change: Partial<Pick<CheckRow, 'state' | 'because' | 'asked_at' | 'said_at' | 'words'>>,
) {
  return trx
    .updateTable('recovery_checks')
    .set(change)
    .where('recovery_id', '=', check.recovery_id)
    .where('round', '=', check.round)
    .where('days', '=', check.days)
    .execute();
}

/** What was planned to be asked later is not asked: it is not good any more. */
export function dropPlannedChecks(trx: Transaction, recoveryId: string) {
  return trx
    .deleteFrom('recovery_checks')
    .where('recovery_id', '=', recoveryId)
    .where('state', '=', 'planned')
    .execute();
}

/** The next ask that is due, held; whatever another node holds is passed over. */
export function takeDueCheck(trx: Transaction, now: Date) {
  return trx
    .selectFrom('recovery_checks')
    .selectAll()
    .where('state', '=', 'planned')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** An ask after 30 or 90 days whose link has expired without an answer. */
export function takeUnansweredCheck(trx: Transaction, askedBefore: Date) {
  return trx
    .selectFrom('recovery_checks')
    .selectAll()
    .where('state', '=', 'asked')
    .where('days', '>', 0)
    .where('asked_at', '<=', askedBefore)
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** The open recovery that a promise is a clock of. */
export function findRecoveryOfClock(trx: Transaction, promiseId: string) {
  return trx
    .selectFrom('recoveries')
    .selectAll()
    .where((eb) => eb.or([eb('contact_promise_id', '=', promiseId), eb('close_promise_id', '=', promiseId)]))
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Gestures of a recovery's case that were not taken back, newest first. */
export async function listGesturesOf(db: Database, about: { caseId: string | null; gestureId: string | null }) {
  return db
    .selectFrom('gestures as g')
    .innerJoin('gesture_kinds as k', 'k.id', 'g.kind_id')
    .leftJoin('users as u', 'u.id', 'g.given_by')
    .select([
      'g.id',
      'k.name as kind',
      'k.unit',
      'g.size',
      'g.currency',
      'g.why',
      'g.at',
      'g.given_by',
      'u.name as by_name',
    ])
    .where((eb) =>
      eb.or([
        eb('g.case_id', '=', about.caseId),
        ...(about.gestureId === null ? [] : [eb('g.id', '=', about.gestureId)]),
      ]),
    )
    .where('g.undone_at', 'is', null)
    .orderBy('g.at', 'desc')
    .limit(20)
    .execute();
}

export function findTouchpointName(db: Database, id: string) {
  return db.selectFrom('touchpoints').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
}
