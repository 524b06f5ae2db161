import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import { nextDestination } from './journey-queries.ts';

/** A customer reached a destination. */
export interface Arrival {
  customer_id: string;
  destination_id: string;
  journey_id: string;
  reached_at: Date;
  case_id: string | null;
  accepted: boolean | null;
}

/** What decides by itself whether a destination is reached. */
export function listEventDestinations(db: Database) {
  return db
    .selectFrom('destinations')
    .select(['id', 'journey_id', 'reached_on_event', 'reached_when'])
    .where('retired_at', 'is', null)
    .where('reached_on_event', 'is not', null)
    .execute();
}

export function findDestination(db: Database, id: string) {
  return db
    .selectFrom('destinations')
    .select(['id', 'journey_id'])
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
}

/** Which of these customers are already where; the rest of a batch is new. */
export function findPositionsOf(db: Database, customerIds: string[]) {
  return db
    .selectFrom('positions')
    .select(['customer_id', 'destination_id'])
    .where('customer_id', 'in', customerIds)
    .execute();
}

/** Enters arrivals; whoever was there before stays as he was. @returns those that are new */
export async function insertArrivals(trx: Transaction, arrivals: Arrival[]) {
  if (arrivals.length === 0) return [];
  return trx
    .insertInto('positions')
    .values(arrivals)
    .onConflict((conflict) => conflict.columns(['customer_id', 'destination_id']).doNothing())
    .returning(['customer_id', 'destination_id', 'journey_id'])
    .execute();
}

/** Where customers were heading on a journey before something changed; held until the transaction ends. */
export function holdTravellers(trx: Transaction, journeyId: string, customerIds: string[]) {
  return trx
    .selectFrom('travellers')
    .select(['customer_id', 'next_id'])
    .where('journey_id', '=', journeyId)
    .where('customer_id', 'in', customerIds)
    .orderBy('customer_id')
    .forUpdate()
    .execute();
}

/** Works out from their positions how far customers are and what is next by when. @returns where they head now */
export async function placeTravellers(trx: Transaction, journeyId: string, customerIds: string[]) {
  const { rows } = await sql<{ customer_id: string; next_id: string | null }>`
    insert into travellers (journey_id, customer_id, started_at, since, next_id, next_due_at)
    select ${journeyId}, f.customer_id, f.started_at, f.since, n.id, f.since + n.expected_days * interval '1 day'
    from (
      select p.customer_id, min(p.reached_at) as started_at, max(p.reached_at) as since,
        coalesce(max(d.position) filter (where d.retired_at is null), -1) as position
      from positions p join destinations d on d.id = p.destination_id
      where p.journey_id = ${journeyId} and p.customer_id = any(${customerIds}::uuid[]) group by p.customer_id) f
    left join lateral (${nextDestination(journeyId)}) n on true
    order by f.customer_id
    on conflict (journey_id, customer_id) do update
      set started_at = excluded.started_at, since = excluded.since, next_id = excluded.next_id, next_due_at = excluded.next_due_at
    returning customer_id, next_id
  `.execute(trx);
  return rows;
}

export interface TallyChange {
  reached: number;
  waiting: number;
  accepted: number;
  declined: number;
}

/** Adds to the counts of destinations; rows in a fixed order, as every writer of several rows takes them. */
export async function addToTallies(trx: Transaction, changes: ReadonlyMap<string, TallyChange>): Promise<void> {
  const rows = [...changes]
    .map(([destination_id, change]) => ({ destination_id, ...change }))
    .toSorted((one, two) => one.destination_id.localeCompare(two.destination_id));
  if (rows.length === 0) return;
  await trx
    .insertInto('destination_tallies')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('destination_id').doUpdateSet((eb) => ({
        reached: eb('destination_tallies.reached', '+', eb.ref('excluded.reached')),
        waiting: eb('destination_tallies.waiting', '+', eb.ref('excluded.waiting')),
        accepted: eb('destination_tallies.accepted', '+', eb.ref('excluded.accepted')),
        declined: eb('destination_tallies.declined', '+', eb.ref('excluded.declined')),
      })),
    )
    .execute();
}

export function addTravellers(trx: Transaction, journeyId: string, more: number) {
  return trx
    .updateTable('journeys')
    .set((eb) => ({ travellers: eb('travellers', '+', more) }))
    .where('id', '=', journeyId)
    .execute();
}

/** Sets whether a customer accepts where he is. @returns what it was before, or undefined when he is not there */
export async function setAcceptance(trx: Transaction, customerId: string, destinationId: string, accepted: boolean) {
  const held = await trx
    .selectFrom('positions')
    .select(['accepted', 'case_id', 'reached_at'])
    .where('customer_id', '=', customerId)
    .where('destination_id', '=', destinationId)
    .forUpdate()
    .executeTakeFirst();
  if (held === undefined) return undefined;
  await trx
    .updateTable('positions')
    .set({ accepted })
    .where('customer_id', '=', customerId)
    .where('destination_id', '=', destinationId)
    .execute();
  return held;
}

/** Where a customer is on each of his journeys, in the order of the destinations. */
export function listCustomerDestinations(db: Database, customerId: string, journeyId?: string) {
  let query = db
    .selectFrom('travellers as t')
    .innerJoin('journeys as j', 'j.id', 't.journey_id')
    .innerJoin('destinations as d', (join) =>
      join.onRef('d.journey_id', '=', 't.journey_id').on('d.retired_at', 'is', null),
    )
    .leftJoin('positions as p', (join) =>
      join.onRef('p.destination_id', '=', 'd.id').onRef('p.customer_id', '=', 't.customer_id'),
    )
    .select([
      't.journey_id',
      'j.name as journey_name',
      't.started_at',
      't.next_id',
      't.next_due_at',
      'd.id',
      'd.position',
      'd.name',
      'd.customer_wording',
      'p.reached_at',
      'p.case_id',
      'p.accepted',
    ])
    .where('t.customer_id', '=', customerId)
    .orderBy('t.started_at')
    .orderBy('t.journey_id')
    .orderBy('d.position');
  if (journeyId !== undefined) query = query.where('t.journey_id', '=', journeyId);
  return query.execute();
}

export function findCustomer(db: Database, id: string) {
  return db.selectFrom('customers').select(['id', 'name', 'language']).where('id', '=', id).executeTakeFirst();
}

/** Destinations that are reached when one of these journeys is finished. */
export function listDestinationsWithin(db: Database, journeyIds: string[]) {
  return db
    .selectFrom('destinations')
    .select(['id', 'journey_id', 'sub_journey_id'])
    .where('sub_journey_id', 'in', journeyIds)
    .where('retired_at', 'is', null)
    .execute();
}

/** Whom these records were merged into; those that stand for themselves are not among them. */
export async function findMergedInto(db: Database, customerIds: string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('customers')
    .select(['id', 'merged_into'])
    .where('id', 'in', customerIds)
    .where('merged_into', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row.merged_into!]));
}

/** Whose cases these are. */
export function findCustomersOfCases(db: Database, caseIds: string[]) {
  return db.selectFrom('cases').select(['id', 'customer_id']).where('id', 'in', caseIds).execute();
}

/** Takes a position out. @returns what it was */
export function deletePosition(
  trx: Transaction,
  customerId: string,
  destinationId: string,
): Promise<Arrival | undefined> {
  return trx
    .deleteFrom('positions')
    .where('customer_id', '=', customerId)
    .where('destination_id', '=', destinationId)
    .returning(['customer_id', 'destination_id', 'journey_id', 'reached_at', 'case_id', 'accepted'])
    .executeTakeFirst();
}
