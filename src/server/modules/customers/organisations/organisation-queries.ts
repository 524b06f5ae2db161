import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';

export function listOrganisationsAfter(
  db: Database,
  options: { q: string | undefined; after: (string | number | null)[] | undefined; limit: number },
) {
  let query = db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(options.limit + 1);
  if (options.q !== undefined && options.q !== '')
    query = query.where('name', 'ilike', `%${options.q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
  if (options.after !== undefined)
    query = query.where(sql<boolean>`(lower(name), id) > (${options.after[0]}, ${options.after[1]}::uuid)`);
  return query.execute();
}

export function findOrganisationById(db: Database, id: string) {
  return db
    .selectFrom('organisations')
    .select(['id', 'name', 'notes', 'parent_id', 'fields'])
    .select(
      sql<
        string[]
      >`array(select domain from organisation_domains d where d.organisation_id = organisations.id order by domain)`.as(
        'domains',
      ),
    )
    .where('id', '=', id)
    .executeTakeFirst();
}

/** How many answers are known about the people of an organisation, at most 500 of them. */
export async function countKnownAnswers(db: Database, organisationId: string) {
  const { rows } = await sql<{ customers: number; known: number }>`
    with people as (select id from customers where organisation_id = ${organisationId} and merged_into is null limit 500)
    select (select count(*) from people)::int as customers,
      (select count(*) from brief_answers a join people p on p.id = a.customer_id where a.replaced_at is null)::int as known
  `.execute(db);
  return rows[0]!;
}

export function insertOrganisation(
  trx: Transaction,
  row: { id: string; name: string; notes: string; created_at: Date; parent_id: string | null; fields: string },
) {
  return trx.insertInto('organisations').values(row).execute();
}

export function updateOrganisation(
  trx: Transaction,
  id: string,
  change: { name?: string; notes?: string; parent_id?: string | null; fields?: string },
) {
  return trx.updateTable('organisations').set(change).where('id', '=', id).execute();
}

/** Sets the domains; answers those that belong to another organisation already. */
export async function replaceDomains(trx: Transaction, id: string, domains: readonly string[]): Promise<string[]> {
  await trx.deleteFrom('organisation_domains').where('organisation_id', '=', id).execute();
  if (domains.length === 0) return [];
  const added = await trx
    .insertInto('organisation_domains')
    .values(domains.map((domain) => ({ domain, organisation_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('domain')
    .execute();
  const mine = new Set(added.map((row) => row.domain));
  return domains.filter((domain) => !mine.has(domain));
}

export function organisationOfDomain(trx: Transaction, domain: string) {
  return trx
    .selectFrom('organisation_domains')
    .select('organisation_id')
    .where('domain', '=', domain)
    .executeTakeFirst();
}

/** Everything above an organisation, nearest first, at most twenty steps. */
export async function listAncestors(db: Database, id: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive above as (
      select o.id, o.name, o.parent_id, 0 as step from organisations o where o.id = ${id}
      union all select p.id, p.name, p.parent_id, a.step + 1 from above a join organisations p on p.id = a.parent_id where a.step < 20)
    select id, name from above where step > 0 order by step
  `.execute(db);
  return rows;
}

/** How many levels hang below an organisation, itself not counted; at most twenty are looked at. */
export async function depthBelow(db: Database, id: string): Promise<number> {
  const { rows } = await sql<{ depth: number }>`
    with recursive below as (
      select o.id, 0 as step from organisations o where o.id = ${id}
      union all select c.id, b.step + 1 from below b join organisations c on c.parent_id = b.id where b.step < 20)
    select max(step)::int as depth from below
  `.execute(db);
  return rows[0]?.depth ?? 0;
}

/** One change of the tree at a time: two that cross each other could close a ring that neither sees. */
export async function lockTree(trx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('organisation-tree'))`.execute(trx);
}

export function listChildren(db: Database, id: string) {
  return db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('parent_id', '=', id)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(200)
    .execute();
}

/** Whoever belongs nowhere and writes from one of the domains joins; at most 1000 at a time, the rest join when they write. */
export async function joinByDomain(
  trx: Transaction,
  organisationId: string,
  domains: readonly string[],
): Promise<string[]> {
  if (domains.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    update customers c set organisation_id = ${organisationId}, compared_at = null
    where c.organisation_id is null and c.id in (
      select i.customer_id from identities i where i.kind = 'email' and i.value ilike any(${domains.map((domain) => `%@${domain}`)}) limit 1000)
    returning c.id
  `.execute(trx);
  return rows.map((row) => row.id);
}
