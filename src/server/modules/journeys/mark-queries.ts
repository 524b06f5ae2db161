import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { Arrival } from './position-queries.ts';

/** What marks a destination for a customer, whether or not it was what brought him there. */
export interface MarkRow {
  marked_by: string;
  destination_id: string;
  customer_id: string;
  journey_id: string;
  reached_at: Date;
  case_id: string | null;
  gone: boolean;
}

/** The arrival it says. */
export function arrivalOf(row: MarkRow): Omit<MarkRow, 'gone'> {
  const { marked_by, destination_id, customer_id, journey_id, reached_at, case_id } = row;
  return { marked_by, destination_id, customer_id, journey_id, reached_at, case_id };
}

export function listMarks(db: Database, markedBy: readonly string[]): Promise<MarkRow[]> {
  if (markedBy.length === 0) return Promise.resolve([]);
  return db.selectFrom('position_marks').selectAll().where('marked_by', 'in', markedBy).execute();
}

export async function saveMarks(trx: Transaction, rows: readonly MarkRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('position_marks')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['marked_by', 'destination_id']).doUpdateSet((eb) => ({
        customer_id: eb.ref('excluded.customer_id'),
        case_id: eb.ref('excluded.case_id'),
        gone: eb.ref('excluded.gone'),
      })),
    )
    .execute();
}

/** The arrivals that these brought about; at one destination, where it is given. */
export async function listMarkedArrivals(
  db: Database,
  markedBy: readonly string[],
  destinationId?: string,
): Promise<Pick<Arrival, 'customer_id' | 'destination_id' | 'passage'>[]> {
  if (markedBy.length === 0) return [];
  let query = db
    .selectFrom('positions')
    .select(['customer_id', 'destination_id', 'passage'])
    .where('marked_by', 'in', markedBy);
  if (destinationId !== undefined) query = query.where('destination_id', '=', destinationId);
  return query.execute();
}

/** What else marks a destination for a customer, under any of his records, and brought him nowhere yet; the earliest first. */
export async function listOtherMarks(db: Database, customerId: string, destinationId: string): Promise<MarkRow[]> {
  const { rows } = await sql<MarkRow>`
    select m.* from position_marks m join customers c on c.id = m.customer_id
    where m.destination_id = ${destinationId} and not m.gone
      and m.customer_id = any(array(select id from customers where id = ${customerId} or merged_into = ${customerId}))
      and not exists (select from positions p where p.destination_id = m.destination_id and p.marked_by = m.marked_by)
    order by m.reached_at, m.marked_by limit 200
  `.execute(db);
  return rows;
}

/** A person says that he was not there: what only said so beside what brought him says it no more. */
export async function dropOtherMarks(trx: Transaction, customerId: string, destinationId: string): Promise<void> {
  await sql`
    update position_marks m set gone = true
    where m.destination_id = ${destinationId} and not m.gone
      and m.customer_id = any(array(select id from customers where id = ${customerId} or merged_into = ${customerId}))
      and not exists (select from positions p where p.destination_id = m.destination_id and p.marked_by = m.marked_by)
  `.execute(trx);
}

/** Whether a customer is at the end of a journey in a passage; undefined when nobody waits for him there. */
export async function findPassageEnd(
  db: Database,
  at: { journey_id: string; customer_id: string; passage: number },
): Promise<{ walked: boolean; ended: boolean | undefined }> {
  const { rows } = await sql<{ walked: boolean; placed: boolean; next_id: string | null }>`
    select exists (select from positions where customer_id = ${at.customer_id} and journey_id = ${at.journey_id} and passage = ${at.passage}) as walked,
      t.customer_id is not null as placed, t.next_id
    from (select 1) one left join travellers t
      on t.journey_id = ${at.journey_id} and t.customer_id = ${at.customer_id} and t.passage = ${at.passage}
  `.execute(db);
  const { walked, placed, next_id } = rows[0]!;
  return { walked, ended: placed ? next_id === null : undefined };
}
