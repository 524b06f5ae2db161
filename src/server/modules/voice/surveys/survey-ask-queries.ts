import type { Database, Transaction } from '../../../store/database.ts';
import { findOpenRecoveryOf, listOptOuts, withMerged } from './invitation-queries.ts';

/** What else a person is to be asked: waiting asks of other surveys, and cases that were closed and not asked about yet. */
export function listPlannedAsks(db: Database, customerId: string, surveyId: string) {
  return db
    .selectFrom('survey_asks_due as d')
    .innerJoin('surveys as s', 's.id', 'd.survey_id')
    .select(['s.programme', 's.priority', 'd.due_at'])
    .where('d.customer_id', 'in', withMerged(db, customerId))
    .where('s.active', '=', true)
    .where('s.id', '<>', surveyId)
    .unionAll(
      db
        .selectFrom('asks_due as d')
        .innerJoin('surveys as s', (join) => join.on('s.programme', '=', 'after-case'))
        .select(['s.programme', 's.priority', 'd.due_at'])
        .where('d.customer_id', 'in', withMerged(db, customerId))
        .where('s.active', '=', true)
        .where('s.id', '<>', surveyId),
    )
    .limit(100)
    .execute();
}

/** Whether something he wrote still waits for us: then help comes before any question. */
export async function isWaitingForHelp(db: Database, customerId: string): Promise<boolean> {
  const found = await db
    .selectFrom('cases')
    .select('id')
    .where('customer_id', 'in', withMerged(db, customerId))
    .where('state', 'in', ['new', 'open'])
    .where('merged_into', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Whether what waits for a customer on a page may be shown now: not while something of his waits for us, not while we still owe him
 * a recovery, and not when he has said since that he wants no questions.
 */
export async function mayBeShown(db: Database, customerId: string): Promise<boolean> {
  if (await isWaitingForHelp(db, customerId)) return false;
  if ((await findOpenRecoveryOf(db, customerId)) !== undefined) return false;
  return !(await listOptOuts(db, customerId)).some(({ programme }) => programme === null);
}

/** Takes one ask of a wave or a destination that is due; the more important first, another node passes over it. */
export function takeDueSurveyAsk(trx: Transaction, now: Date) {
  return trx
    .deleteFrom('survey_asks_due')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('survey_asks_due')
        .select('id')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
}

export async function insertSurveyAsk(
  trx: Transaction,
  ask: {
    id: string;
    survey_id: string;
    customer_id: string;
    wave_id: string | null;
    destination_id: string | null;
    passage?: number;
    due_at: Date;
  },
): Promise<void> {
  await trx
    .insertInto('survey_asks_due')
    .values(ask)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What waits for a customer on a page of his own or in a widget, the latest first. */
export function listWaitingInvitations(db: Database, customerId: string, ways: readonly string[], now: Date) {
  return db
    .selectFrom('invitations as i')
    .innerJoin('surveys as s', 's.id', 'i.survey_id')
    .select(['i.id', 'i.language', 's.name', 's.theme', 's.programme', 's.anonymous'])
    .where('i.customer_id', 'in', withMerged(db, customerId))
    .where('i.state', '=', 'sent')
    .where('i.way', 'in', [...ways])
    .where('i.expires_at', '>', now)
    .orderBy('i.at', 'desc')
    .limit(5)
    .execute();
}

/** What is still to be asked about a destination in a passage is not. */
export async function dropSurveyAsks(
  trx: Transaction,
  at: { customerId: string; destinationId: string; passage: number },
): Promise<void> {
  await trx
    .deleteFrom('survey_asks_due')
    .where('customer_id', '=', at.customerId)
    .where('destination_id', '=', at.destinationId)
    .where('passage', '=', at.passage)
    .execute();
}
