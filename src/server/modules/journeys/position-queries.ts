import { sql } from 'kysely';
import type { Road } from '../../../domain/journeys/passages.ts';
import type { Database, Transaction } from '../../store/database.ts';

/** A customer reached a destination. */
export interface Arrival {
  customer_id: string;
  destination_id: string;
  journey_id: string;
  reached_at: Date;
  case_id: string | null;
  accepted: boolean | null;
  accepted_at: Date | null;
  /** Which time he walks the journey, or a part of it. */
  passage: number;
  /** What brought him there, where it may be corrected or taken back. */
  marked_by: string | null;
}

const columns = [
  'customer_id',
  'destination_id',
  'journey_id',
  'reached_at',
  'case_id',
  'accepted',
  'accepted_at',
  'passage',
  'marked_by',
] as const;

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

/** Where these customers were when, on all journeys or on some. */
export function listPositions(
  db: Database,
  customerIds: readonly string[],
  journeyIds?: readonly string[],
): Promise<Arrival[]> {
  if (customerIds.length === 0 || journeyIds?.length === 0) return Promise.resolve([]);
  let query = db.selectFrom('positions').select(columns).where('customer_id', 'in', customerIds);
  if (journeyIds !== undefined) query = query.where('journey_id', 'in', journeyIds);
  return query.orderBy('reached_at').orderBy('passage').execute();
}

/** Destinations of journeys in order, with where one may go from each. */
export async function listRoads(db: Database, journeyIds: readonly string[]): Promise<ReadonlyMap<string, Road>> {
  if (journeyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('destinations')
    .select(['id', 'journey_id', 'next_ids'])
    .where('journey_id', 'in', journeyIds)
    .where('retired_at', 'is', null)
    .orderBy('journey_id')
    .orderBy('position')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.journey_id)].map(([id, places]) => [
      id,
      { places: places.map((row) => ({ id: row.id, nextIds: row.next_ids })) },
    ]),
  );
}

/** Enters arrivals; whoever was there in that passage stays as he was. @returns those that are new */
export async function insertArrivals(trx: Transaction, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  if (arrivals.length === 0) return [];
  return trx
    .insertInto('positions')
    .values([...arrivals])
    .onConflict((conflict) => conflict.columns(['customer_id', 'destination_id', 'passage']).doNothing())
    .returning(columns)
    .execute();
}

/** Two that enter arrivals of the same customers follow each other. Held until the transaction ends. */
export function holdPositionsOf(trx: Transaction, customerIds: readonly string[]) {
  return sql`select pg_advisory_xact_lock(hashtextextended('positions:' || id, 0))
    from unnest(${[...new Set(customerIds)].toSorted()}::text[]) with ordinality as held(id, nth) order by nth`.execute(
    trx,
  );
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

/** Sets whether a customer accepts where he is. @returns what it was before, or undefined when he is not there */
export async function setAcceptance(
  trx: Transaction,
  at: { customerId: string; destinationId: string; passage: number },
  accepted: boolean,
  when: Date,
): Promise<Arrival | undefined> {
  const here = trx
    .selectFrom('positions')
    .select(columns)
    .where('customer_id', '=', at.customerId)
    .where('destination_id', '=', at.destinationId)
    .where('passage', '=', at.passage);
  const held = await here.forUpdate().executeTakeFirst();
  if (held === undefined || held.accepted === accepted) return held;
  await trx
    .updateTable('positions')
    .set({ accepted, accepted_at: when })
    .where('customer_id', '=', at.customerId)
    .where('destination_id', '=', at.destinationId)
    .where('passage', '=', at.passage)
    .execute();
  return held;
}

/** The passage in which a customer was last at a destination; by that case, where one is given and he was there by it. */
export async function findLastPassage(
  db: Database,
  customerId: string,
  destinationId: string,
  caseId?: string,
): Promise<number | undefined> {
  const found = await db
    .selectFrom('positions')
    .select('passage')
    .where('customer_id', '=', customerId)
    .where('destination_id', '=', destinationId)
    .orderBy(sql`case_id is not distinct from ${caseId ?? null}::uuid`, 'desc')
    .orderBy('reached_at', 'desc')
    .orderBy('passage', 'desc')
    .executeTakeFirst();
  return found?.passage;
}

/** What customers last said at destinations, `<customer> <destination>` → whether they accept it. */
export async function listLastAnswers(
  db: Database,
  customerIds: readonly string[],
  destinationIds: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  if (customerIds.length === 0 || destinationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('positions')
    .distinctOn(['customer_id', 'destination_id'])
    .select(['customer_id', 'destination_id', 'accepted'])
    .where('customer_id', 'in', customerIds)
    .where('destination_id', 'in', destinationIds)
    .where('accepted', 'is not', null)
    .orderBy('customer_id')
    .orderBy('destination_id')
    .orderBy('reached_at', 'desc')
    .orderBy('passage', 'desc')
    .execute();
  return new Map(rows.map((row) => [`${row.customer_id} ${row.destination_id}`, row.accepted!]));
}

/** How often these customers were at these destinations. */
export function countArrivals(db: Database, customerIds: readonly string[], destinationIds: readonly string[]) {
  return db
    .selectFrom('positions')
    .select(['destination_id', 'journey_id'])
    .select(sql<number>`count(*)`.as('n'))
    .where('customer_id', 'in', customerIds)
    .where('destination_id', 'in', destinationIds)
    .groupBy(['destination_id', 'journey_id'])
    .execute();
}

/** The destinations of each journey of a customer in order, with where he is heading. */
export function listCustomerDestinations(db: Database, customerId: string, journeyId?: string) {
  let query = db
    .selectFrom('travellers as t')
    .innerJoin('journeys as j', 'j.id', 't.journey_id')
    .innerJoin('destinations as d', (join) =>
      join.onRef('d.journey_id', '=', 't.journey_id').on('d.retired_at', 'is', null),
    )
    .select([
      't.journey_id',
      'j.name as journey_name',
      't.started_at',
      't.passage',
      't.next_id',
      't.next_due_at',
      'd.id',
      'd.position',
      'd.name',
      'd.customer_wording',
    ])
    .where('t.customer_id', '=', customerId)
    .where('t.beside', '=', false)
    .orderBy('t.started_at')
    .orderBy('t.journey_id')
    .orderBy('d.position');
  if (journeyId !== undefined) query = query.where('t.journey_id', '=', journeyId);
  return query.execute();
}

/** The passages of a customer that are walked beside the one he is on, with the case he came in by. */
export function listBeside(db: Database, customerId: string) {
  return db
    .selectFrom('travellers as t')
    .leftJoin('destinations as d', 'd.id', 't.next_id')
    .select(['t.journey_id', 't.passage', 't.started_at', 't.next_id', 'd.name as next_name', 't.next_due_at'])
    .select(['t.waited_until', caseOf('t').as('case_id')])
    .where('t.customer_id', '=', customerId)
    .where('t.beside', '=', true)
    .orderBy('t.started_at', 'desc')
    .orderBy('t.passage', 'desc')
    .execute();
}

/** The case by which a passage of `travellers` began, where it was one. */
export function caseOf(travellers: string) {
  const t = (column: string) => sql.ref(`${travellers}.${column}`);
  return sql<string | null>`(select p.case_id from positions p where p.customer_id = ${t('customer_id')}
    and p.journey_id = ${t('journey_id')} and p.passage = ${t('passage')} and p.case_id is not null order by p.reached_at limit 1)`;
}

export function findCustomer(db: Database, id: string) {
  return db.selectFrom('customers').select(['id', 'name', 'language']).where('id', '=', id).executeTakeFirst();
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

/** Takes an arrival out: that of a passage, else the last one. @returns what it was */
export async function deletePosition(
  trx: Transaction,
  customerId: string,
  destinationId: string,
  passage?: number,
): Promise<Arrival | undefined> {
  const nth = passage ?? (await findLastPassage(trx, customerId, destinationId));
  if (nth === undefined) return undefined;
  return trx
    .deleteFrom('positions')
    .where('customer_id', '=', customerId)
    .where('destination_id', '=', destinationId)
    .where('passage', '=', nth)
    .returning(columns)
    .executeTakeFirst();
}
