import { sql, type SqlBool } from 'kysely';
import type { MomentOutcome } from '../../../domain/journeys/moment-evidence.ts';
import type { Actor } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { visibleCases } from '../cases/index.ts';

/** Health looks back this many days. */
export const healthDays = 90;

type After = (string | number | null)[] | undefined;

/**
 * Whether what hangs on the case in `column` may be seen: it has no case, or one that is visible to the actor. Written as
 * "there is no hidden case" so that a page of 50 rows looks up 50 cases and does not hash them all.
 */
export function mayBeSeen(actor: Actor, column: string) {
  return sql<SqlBool>`not exists (select 1 from cases k where k.id = ${sql.ref(column)} and (${visibleCases(actor)}) is not true)`;
}

function touchpointsWithHealth(db: Database, now: Date) {
  const since = new Date(now.getTime() - healthDays * 86_400_000).toISOString().slice(0, 10);
  return db
    .selectFrom('touchpoints as t')
    .leftJoin('users as u', 'u.id', 't.owner_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('touchpoint_days as d')
          .select([
            sql<number>`coalesce(sum(d.won), 0)::int`.as('won'),
            sql<number>`coalesce(sum(d.neutral), 0)::int`.as('neutral'),
            sql<number>`coalesce(sum(d.lost), 0)::int`.as('lost'),
          ])
          .whereRef('d.touchpoint_id', '=', 't.id')
          .where('d.day', '>', sql<string>`${since}::date`)
          .as('h'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('moments as m')
          .select((eb) => eb.fn.max('m.at').as('at'))
          .whereRef('m.touchpoint_id', '=', 't.id')
          // from its last day with moments: a touchpoint without any must not search the whole ledger for one
          .where(
            'm.at',
            '>=',
            sql<Date>`(select max(d.day) from touchpoint_days d where d.touchpoint_id = t.id and d.won + d.neutral + d.lost > 0)`,
          )
          .as('l'),
      (join) => join.onTrue(),
    )
    .selectAll('t')
    .select(['u.name as owner_name', 'h.won', 'h.neutral', 'h.lost', 'l.at as last_at']);
}

export function listTouchpointsAfter(
  db: Database,
  options: { now: Date; retired: boolean; after: After; limit: number },
) {
  let query = touchpointsWithHealth(db, options.now)
    .where('t.retired_at', options.retired ? 'is not' : 'is', null)
    .orderBy('t.name')
    .orderBy('t.id')
    .limit(options.limit + 1);
  const { after } = options;
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('t.name', 't.id'), '>', eb.tuple(String(after[0]), String(after[1]))));
  return query.execute();
}

export function findTouchpoint(db: Database, id: string, now: Date) {
  return touchpointsWithHealth(db, now).where('t.id', '=', id).executeTakeFirst();
}

export type TouchpointRow = NonNullable<Awaited<ReturnType<typeof findTouchpoint>>>;

export interface TouchpointColumns {
  name: string;
  channel: string;
  purpose: string;
  owner_id: string | null;
  party: string;
  importance: number;
  feeling_before: string;
  feeling_after: string;
  effort: number | null;
  hand_offs: number | null;
  failure_modes: string;
  last_improved_at: Date | null;
  retired_at: Date | null;
}

export function insertTouchpoint(
  trx: Transaction,
  id: string,
  columns: Partial<TouchpointColumns> & { name: string; channel: string },
  at: Date,
) {
  return trx
    .insertInto('touchpoints')
    .values({ id, created_at: at, ...columns })
    .execute();
}

export function updateTouchpoint(trx: Transaction, id: string, columns: Partial<TouchpointColumns>) {
  return trx.updateTable('touchpoints').set(columns).where('id', '=', id).returning('id').executeTakeFirst();
}

function momentsWithNames(db: Database, actor: Actor) {
  return db
    .selectFrom('moments as m')
    .innerJoin('customers as c', 'c.id', 'm.customer_id')
    .innerJoin('touchpoints as t', 't.id', 'm.touchpoint_id')
    .selectAll('m')
    .select(['c.name as customer_name', 't.name as touchpoint_name'])
    .where(mayBeSeen(actor, 'm.case_id'));
}

export interface MomentFilter {
  outcome?: MomentOutcome | undefined;
  touchpointId?: string | undefined;
  customerId?: string | undefined;
  caseId?: string | undefined;
  channel?: string | undefined;
  /** Moments of cases that this team has now. */
  team?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Newest first. A customer's moments include those of records merged into him. */
export function listMomentsAfter(db: Database, actor: Actor, filter: MomentFilter, after: After, limit: number) {
  const { outcome, touchpointId, customerId, caseId, channel, team, from, to } = filter;
  let query = momentsWithNames(db, actor)
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1);
  if (outcome !== undefined) query = query.where('m.outcome', '=', outcome);
  if (touchpointId !== undefined) query = query.where('m.touchpoint_id', '=', touchpointId);
  if (customerId !== undefined) query = query.where('m.customer_id', 'in', withMerged(db, customerId));
  if (caseId !== undefined) query = query.where('m.case_id', '=', caseId);
  if (channel !== undefined) query = query.where('m.channel', '=', channel);
  if (team !== undefined)
    query = query.where(
      sql<boolean>`exists (select from cases k where k.id = m.case_id and k.team_id = ${team}::uuid)`,
    );
  if (from !== undefined) query = query.where('m.at', '>=', sql<Date>`${from}::date`);
  if (to !== undefined) query = query.where('m.at', '<', sql<Date>`${to}::date + 1`);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('m.at', 'm.id'), '<', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}

function withMerged(db: Database, customerId: string) {
  return db
    .selectFrom('customers')
    .select('id')
    .where((eb) => eb.or([eb('id', '=', customerId), eb('merged_into', '=', customerId)]));
}

export function findMoment(db: Database, actor: Actor, id: string) {
  return momentsWithNames(db, actor).where('m.id', '=', id).executeTakeFirst();
}

export type MomentWithNames = NonNullable<Awaited<ReturnType<typeof findMoment>>>;

export function listEvidence(db: Database, momentId: string) {
  return db
    .selectFrom('moment_evidence')
    .select(['at', 'kind', 'outcome', 'strength', 'quote', 'score'])
    .where('moment_id', '=', momentId)
    .orderBy('at')
    .orderBy('event_id')
    .limit(200)
    .execute();
}

export async function isUser(db: Database, id: string): Promise<boolean> {
  return (await db.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** How many of these touchpoints there are. */
export async function countTouchpoints(db: Database, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return (await db.selectFrom('touchpoints').select('id').where('id', 'in', ids).execute()).length;
}
