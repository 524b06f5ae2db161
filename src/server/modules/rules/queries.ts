import { sql } from 'kysely';
import type { Reason, RuleDefinition } from '../../../domain/rules/words.ts';
import type { Database, Transaction } from '../../store/database.ts';

export interface RuleRow {
  id: string;
  name: string;
  position: number;
  active: boolean;
  version: number;
  definition: RuleDefinition;
  active_since: Date | null;
  shipped: string | null;
  failures: number;
  set_aside_at: Date | null;
  set_aside_because: string | null;
  changed_by: string;
  changed_at: Date;
  removed_at: Date | null;
  last_acted_at?: Date | null;
}

const columns = sql`r.id, r.name, r.position, r.active, r.version, r.definition, r.active_since, r.shipped, r.failures, r.set_aside_at,
  r.set_aside_because, r.changed_by, r.changed_at, r.removed_at`;
const lastActed = sql`(select x.at from rule_runs x where x.rule_id = r.id and x.outcome = 'did' order by x.id desc limit 1) as last_acted_at`;

/** Rules that act now, in their order. A company has some dozens. */
export async function listActingRules(db: Database): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select ${columns} from rules r where r.active and r.set_aside_at is null and r.removed_at is null order by r.position, r.id limit 500
  `.execute(db);
  return rows;
}

export async function listRulesAfter(
  db: Database,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select ${columns}, ${lastActed} from rules r where r.removed_at is null
      and ${after === undefined ? sql`true` : sql`(r.position, r.id) > (${after[0]}::int, ${after[1]}::uuid)`}
    order by r.position, r.id limit ${limit + 1}
  `.execute(db);
  return rows;
}

export async function findRule(db: Database, id: string, lock = false): Promise<RuleRow | undefined> {
  if (lock) await sql`select 1 from rules where id = ${id} for update`.execute(db);
  const { rows } = await sql<RuleRow>`select ${columns}, ${lastActed} from rules r where r.id = ${id}`.execute(db);
  return rows[0];
}

export function insertRule(
  trx: Transaction,
  row: {
    id: string;
    name: string;
    position: number;
    active: boolean;
    definition: RuleDefinition;
    active_since: Date | null;
    shipped: string | null;
    changed_by: string;
    changed_at: Date;
  },
) {
  return trx
    .insertInto('rules')
    .values({ ...row, definition: JSON.stringify(row.definition), created_at: row.changed_at })
    .onConflict((conflict) => conflict.column('shipped').doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function updateRule(
  trx: Transaction,
  id: string,
  change: {
    name?: string;
    position?: number;
    active?: boolean;
    version?: number;
    definition?: RuleDefinition;
    active_since?: Date | null;
    failures?: number;
    set_aside_at?: Date | null;
    set_aside_because?: string | null;
    changed_by?: string;
    changed_at?: Date;
    removed_at?: Date | null;
  },
) {
  const { definition, ...rest } = change;
  return trx
    .updateTable('rules')
    .set({ ...rest, ...(definition === undefined ? {} : { definition: JSON.stringify(definition) }) })
    .where('id', '=', id)
    .execute();
}

export async function findLastPosition(trx: Transaction): Promise<number> {
  // two who add a rule at once wait for each other here
  await sql`select pg_advisory_xact_lock(hashtext('kept.rules.order'))`.execute(trx);
  const { rows } = await sql<{
    last: number | null;
  }>`select max(position) as last from rules where removed_at is null`.execute(trx);
  return rows[0]?.last ?? 0;
}

/** Writes the order anew, 1 to n, with one rule put to a place. */
export async function moveRule(trx: Transaction, id: string, position: number): Promise<void> {
  await findLastPosition(trx);
  const { rows } = await sql<{ id: string }>`
    select id from rules where removed_at is null and id <> ${id} order by position, id
  `.execute(trx);
  const order = rows.map((row) => row.id);
  order.splice(Math.max(0, position - 1), 0, id);
  await sql`
    update rules r set position = o.place from unnest(${order}::uuid[]) with ordinality as o (id, place) where r.id = o.id and r.position <> o.place
  `.execute(trx);
}

export function insertVersion(
  trx: Transaction,
  row: {
    rule_id: string;
    version: number;
    name: string;
    active: boolean;
    definition: RuleDefinition;
    changed_by: string;
    changed_by_id: string | null;
    at: Date;
  },
) {
  return trx
    .insertInto('rule_versions')
    .values({ ...row, definition: JSON.stringify(row.definition) })
    .execute();
}

export async function listVersionsAfter(
  db: Database,
  id: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  const { rows } = await sql<{
    version: number;
    name: string;
    active: boolean;
    definition: RuleDefinition;
    changed_by: string;
    at: Date;
  }>`
    select version, name, active, definition, changed_by, at from rule_versions
    where rule_id = ${id} and ${after === undefined ? sql`true` : sql`version < ${after[0]}::int`}
    order by version desc limit ${limit + 1}
  `.execute(db);
  return rows;
}

export interface RunRow {
  rule_id: string;
  version: number;
  case_id: string;
  event_id: number | null;
  at: Date;
  outcome: 'did' | 'no-match' | 'failed' | 'guarded';
  reasons: Reason[];
  done: string[];
  problem: string | null;
}

/** Writes what a rule made of a case; once per event. */
export async function insertRun(trx: Transaction, row: RunRow): Promise<void> {
  await trx
    .insertInto('rule_runs')
    .values({ ...row, reasons: JSON.stringify(row.reasons), done: JSON.stringify(row.done) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** How often a rule acted on a case since a moment. */
export async function countActs(db: Database, ruleId: string, caseId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from rule_runs where case_id = ${caseId} and rule_id = ${ruleId} and outcome = 'did' and at > ${since} limit 50) x
  `.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whether a rule has looked at this event of this case already. */
export async function hasRun(db: Database, ruleId: string, eventId: number, caseId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from rule_runs where rule_id = ${ruleId} and event_id = ${eventId} and case_id = ${caseId}
  `.execute(db);
  return rows.length > 0;
}

/** Drops a stretch of the log that is older than a moment. */
export async function dropRunsBefore(db: Database, before: Date, most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from rule_runs where id in (select id from rule_runs where at < ${before} order by at limit ${most})
  `.execute(db);
  return Number(numAffectedRows ?? 0n);
}
