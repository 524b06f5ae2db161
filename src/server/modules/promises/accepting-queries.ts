import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import { shownToCompany } from '../cases/index.ts';

/** Promised to a customer, or to a record that was merged into his: he is one person. */
export function promisedTo(customerId: string) {
  return sql<boolean>`promises.customer_id in (select own.id from customers own where own.id = ${customerId} or own.merged_into = ${customerId})`;
}

/**
 * Which promises a customer is shown, as a condition on `promises` and their case `c`: those made to himself; and in a case of his
 * organisation that he was given to see, those made to whoever asked it and to others of the organisation. A word given to
 * somebody else, whose case became part of it or who is in copy, is that person's alone.
 */
function shownTo(customerId: string) {
  return sql<boolean>`(promises.visible and promises.kind <> 'internal' and (${promisedTo(customerId)} or (${shownToCompany(customerId)}
    and (promises.customer_id = c.customer_id or promises.customer_id in (
      select o.id from customers o where o.organisation_id = c.organisation_id)))))`;
}

/** The conversations that these cases belong to: where they go on, from merge to merge, and all that became part of it. */
function conversationsOf(caseIds: readonly string[]) {
  return sql`way as (select id as listed, id, merged_into, 0 as hops from cases where id = any(${[...caseIds]}::uuid[])
      union all select way.listed, k.id, k.merged_into, way.hops + 1 from cases k join way on k.id = way.merged_into where way.hops < 50),
    talk as (select listed, id, 0 as hops from way where merged_into is null
      union all select talk.listed, k.id, talk.hops + 1 from cases k join talk on k.merged_into = talk.id where talk.hops < 50)`;
}

/** A promise as its customer sees it. */
export interface ShownToCustomer {
  id: string;
  kind: string;
  clock: string | null;
  what: string;
  state: string;
  made_at: Date;
  due_at: Date | null;
  first_due_at: Date | null;
  ended_at: Date | null;
  paused: boolean;
  at_risk: boolean;
  customer_accepted_at: Date | null;
  /** When he would rather have it, in his words, until somebody has agreed on an hour. */
  asked_to_move: string | null;
  apology: string | null;
  told: string | null;
  /** Made to himself: the hour of a colleague's promise is not his to judge. */
  mine: boolean;
}

const shownColumns = sql`promises.id, promises.kind, promises.clock, promises.what, promises.state, promises.made_at, promises.due_at,
  promises.first_due_at, promises.ended_at, promises.paused, promises.at_risk, promises.customer_accepted_at, promises.asked_to_move, promises.apology, promises.told`;
const mostShown = 100;

/** What a customer sees of the promises of one case, with all of the conversation that it belongs to: oldest first, all that is open, of the others the last. */
export async function listShownToCustomer(db: Database, customerId: string, caseId: string) {
  const { rows } = await sql<ShownToCustomer>`
    with recursive ${conversationsOf([caseId])}
    select ${shownColumns}, ${promisedTo(customerId)} as mine
    from talk join cases c on c.id = talk.id join promises on promises.case_id = c.id
    where ${shownTo(customerId)} order by promises.state = 'open' desc, promises.made_at desc limit ${mostShown}
  `.execute(db);
  return rows.toSorted((one, other) => +one.made_at - +other.made_at);
}

/** What he was promised that belongs to no case, oldest first: all that is open, and what ended since a moment. */
export async function listShownWithoutCase(db: Database, customerId: string, endedSince: Date) {
  const { rows } = await sql<ShownToCustomer>`
    select ${shownColumns}, true as mine from promises
    where case_id is null and ${promisedTo(customerId)} and visible and kind not in ('internal', 'estimate')
      and (state = 'open' or (state <> 'withdrawn' and ended_at >= ${endedSince}))
    order by state = 'open' desc, made_at desc limit ${mostShown}
  `.execute(db);
  return rows.toSorted((one, other) => +one.made_at - +other.made_at);
}

/** The open promise that is due first in each of some cases, of those a customer is shown there. */
export async function listNextShown(db: Database, customerId: string, caseIds: readonly string[]) {
  const { rows } = await sql<{ caseId: string; what: string; clock: string | null; dueAt: Date }>`
    with recursive ${conversationsOf(caseIds)}
    select distinct on (talk.listed) talk.listed as "caseId", promises.what, promises.clock, promises.due_at as "dueAt"
    from talk join cases c on c.id = talk.id join promises on promises.case_id = c.id
    where promises.state = 'open' and promises.kind <> 'estimate' and promises.due_at is not null and ${shownTo(customerId)}
    order by talk.listed, promises.due_at, promises.id
  `.execute(db);
  return rows;
}

/** Notes when the customer first said that the hour works; what he had asked for instead is settled by that. */
export function acceptOpenPromise(trx: Transaction, customerId: string, id: string, at: Date) {
  return trx
    .updateTable('promises')
    .set((eb) => ({
      customer_accepted_at: eb.fn.coalesce('customer_accepted_at', eb.val(at)),
      asked_to_move_at: null,
      asked_to_move: null,
    }))
    .where('id', '=', id)
    .where(promisedTo(customerId))
    .where('visible', '=', true)
    .where('state', '=', 'open')
    .returning(['case_id', 'customer_id', 'kind', 'clock', 'keeper_id'])
    .executeTakeFirst();
}
