import { sql } from 'kysely';
import { type Design, emptyStop, type Stop } from '../../../domain/journeys/design.ts';
import type { Database, Transaction } from '../../store/database.ts';

/** What a version keeps. Versions made before journeys could be drawn have no design. */
interface Definition {
  design?: Design;
}

export function findDraft(db: Database, journeyId: string) {
  return db
    .selectFrom('journey_drafts as d')
    .leftJoin('users as u', 'u.id', 'd.changed_by')
    .selectAll('d')
    .select('u.name as by')
    .where('d.journey_id', '=', journeyId)
    .executeTakeFirst();
}

/** Saves what is being drawn if nobody else did since. @returns its revision now; undefined when somebody did */
export async function writeDraft(
  trx: Transaction,
  row: {
    journeyId: string;
    name: string;
    purpose: string;
    design: Design;
    basedOn: number;
    by: string | null;
    at: Date;
  },
  revision: number,
): Promise<number | undefined> {
  const values = {
    name: row.name,
    purpose: row.purpose,
    design: JSON.stringify(row.design),
    changed_by: row.by,
    changed_at: row.at,
  };
  const saved =
    revision === 0
      ? await trx
          .insertInto('journey_drafts')
          .values({ journey_id: row.journeyId, based_on: row.basedOn, ...values })
          .onConflict((conflict) => conflict.column('journey_id').doNothing())
          .returning('revision')
          .executeTakeFirst()
      : await trx
          .updateTable('journey_drafts')
          .set((eb) => ({ ...values, revision: eb('revision', '+', 1) }))
          .where('journey_id', '=', row.journeyId)
          .where('revision', '=', revision)
          .returning('revision')
          .executeTakeFirst();
  return saved?.revision;
}

export function deleteDraft(trx: Transaction, journeyId: string) {
  return trx.deleteFrom('journey_drafts').where('journey_id', '=', journeyId).returning('revision').executeTakeFirst();
}

/** The design of a version; of one made before journeys could be drawn, what its destinations are now. */
export async function findDesign(db: Database, journeyId: string, version: number): Promise<Design | undefined> {
  const row = await db
    .selectFrom('journey_versions')
    .select('definition')
    .where('journey_id', '=', journeyId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return (row.definition as Definition).design ?? (await designOfDestinations(db, journeyId));
}

async function designOfDestinations(db: Database, journeyId: string): Promise<Design> {
  const rows = await db
    .selectFrom('destinations')
    .selectAll()
    .where('journey_id', '=', journeyId)
    .where('retired_at', 'is', null)
    .orderBy('position')
    .execute();
  const stops = rows.map((row, place): Stop => ({
    ...emptyStop(row.id, row.name),
    doneWhen: row.done_when,
    ownerRole: row.owner_role,
    customerWording: row.customer_wording,
    customerTask: row.customer_tasks.join(' '),
    acceptanceQuestion: row.acceptance_question,
    expectedDays: row.expected_days,
    touchpointId: row.touchpoint_id,
    reachedOnEvent: row.reached_on_event,
    reachedWhen: row.reached_when as Stop['reachedWhen'],
    ends: place === rows.length - 1,
  }));
  return { stages: [], stops, ways: [] };
}

/** Versions of a journey, newest first. */
export function listVersionsBefore(db: Database, journeyId: string, before: number | undefined, limit: number) {
  let query = db
    .selectFrom('journey_versions as v')
    .leftJoin('users as u', 'u.id', 'v.made_by')
    .select(['v.version', 'v.made_at', 'u.name as by'])
    .select(
      sql<number>`jsonb_array_length(coalesce(v.definition->'design'->'stops', v.definition->'destinations', '[]'))`.as(
        'stops',
      ),
    )
    .where('v.journey_id', '=', journeyId)
    .orderBy('v.version', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('v.version', '<', before);
  return query.execute();
}
