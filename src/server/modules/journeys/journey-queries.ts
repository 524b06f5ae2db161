import { sql } from 'kysely';
import type { Traveller } from '../../../domain/journeys/travel-times.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { caseOf } from './position-queries.ts';

type After = (string | number | null)[] | undefined;

/** Late customers are counted up to here: a page must not cost more when more are late. */
const countedUpTo = 10_000;
/** Time to a destination is estimated over so many of the latest passages. */
const latestPassages = 1000;

const destinations = sql<number>`(select count(*) from destinations d where d.journey_id = journeys.id and d.retired_at is null)`;

/** The default journey first, then by name. */
export function listJourneysAfter(db: Database, after: After, limit: number) {
  let query = db
    .selectFrom('journeys')
    .selectAll()
    .select(destinations.as('destinations'))
    .orderBy(sql`not is_default`)
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where(sql<boolean>`(not is_default, name, id) > (${after[0] === 1}, ${after[1]}, ${after[2]}::uuid)`);
  return query.execute();
}

export function findJourney(db: Database, id: string) {
  return db
    .selectFrom('journeys')
    .selectAll()
    .select(destinations.as('destinations'))
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Destinations in order with their maintained counts; late ones are counted from the index, up to a bound. */
export function listDestinations(db: Database, journeyId: string, now: Date) {
  return db
    .selectFrom('destinations as d')
    .leftJoin('destination_tallies as t', 't.destination_id', 'd.id')
    .selectAll('d')
    .select(['t.reached', 't.waiting', 't.accepted', 't.declined'])
    .select(
      sql<number>`(select count(*) from (select 1 from travellers w where w.next_id = d.id and w.next_due_at < ${now} limit ${countedUpTo}) late)`.as(
        'late',
      ),
    )
    .where('d.journey_id', '=', journeyId)
    .where('d.retired_at', 'is', null)
    .orderBy('d.position')
    .execute();
}

export type DestinationRow = Awaited<ReturnType<typeof listDestinations>>[number];

/** One passage of a customer, with the case he came in by. */
export interface Travel extends Traveller {
  readonly customerId: string;
  readonly caseId: string | null;
}

/**
 * The latest passages of the latest travellers of a journey: since when, where he was when, and until when he was on it, which
 * ends where he comes round again (another case beside it ends nothing).
 */
export async function listTravels(db: Database, journeyId: string, latest = latestPassages): Promise<Travel[]> {
  const { rows } = await sql<{
    customer_id: string;
    started_at: Date;
    cases: string[] | null;
    case_id: string | null;
    reached: { id: string; at: string }[];
  }>`
    select l.customer_id, p.*
    from (select customer_id, started_at from travellers where journey_id = ${journeyId} and not beside order by started_at desc limit ${latest}) l
    cross join lateral (
      select min(reached_at) as started_at, array_agg(distinct case_id) filter (where case_id is not null) as cases,
        (array_agg(case_id order by reached_at, passage))[1] as case_id,
        jsonb_agg(jsonb_build_object('id', destination_id, 'at', reached_at)) as reached
      from positions where customer_id = l.customer_id and journey_id = ${journeyId} group by passage) p
    order by p.started_at desc, l.customer_id limit ${latest}
  `.execute(db);
  const travels: Travel[] = [];
  // the latest first: what began after a passage is known when it is looked at
  const later = new Map<string, { startedAt: Date; cases: readonly string[] }[]>();
  const of = Map.groupBy(rows, (row) => row.customer_id);
  for (const row of rows) {
    const cases = row.cases ?? [];
    const after = later.get(row.customer_id) ?? [];
    const over = after.findLast(
      (each) => cases.length === 0 || each.cases.length === 0 || each.cases.some((id) => cases.includes(id)),
    );
    later.set(row.customer_id, [...after, { startedAt: row.started_at, cases }]);
    travels.push({
      customerId: row.customer_id,
      caseId: row.case_id,
      startedAt: row.started_at,
      until: over?.startedAt,
      again: of.get(row.customer_id)!.at(-1) !== row,
      reached: row.reached.map(({ id, at }) => ({ id, at: new Date(at) })),
    });
  }
  return travels;
}

export interface DestinationColumns {
  id: string;
  journey_id: string;
  position: number;
  name: string;
  done_when: string;
  customer_wording: string;
  customer_tasks: string[];
  owner_role: string | null;
  touchpoint_id: string | null;
  expected_days: number | null;
  reached_on_event: string | null;
  acceptance_question: string;
  reached_when: string;
  stage: string;
  feeling_word: string;
  feeling_level: number | null;
  next_ids: string[] | null;
  sub_journey_id: string | null;
  ends: boolean;
}

/** Puts the destinations of a journey in their new order; those no longer named are retired and keep who reached them. */
export async function replaceDestinations(
  trx: Transaction,
  journeyId: string,
  rows: DestinationColumns[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('destinations')
    .set({ retired_at: at })
    .where('journey_id', '=', journeyId)
    .where('retired_at', 'is', null)
    .execute();
  if (rows.length === 0) return;
  await trx
    .insertInto('destinations')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        name: eb.ref('excluded.name'),
        done_when: eb.ref('excluded.done_when'),
        customer_wording: eb.ref('excluded.customer_wording'),
        customer_tasks: eb.ref('excluded.customer_tasks'),
        owner_role: eb.ref('excluded.owner_role'),
        touchpoint_id: eb.ref('excluded.touchpoint_id'),
        expected_days: eb.ref('excluded.expected_days'),
        reached_when: eb.ref('excluded.reached_when'),
        reached_on_event: eb.ref('excluded.reached_on_event'),
        acceptance_question: eb.ref('excluded.acceptance_question'),
        stage: eb.ref('excluded.stage'),
        feeling_word: eb.ref('excluded.feeling_word'),
        feeling_level: eb.ref('excluded.feeling_level'),
        next_ids: eb.ref('excluded.next_ids'),
        sub_journey_id: eb.ref('excluded.sub_journey_id'),
        ends: eb.ref('excluded.ends'),
        retired_at: null,
      })),
    )
    .execute();
}

export function listLateAfter(db: Database, destinationId: string, now: Date, after: After, limit: number) {
  let query = db
    .selectFrom('travellers as t')
    .innerJoin('customers as c', 'c.id', 't.customer_id')
    .select(['t.customer_id', 't.passage', 'c.name', 't.since', 't.next_due_at'])
    .select(caseOf('t').as('case_id'))
    .where('t.next_id', '=', destinationId)
    .where('t.next_due_at', '<', now)
    .orderBy('t.next_due_at')
    .orderBy('t.customer_id')
    .orderBy('t.passage')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(
        eb.refTuple('t.next_due_at', 't.customer_id', 't.passage'),
        '>',
        eb.tuple(new Date(String(after[0])), String(after[1]), Number(after[2])),
      ),
    );
  return query.execute();
}

export function listStalledAfter(db: Database, journeyId: string, now: Date, after: After, limit: number) {
  let query = db
    .selectFrom('travellers as t')
    .innerJoin('customers as c', 'c.id', 't.customer_id')
    .innerJoin('destinations as d', 'd.id', 't.next_id')
    .select(['t.customer_id', 't.passage', 'c.name', 't.since', 't.next_due_at', 't.next_id'])
    .select(['d.name as next_name', 'd.owner_role'])
    .select(caseOf('t').as('case_id'))
    .where('t.journey_id', '=', journeyId)
    .where('t.next_id', 'is not', null)
    .where('t.next_due_at', '<', now)
    .orderBy('t.next_due_at')
    .orderBy('t.customer_id')
    .orderBy('t.passage')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(
        eb.refTuple('t.next_due_at', 't.customer_id', 't.passage'),
        '>',
        eb.tuple(new Date(String(after[0])), String(after[1]), Number(after[2])),
      ),
    );
  return query.execute();
}
