import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { ProtocolRow } from './rows.ts';

const columns = sql`id, name, position, active, version, definition, changed_at, archived_at`;

/** Protocols in use; a company has a dozen. */
export async function findActiveProtocols(db: Database): Promise<ProtocolRow[]> {
  const { rows } = await sql<ProtocolRow>`
    select ${columns} from escalation_protocols where active and archived_at is null order by position, id limit 200
  `.execute(db);
  return rows;
}

export async function findProtocol(db: Database, id: string, lock = false): Promise<ProtocolRow | undefined> {
  const { rows } = await sql<ProtocolRow>`
    select ${columns} from escalation_protocols where id = ${id} ${lock ? sql`for update` : sql``}
  `.execute(db);
  return rows[0];
}

export async function listProtocolsAfter(db: Database, after: (string | number | null)[] | undefined, limit: number) {
  const { rows } = await sql<ProtocolRow>`
    select ${columns} from escalation_protocols where archived_at is null
      and ${after === undefined ? sql`true` : sql`(position, id) > (${after[0]}::int, ${after[1]}::uuid)`}
    order by position, id limit ${limit + 1}
  `.execute(db);
  return rows;
}

export async function saveProtocol(trx: Transaction, row: ProtocolRow, byId: string | null): Promise<void> {
  const { id, definition, ...rest } = row;
  const values = { ...rest, definition: JSON.stringify(definition), changed_by: byId };
  await trx
    .insertInto('escalation_protocols')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** Puts a protocol to a place, counted from 1, and numbers the others anew. Without a place: last. */
export async function placeProtocol(trx: Transaction, id: string, position: number | undefined): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('kept.escalation-protocols.order'))`.execute(trx);
  const { rows } = await sql<{ id: string }>`
    select id from escalation_protocols where archived_at is null and id <> ${id} order by position, id
  `.execute(trx);
  const order = rows.map((row) => row.id);
  const place = Math.min(Math.max(1, position ?? order.length + 1), order.length + 1);
  order.splice(place - 1, 0, id);
  await sql`
    update escalation_protocols p set position = o.place from unnest(${order}::uuid[]) with ordinality as o (id, place)
    where p.id = o.id and p.position <> o.place
  `.execute(trx);
  return place;
}

export async function isAnyProtocol(db: Database): Promise<boolean> {
  return (await db.selectFrom('escalation_protocols').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Which of these people work on cases here. */
export async function findNamed(db: Database, userIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from users where active and role <> 'colleague' and id = any(${[...userIds]}::uuid[])
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}
