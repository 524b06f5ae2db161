import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

/** The customer behind an address, following merges, or undefined. */
export function findCustomerByIdentity(db: Database, kind: string, value: string) {
  return db
    .selectFrom('identities as i')
    .innerJoin('customers as c', 'c.id', 'i.customer_id')
    .leftJoin('customers as m', 'm.id', 'c.merged_into')
    .select([
      'i.id as identity_id',
      'i.bounced_at',
      sql<string>`coalesce(m.id, c.id)`.as('id'),
      sql<string>`coalesce(m.name, c.name)`.as('name'),
      sql<string | null>`case when m.id is null then c.organisation_id else m.organisation_id end`.as(
        'organisation_id',
      ),
      sql<string | null>`coalesce(m.language, c.language)`.as('language'),
    ])
    .where('i.kind', '=', kind)
    .where('i.value', '=', value)
    .executeTakeFirst();
}

/**
 * Adds a customer with his first identity, and the organisation of the domain where there is none yet, in one statement.
 * Answers undefined when somebody added the same identity at the same moment: look again.
 */
export async function insertKnownCustomer(
  trx: Transaction,
  row: {
    id: string;
    identityId: string;
    organisationId: string;
    kind: string;
    value: string;
    name: string;
    language: string | null;
    domain: string | null;
    at: Date;
    heardAt: Date | null;
  },
): Promise<{ id: string; organisation_id: string | null } | undefined> {
  const { rows } = await sql<{ id: string; organisation_id: string | null }>`
    with known as (select organisation_id from organisation_domains where domain = ${row.domain}),
    identity as (
      insert into identities (id, customer_id, kind, value, created_at)
      values (${row.identityId}, ${row.id}, ${row.kind}, ${row.value}, ${row.at}) on conflict (kind, value) do nothing returning customer_id),
    new_domain as (
      insert into organisation_domains (domain, organisation_id)
      select ${row.domain}, ${row.organisationId}::uuid from identity where ${row.domain}::text is not null and not exists (select from known)
      on conflict do nothing returning organisation_id),
    new_organisation as (
      insert into organisations (id, name, created_at) select organisation_id, ${row.domain}, ${row.at} from new_domain)
    insert into customers (id, name, organisation_id, language, first_seen_at, last_heard_at, created_at)
    select customer_id, ${row.name}, coalesce((select organisation_id from known), (select organisation_id from new_domain)),
      ${row.language}, ${row.at}, ${row.heardAt}::timestamptz, ${row.at} from identity
    returning id, organisation_id
  `.execute(trx);
  return rows[0];
}

export function insertCustomer(
  trx: Transaction,
  row: {
    id: string;
    name: string;
    organisation_id: string | null;
    language: string | null;
    time_zone: string | null;
    vip: boolean;
    notes: string;
    first_seen_at: Date;
    created_at: Date;
  } & CustomerChange,
) {
  return trx.insertInto('customers').values(row).execute();
}

export function insertIdentity(
  trx: Transaction,
  row: { id: string; customer_id: string; kind: string; value: string; created_at: Date; verified_at?: Date | null },
) {
  return trx
    .insertInto('identities')
    .values(row)
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function deleteIdentity(trx: Transaction, customerId: string, id: string) {
  return trx
    .deleteFrom('identities')
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .returning('id')
    .executeTakeFirst();
}

export function updateBounce(trx: Transaction, where: { id: string } | { value: string }, at: Date | null) {
  const query = trx.updateTable('identities').set({ bounced_at: at });
  return (
    'id' in where
      ? query.where('id', '=', where.id)
      : query.where('kind', '=', 'email').where('value', '=', where.value)
  )
    .returning('customer_id')
    .executeTakeFirst();
}

/** What may be changed of a customer's own row; `fields` as JSON text. */
export interface CustomerChange {
  name?: string;
  organisation_id?: string | null;
  language?: string | null;
  time_zone?: string | null;
  vip?: boolean;
  notes?: string;
  merged_into?: string | null;
  last_heard_at?: Date;
  tags?: string[];
  preferred_channel?: string | null;
  do_not_survey?: boolean;
  no_assistant?: boolean;
  portal_role?: string;
  fields?: string;
  fields_words?: string;
  legal_hold?: string | null;
  compared_at?: Date | null;
}

export function updateCustomer(trx: Transaction, id: string, change: CustomerChange) {
  return trx.updateTable('customers').set(change).where('id', '=', id).execute();
}

/** Whoever was merged into `from` now belongs to `into`; answers who that is. */
export async function moveMerged(trx: Transaction, from: string, into: string): Promise<string[]> {
  const moved = await trx
    .updateTable('customers')
    .set({ merged_into: into })
    .where('merged_into', '=', from)
    .returning('id')
    .execute();
  return moved.map((row) => row.id);
}

const firstAddress = sql<string | null>`(select i.value from identities i where i.kind = 'email'
  and i.customer_id = any(array(select x.id from customers x where x.id = c.id or x.merged_into = c.id)) order by i.customer_id <> c.id, i.bounced_at is not null, i.created_at, i.id limit 1)`;

const rowColumns = [
  'c.id',
  'c.name',
  'c.vip',
  'c.language',
  'c.time_zone',
  'c.notes',
  'c.first_seen_at',
  'c.last_heard_at',
  'c.merged_into',
  'c.tags',
  'c.preferred_channel',
  'c.do_not_survey',
  'c.no_assistant',
  'c.portal_role',
  'c.fields',
  'c.legal_hold',
  'c.created_at',
  'o.id as organisation_id',
  'o.name as organisation_name',
] as const;

export function selectCustomers(db: Database) {
  return db
    .selectFrom('customers as c')
    .leftJoin('organisations as o', 'o.id', 'c.organisation_id')
    .select(rowColumns)
    .select(firstAddress.as('email'));
}

export function findCustomerById(db: Database, id: string) {
  return selectCustomers(db).where('c.id', '=', id).executeTakeFirst();
}
export type CustomerRecord = NonNullable<Awaited<ReturnType<typeof findCustomerById>>>;

/** A row of the customer or of one merged into him. An array, not `or … in (…)`: that would read the whole table. */
export function belongsTo(column: string, customerId: string) {
  return sql<boolean>`${sql.ref(column)} = any(array(select x.id from customers x where x.id = ${customerId} or x.merged_into = ${customerId}))`;
}

export function listIdentities(db: Database, customerId: string) {
  return db
    .selectFrom('identities')
    .select(['id', 'customer_id', 'kind', 'value', 'bounced_at', 'verified_at'])
    .where(belongsTo('customer_id', customerId))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export type IdentityRecord = Awaited<ReturnType<typeof listIdentities>>[number];

export function listMerged(db: Database, into: string) {
  return db.selectFrom('customers').select(['id', 'name']).where('merged_into', '=', into).orderBy('name').execute();
}

/** A message and whose case it is in. */
export function findMessageOwner(db: Database, messageId: string) {
  return db
    .selectFrom('messages as m')
    .innerJoin('cases as k', 'k.id', 'm.case_id')
    .leftJoin('customers as c', 'c.id', 'k.customer_id')
    .select(['m.at', 'm.text', 'm.kind', 'm.author_kind'])
    .select(sql<string>`coalesce(c.merged_into, k.customer_id)`.as('customer_id'))
    .where('m.id', '=', messageId)
    .executeTakeFirst();
}

/** A lock on one customer's record: two answers to the same question, two merges, one after the other. */
export function lockCustomer(trx: Transaction, id: string) {
  return trx
    .selectFrom('customers')
    .select(['id', 'name', 'merged_into'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}
