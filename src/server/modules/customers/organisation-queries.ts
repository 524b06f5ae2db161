import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

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
    .select(['id', 'name', 'notes'])
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
  row: { id: string; name: string; notes: string; created_at: Date },
) {
  return trx.insertInto('organisations').values(row).execute();
}

export function updateOrganisation(trx: Transaction, id: string, change: { name?: string; notes?: string }) {
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
