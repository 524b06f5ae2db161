import type { Database } from '../../store/database.ts';

/** A destination with the order of the stops of its journey. */
export async function findDestinationOnWay(
  db: Database,
  id: string,
): Promise<{ id: string; name: string; journeyId: string; order: string[] } | undefined> {
  const found = await db
    .selectFrom('destinations')
    .select(['id', 'name', 'journey_id'])
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const stops = await db
    .selectFrom('destinations')
    .select('id')
    .where('journey_id', '=', found.journey_id)
    .where('retired_at', 'is', null)
    .orderBy('position')
    .execute();
  return { id, name: found.name, journeyId: found.journey_id, order: stops.map((stop) => stop.id) };
}

/** Since when each version of a journey was in force, the first one first. */
export async function listVersionTimes(db: Database, journeyId: string): Promise<{ version: number; madeAt: Date }[]> {
  const rows = await db
    .selectFrom('journey_versions')
    .select(['version', 'made_at'])
    .where('journey_id', '=', journeyId)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({ version: row.version, madeAt: row.made_at }));
}

/** By which channel cases came in. */
export async function listChannelsOfCases(db: Database, caseIds: string[]): Promise<ReadonlyMap<string, string>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db.selectFrom('cases').select(['id', 'channel']).where('id', 'in', caseIds).execute();
  return new Map(rows.map((row) => [row.id, row.channel]));
}

/** The organisations of those customers who belong to one. */
export async function listOrganisationsOf(
  db: Database,
  customerIds: string[],
): Promise<ReadonlyMap<string, { id: string; name: string }>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('customers as c')
    .innerJoin('organisations as o', 'o.id', 'c.organisation_id')
    .select(['c.id as customer_id', 'o.id', 'o.name'])
    .where('c.id', 'in', [...new Set(customerIds)])
    .execute();
  return new Map(rows.map((row) => [row.customer_id, { id: row.id, name: row.name }]));
}
