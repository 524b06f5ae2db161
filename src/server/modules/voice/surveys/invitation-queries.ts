import { sql } from 'kysely';
import type { Actor } from '../../../context.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { mayBeSeen } from '../../journeys/index.ts';

type After = (string | number | null)[] | undefined;

/** One customer is asked by one hand at a time, whatever the programme. Held until the transaction ends. */
export function holdCustomer(trx: Transaction, customerId: string) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`voice:${customerId}`}, 0))`.execute(trx);
}

/** Everything a person was ever asked, in any programme, with when he answered. Withheld asks are none. */
export function listPastAsks(db: Database, customerId: string) {
  return db
    .selectFrom('invitations as i')
    .select(['i.survey_id', 'i.case_id', 'i.closed_at', 'i.destination_id', 'i.passage', 'i.at', 'i.answered_at'])
    .where('i.customer_id', 'in', withMerged(db, customerId))
    .where('i.state', '<>', 'withheld')
    .orderBy('i.at', 'desc')
    .limit(200)
    .execute();
}

export function listOptOuts(db: Database, customerId: string) {
  return (
    db
      .selectFrom('survey_opt_outs')
      .select('programme')
      // whoever said so before he was merged into another has said so
      .where('customer_id', 'in', withMerged(db, customerId))
      .unionAll(
        // somebody of ours has said so on the customer's page: then from everything
        db
          .selectFrom('customers')
          .select(sql<string | null>`null`.as('programme'))
          .where('id', '=', customerId)
          .where('do_not_survey', '=', true),
      )
      .execute()
  );
}

export function insertOptOut(trx: Transaction, customerId: string, at: Date) {
  return trx
    .insertInto('survey_opt_outs')
    .values({ customer_id: customerId, programme: null, at })
    .onConflict((conflict) => conflict.columns(['customer_id', 'programme']).doNothing())
    .returning('customer_id')
    .executeTakeFirst();
}

export function findOpenRecoveryOf(db: Database, customerId: string) {
  return db
    .selectFrom('recoveries')
    .select('id')
    .where('customer_id', 'in', withMerged(db, customerId))
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
}

export interface NewInvitation {
  id: string;
  survey_id: string;
  customer_id: string;
  case_id: string | null;
  recovery_id: string | null;
  closed_at: Date | null;
  language: string;
  token_hash: string | null;
  outbox_id: string | null;
  way: string;
  wave_id: string | null;
  destination_id: string | null;
  passage: number;
  state: 'withheld' | 'sent';
  withheld_because: string | null;
  withheld_reason: string | null;
  withheld_until: Date | null;
  at: Date;
  expires_at: Date | null;
  silent_at: Date | null;
}

/** @returns undefined when this resolution was asked about already */
export function insertInvitation(trx: Transaction, invitation: NewInvitation) {
  return trx
    .insertInto('invitations')
    .values(invitation)
    .onConflict((conflict) =>
      conflict
        .columns(['case_id', 'survey_id', 'closed_at'])
        .where('case_id', 'is not', null)
        .where('closed_at', 'is not', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
}

/** The ask behind a link, by the hash of its token. */
export function findInvitationByHash(db: Database, hash: string) {
  return db.selectFrom('invitations').selectAll().where('token_hash', '=', hash).executeTakeFirst();
}

export function findInvitation(db: Database, id: string) {
  return db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What became of asking about one resolution of a case. */
export function findInvitationOfResolution(db: Database, surveyId: string, caseId: string, closedAt: Date) {
  return db
    .selectFrom('invitations')
    .select(['id', 'survey_id', 'way', 'state', 'at', 'withheld_because'])
    .where('survey_id', '=', surveyId)
    .where('case_id', '=', caseId)
    .where('closed_at', '=', closedAt)
    .executeTakeFirst();
}

/** Takes back that somebody was not asked, with its count, because he can be asked another way after all. */
export async function forgetWithheld(
  trx: Transaction,
  withheld: { id: string; survey_id: string; at: Date; withheld_because: string },
): Promise<void> {
  await trx.deleteFrom('invitations').where('id', '=', withheld.id).where('state', '=', 'withheld').execute();
  await trx
    .updateTable('withheld_days')
    .set((eb) => ({ n: eb('n', '-', 1) }))
    .where('survey_id', '=', withheld.survey_id)
    .where('day', '=', sql<string>`${withheld.at.toISOString().slice(0, 10)}::date`)
    .where('because', '=', withheld.withheld_because)
    .execute();
}

/** The same, held until the transaction ends: two presses of one link follow each other. */
export function holdInvitationByHash(trx: Transaction, hash: string) {
  return trx.selectFrom('invitations').selectAll().where('token_hash', '=', hash).forUpdate().executeTakeFirst();
}

export type InvitationRow = NonNullable<Awaited<ReturnType<typeof findInvitationByHash>>>;

export function updateInvitation(
  trx: Transaction,
  id: string,
  change: {
    state?: 'answered' | 'bounced' | 'expired';
    answered_at?: Date;
    silent_at?: null;
    outbox_id?: string;
    opened?: boolean;
  },
) {
  return trx.updateTable('invitations').set(change).where('id', '=', id).execute();
}

/** An ask whose mail came back; only while nobody answered it. */
export function holdInvitationByOutbox(trx: Transaction, outboxId: string) {
  return trx
    .selectFrom('invitations')
    .selectAll()
    .where('outbox_id', '=', outboxId)
    .where('state', '=', 'sent')
    .forUpdate()
    .executeTakeFirst();
}

export async function insertDueAsks(
  trx: Transaction,
  asks: { case_id: string; customer_id: string; closed_at: Date; due_at: Date }[],
): Promise<void> {
  if (asks.length > 0) await trx.insertInto('asks_due').values(asks).execute();
}

export async function deleteDueAsks(trx: Transaction, caseIds: string[]): Promise<void> {
  if (caseIds.length > 0) await trx.deleteFrom('asks_due').where('case_id', 'in', caseIds).execute();
}

/** Takes one ask that is due; another node passes over it. */
export function takeDueAsk(trx: Transaction, now: Date) {
  return trx
    .deleteFrom('asks_due')
    .where('case_id', 'in', (eb) =>
      eb
        .selectFrom('asks_due')
        .select('case_id')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
}

export function takeSilent(trx: Transaction, now: Date) {
  return trx
    .selectFrom('invitations')
    .selectAll()
    .where('silent_at', '<=', now)
    .orderBy('silent_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export function takeExpired(trx: Transaction, now: Date) {
  return trx
    .selectFrom('invitations')
    .selectAll()
    .where('state', '=', 'sent')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export function listInvitationsAfter(
  db: Database,
  actor: Actor,
  filter: {
    state?: InvitationRow['state'] | undefined;
    surveyId?: string | undefined;
    customerId?: string | undefined;
  },
  after: After,
  limit: number,
) {
  let query = db
    .selectFrom('invitations as i')
    .innerJoin('customers as c', 'c.id', 'i.customer_id')
    .select([
      'i.id',
      'i.survey_id',
      'i.customer_id',
      'c.name as customer_name',
      'i.case_id',
      'i.way',
      'i.state',
      'i.withheld_because',
      'i.withheld_reason',
      'i.withheld_until',
      'i.at',
      'i.answered_at',
    ])
    .where(mayBeSeen(actor, 'i.case_id'))
    .orderBy('i.at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1);
  if (filter.state !== undefined) query = query.where('i.state', '=', filter.state);
  if (filter.surveyId !== undefined) query = query.where('i.survey_id', '=', filter.surveyId);
  if (filter.customerId !== undefined) query = query.where('i.customer_id', 'in', withMerged(db, filter.customerId));
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('i.at', 'i.id'), '<', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}

/** A customer and the records merged into him. */
export function withMerged(db: Database, customerId: string) {
  return db
    .selectFrom('customers')
    .select('id')
    .where((eb) => eb.or([eb('id', '=', customerId), eb('merged_into', '=', customerId)]));
}
