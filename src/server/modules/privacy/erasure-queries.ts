import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

const columns = [
  'e.id',
  'e.customer_id',
  'e.because',
  'e.state',
  'e.step',
  'e.steps_done',
  'e.steps',
  'e.counts',
  'e.error',
  'e.requested_at',
  'e.finished_at',
  'u.name as requested_by',
] as const;

function select(db: Database) {
  return db.selectFrom('erasures as e').leftJoin('users as u', 'u.id', 'e.requested_by').select(columns);
}

export function findErasure(db: Database, id: string) {
  return select(db).where('e.id', '=', id).executeTakeFirst();
}
export type ErasureRecord = NonNullable<Awaited<ReturnType<typeof findErasure>>>;

export function listErasuresAfter(db: Database, after: (string | number | null)[] | undefined, limit: number) {
  let query = select(db)
    .orderBy('e.requested_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(e.requested_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

export function insertErasure(
  trx: Transaction,
  row: { id: string; customer_id: string; because: string; requested_by: string | null; requested_at: Date },
) {
  return trx
    .insertInto('erasures')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function updateErasure(
  db: Database,
  id: string,
  change: {
    state?: string;
    step?: string | null;
    steps?: number;
    steps_done?: number;
    counts?: string;
    error?: string | null;
    finished_at?: Date;
    customer_id?: null;
  },
) {
  return db.updateTable('erasures').set(change).where('id', '=', id).execute();
}

/** Why somebody of a person's records may not be erased now: a hold, or a case that is still open. */
export async function findHindrance(db: Database, rootId: string) {
  const { rows } = await sql<{
    name: string;
    legal_hold: string | null;
    erased_at: Date | null;
    merged_into: string | null;
    hold: string | null;
  }>`
    select c.name, c.legal_hold, c.erased_at, c.merged_into,
      (select x.legal_hold from customers x where (x.id = c.id or x.merged_into = c.id) and x.legal_hold is not null limit 1) as hold
    from customers c where c.id = ${rootId}
  `.execute(db);
  return rows[0];
}

/** Takes the person out of his own rows; the rows stay for the sums. */
export async function emptyPerson(
  trx: Transaction,
  ids: readonly string[],
  name: string,
  at: Date,
): Promise<Record<string, number>> {
  const identities = await sql`delete from identities where customer_id = any(${[...ids]}::uuid[])`.execute(trx);
  const organisations = await sql<{ id: string }>`
    select distinct o.id from organisations o join customers c on c.organisation_id = o.id join organisation_domains d on d.organisation_id = o.id
    where c.id = any(${[...ids]}::uuid[]) and o.name = d.domain and o.notes = '' and o.fields = '{}'
  `.execute(trx);
  const customers = await sql`
    update customers set name = ${name}, organisation_id = null, language = null, time_zone = null, vip = false, notes = '', tags = '{}',
      preferred_channel = null, do_not_survey = true, portal_role = 'own', fields = '{}', fields_words = '', legal_hold = null,
      erased_at = ${at}, compared_at = ${at} where id = any(${[...ids]}::uuid[])
  `.execute(trx);
  // an organisation that we made up of his mail domain alone, and that is nobody else's, says where he was
  const left = await sql`
    delete from organisations o where o.id = any(${organisations.rows.map((row) => row.id)}::uuid[])
      and not exists (select from customers c where c.organisation_id = o.id) and not exists (select from cases k where k.organisation_id = o.id)
      and not exists (select from organisations c where c.parent_id = o.id)
  `.execute(trx);
  return {
    identities: Number(identities.numAffectedRows ?? 0),
    customers: Number(customers.numAffectedRows ?? 0),
    organisations: Number(left.numAffectedRows ?? 0),
  };
}
