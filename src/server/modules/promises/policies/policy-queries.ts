import { sql } from 'kysely';
import type { Conditions } from '../../../../domain/promises/policy-conditions.ts';
import type { Database, Transaction } from '../../../store/database.ts';

export interface PolicyRow {
  id: string;
  name: string;
  version: number;
  position: number;
  conditions: Conditions;
  calendar_id: string | null;
  first_response_minutes: number | null;
  next_response_minutes: number | null;
  resolution_minutes: number | null;
  pause_response_in: string[];
  pause_resolution_in: string[];
  recompute_running: boolean;
  active: boolean;
  changed_at: Date;
}

/** What a case is, as far as the log has been read. */
export interface Standing {
  case_id: string;
  customer_id: string;
  kind: string;
  priority: string;
  channel: string;
  team_id: string | null;
  assignee_id: string | null;
  tags: string[];
  state: string;
  awaiting_since: Date | null;
  replied: boolean;
  merged_into: string | null;
}

export interface CustomerTraits {
  organisationId: string | null;
  vip: boolean;
  /** Bought in the last year. */
  value: number;
  /** Records that were merged into this one. */
  formerIds?: string[];
}

const policyColumns = [
  'id',
  'name',
  'version',
  'position',
  'conditions',
  'calendar_id',
  'first_response_minutes',
  'next_response_minutes',
  'resolution_minutes',
  'pause_response_in',
  'pause_resolution_in',
  'recompute_running',
  'active',
  'changed_at',
] as const;

export function findActivePolicies(db: Database): Promise<PolicyRow[]> {
  return db
    .selectFrom('policies')
    .select(policyColumns)
    .where('active', '=', true)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export function listPoliciesAfter(
  db: Database,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<PolicyRow[]> {
  let query = db
    .selectFrom('policies')
    .select(policyColumns)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('position', 'id'), '>', eb.tuple(Number(after[0]), String(after[1]))));
  return query.execute();
}

/** A policy that is still listed. */
export function findPolicy(db: Database, id: string): Promise<PolicyRow | undefined> {
  return db
    .selectFrom('policies')
    .select(policyColumns)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
}

/** A policy that is still listed, held until the transaction ends. */
export function holdPolicy(trx: Transaction, id: string): Promise<PolicyRow | undefined> {
  return trx
    .selectFrom('policies')
    .select(policyColumns)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes a policy and keeps this version of it. */
export async function savePolicy(trx: Transaction, row: PolicyRow, byId: string | null): Promise<void> {
  const { id, ...rest } = row;
  const values = { ...rest, conditions: JSON.stringify(row.conditions) };
  await trx
    .insertInto('policies')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  await trx
    .insertInto('policy_versions')
    .values({ policy_id: id, version: row.version, terms: JSON.stringify(row), at: row.changed_at, by_id: byId })
    .onConflict((conflict) => conflict.columns(['policy_id', 'version']).doNothing())
    .execute();
}

export function archivePolicy(trx: Transaction, id: string, at: Date) {
  return trx.updateTable('policies').set({ active: false, archived_at: at }).where('id', '=', id).execute();
}

/** Takes a removed policy out of the archive; as it was in its last version, in use or not. Undefined when it is not there. */
export async function unarchivePolicy(trx: Transaction, id: string): Promise<PolicyRow | undefined> {
  const row = await trx
    .updateTable('policies')
    .set({ archived_at: null })
    .where('id', '=', id)
    .where('archived_at', 'is not', null)
    .returning(policyColumns)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const last = await trx
    .selectFrom('policy_versions')
    .select('terms')
    .where('policy_id', '=', id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return { ...row, active: (last?.terms as { active?: boolean } | undefined)?.active ?? true };
}

/** Makes room at a position, counted from 1, and gives it. */
export async function makeRoomAt(trx: Transaction, position: number | undefined, exceptId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('promises.policy-order'))`.execute(trx);
  const others = await trx
    .selectFrom('policies')
    .select(['id', 'position'])
    .where('archived_at', 'is', null)
    .where('id', '<>', exceptId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const wanted = Math.min(position ?? others.length + 1, others.length + 1);
  for (const [index, other] of others.entries()) {
    const place = index + 1 < wanted ? index + 1 : index + 2;
    if (place !== other.position)
      await trx.updateTable('policies').set({ position: place }).where('id', '=', other.id).execute();
  }
  return wanted;
}

export async function listVersionsAfter(
  db: Database,
  policyId: string,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('policy_versions as v')
    .leftJoin('users as u', 'u.id', 'v.by_id')
    .select(['v.version', 'v.terms', 'v.at', 'v.by_id', 'u.name as by_name'])
    .where('v.policy_id', '=', policyId)
    .orderBy('v.version', 'desc')
    .limit(limit + 1);
  if (after !== undefined) query = query.where('v.version', '<', Number(after[0]));
  return query.execute();
}

export async function isAnyPolicy(db: Database): Promise<boolean> {
  return (await db.selectFrom('policies').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function findStandings(db: Database, caseIds: readonly string[]): Promise<Standing[]> {
  if (caseIds.length === 0) return [];
  const rows = await db
    .selectFrom('case_standings')
    .selectAll()
    .where('case_id', 'in', [...caseIds])
    .execute();
  const gone = await findGone(
    db,
    rows.flatMap(({ assignee_id }) => assignee_id ?? []),
  );
  return rows.map((row) => (gone.has(row.assignee_id ?? '') ? { ...row, assignee_id: null } : row));
}

/** Those of some colleagues who have left, or serve customers no more: nothing is theirs to keep. */
export async function findGone(db: Database, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', [...new Set(userIds)])
    .where((eb) => eb.or([eb('active', '=', false), eb('role', '=', 'colleague')]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function saveStandings(trx: Transaction, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return;
  await sql`
    insert into case_standings
    select * from jsonb_populate_recordset(null::case_standings, ${JSON.stringify(standings)}::jsonb)
    on conflict (case_id) do update set customer_id = excluded.customer_id, kind = excluded.kind, priority = excluded.priority,
      channel = excluded.channel, team_id = excluded.team_id, assignee_id = excluded.assignee_id, tags = excluded.tags,
      state = excluded.state, awaiting_since = excluded.awaiting_since, replied = excluded.replied, merged_into = excluded.merged_into
  `.execute(trx);
}

/**
 * What policies may ask of a customer.
 * @param at what a customer is worth is counted over the year before it, and only where a policy asks
 */
export async function findTraits(
  db: Database,
  customerIds: readonly string[],
  at: Date,
): Promise<Map<string, CustomerTraits>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    organisation_id: string | null;
    vip: boolean;
    value: number;
    former: string[] | null;
  }>`
    select c.id, c.organisation_id, c.vip, (select array_agg(m.id) from customers m where m.merged_into = c.id) as former, case when not exists (select from policies where active and archived_at is null
        and conditions ? 'valueFrom') then 0 else coalesce((select sum(b.amount)::float8 from purchases b
          where b.customer_id = c.id and b.at > ${at}::timestamptz - interval '365 days' and b.at <= ${at}), 0) end as value
    from customers c where c.id = any(${[...customerIds]}::uuid[])
  `.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      { organisationId: row.organisation_id, vip: row.vip, value: row.value, formerIds: row.former ?? [] },
    ]),
  );
}

/** Tags that cases were opened with; later ones come with the log. */
export async function findTagsOfCases(db: Database, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'tags'])
    .where('id', 'in', [...caseIds])
    .execute();
  return new Map(rows.map(({ id, tags }) => [id, tags]));
}

/** Policies whose running promises keep the version they were made under: by their own rule, or because they are gone. */
export async function findPinningPolicies(db: Database): Promise<Set<string>> {
  const rows = await db
    .selectFrom('policies')
    .select('id')
    .where((eb) => eb.or([eb('recompute_running', '=', false), eb('archived_at', 'is not', null)]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}
