import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

const columns = ['id', 'name', 'filter', 'shared', 'owner_id'] as const;

/** His own and shared ones, by name. */
export function listSegmentsFor(db: Database, userId: string | null) {
  return db
    .selectFrom('customer_segments')
    .select(columns)
    .where((eb) => eb.or([eb('shared', '=', true), ...(userId === null ? [] : [eb('owner_id', '=', userId)])]))
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(200)
    .execute();
}
export type SegmentRecord = Awaited<ReturnType<typeof listSegmentsFor>>[number];

export function findSegment(db: Database, id: string) {
  return db.selectFrom('customer_segments').select(columns).where('id', '=', id).executeTakeFirst();
}

export function insertSegment(
  trx: Transaction,
  row: { id: string; name: string; filter: string; shared: boolean; owner_id: string; created_at: Date },
) {
  return trx.insertInto('customer_segments').values(row).execute();
}

export function updateSegment(
  trx: Transaction,
  id: string,
  change: { name?: string; filter?: string; shared?: boolean },
) {
  return trx.updateTable('customer_segments').set(change).where('id', '=', id).execute();
}

export function deleteSegment(trx: Transaction, id: string) {
  return trx.deleteFrom('customer_segments').where('id', '=', id).execute();
}
