import { sql } from 'kysely';
import type { FittedCurve } from '../../../../domain/measures/estimate-groups.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import type { EstimateCase, QuoteRow } from './estimate-rows.ts';

/** What is known of some cases; held while it is changed. */
export async function holdEstimateCases(trx: Transaction, ids: readonly string[]): Promise<EstimateCase[]> {
  const { rows } = await sql<EstimateCase>`
    select * from estimate_cases where case_id = any(${ids}::uuid[]) order by case_id for update
  `.execute(trx);
  return rows;
}

/** Open cases whose moment has come, the longest waiting first; what another node has in hand is left to it. */
export async function takeToLook(trx: Transaction, now: Date, limit: number): Promise<EstimateCase[]> {
  const { rows } = await sql<EstimateCase>`
    select * from estimate_cases where look_at <= ${now} order by look_at limit ${limit} for update skip locked
  `.execute(trx);
  return rows;
}

export async function saveEstimateCases(trx: Transaction, rows: readonly EstimateCase[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into estimate_cases
    select r.* from jsonb_populate_recordset(null::estimate_cases, ${JSON.stringify(rows)}::jsonb) r
      join cases k on k.id = r.case_id
    on conflict (case_id) do update set (kind, priority, team_id, load, opened_at, closed_at, minutes, calendar_id,
      calendar_version, merged, look_at, unknown, unknown_n) = (excluded.kind, excluded.priority, excluded.team_id,
      excluded.load, excluded.opened_at, excluded.closed_at, excluded.minutes, excluded.calendar_id,
      excluded.calendar_version, excluded.merged, excluded.look_at, excluded.unknown, excluded.unknown_n)
  `.execute(trx);
}

export async function readLoads(trx: Transaction): Promise<Map<string | null, number>> {
  const rows = await trx.selectFrom('estimate_loads').select(['team_id', 'open']).execute();
  return new Map(rows.map(({ team_id, open }) => [team_id, open]));
}

export async function saveLoads(trx: Transaction, loads: ReadonlyMap<string | null, number>): Promise<void> {
  if (loads.size === 0) return;
  await sql`insert into estimate_loads (team_id, open)
    select * from unnest(${[...loads.keys()]}::uuid[], ${[...loads.values()].map((open) => Math.max(0, open))}::int[])
    on conflict (team_id) do update set open = excluded.open`.execute(trx);
}

/** The newest cases within a year, for fitting. */
export async function listForFitting(db: Database, since: Date, limit: number): Promise<EstimateCase[]> {
  const { rows } = await sql<EstimateCase>`
    select * from estimate_cases where not merged and opened_at >= ${since} order by opened_at desc limit ${limit}
  `.execute(db);
  return rows;
}

export async function readFitting(db: Database): Promise<{ fitted_at: Date; n: number; resolved: number } | undefined> {
  return db
    .selectFrom('estimate_curves')
    .select(['fitted_at', 'n', 'resolved'])
    .where('key', '=', 'all')
    .executeTakeFirst();
}

/** Replaces every curve; groups that have no case any more go. */
export async function saveCurves(trx: Transaction, curves: readonly FittedCurve[], at: Date): Promise<void> {
  const rows = curves.map(({ key, n, resolved, busyOver, points }) => ({
    key,
    n,
    resolved,
    busy_over: busyOver,
    points,
    fitted_at: at,
  }));
  await sql`
    insert into estimate_curves select * from jsonb_populate_recordset(null::estimate_curves, ${JSON.stringify(rows)}::jsonb)
    on conflict (key) do update set (n, resolved, busy_over, points, fitted_at) = (excluded.n, excluded.resolved,
      excluded.busy_over, excluded.points, excluded.fitted_at)
  `.execute(trx);
  await trx.deleteFrom('estimate_curves').where('fitted_at', '<', at).execute();
}

export async function findCurves(db: Database, keys: readonly string[]): Promise<Map<string, FittedCurve>> {
  const rows =
    keys.length === 0
      ? []
      : await db
          .selectFrom('estimate_curves')
          .selectAll()
          .where('key', 'in', [...keys])
          .execute();
  return new Map(
    rows.map(({ key, n, resolved, busy_over, points }) => [
      key,
      { key, n, resolved, busyOver: busy_over, points: points as unknown as FittedCurve['points'] },
    ]),
  );
}

/** The present quotes of some cases: those not replaced and not called off. */
export async function findPresentQuotes(db: Database, caseIds: readonly string[]): Promise<QuoteRow[]> {
  const { rows } = await sql<QuoteRow>`
    select * from estimate_quotes where case_id = any(${caseIds}::uuid[]) and superseded_at is null and void_at is null
    order by quoted_at
  `.execute(db);
  return rows;
}

export async function listQuotesOfCase(db: Database, caseId: string): Promise<QuoteRow[]> {
  const { rows } = await sql<QuoteRow>`
    select * from estimate_quotes where case_id = ${caseId} order by quoted_at desc limit 50
  `.execute(db);
  return rows;
}

export function insertQuotes(trx: Transaction, rows: readonly QuoteRow[]) {
  return trx
    .insertInto('estimate_quotes')
    .values([...rows])
    .execute();
}

export async function supersedeQuotes(trx: Transaction, caseIds: readonly string[], at: Date): Promise<void> {
  await trx
    .updateTable('estimate_quotes')
    .set({ superseded_at: at })
    .where('case_id', 'in', [...caseIds])
    .where('superseded_at', 'is', null)
    .execute();
}

export async function voidQuotes(trx: Transaction, caseIds: readonly string[], at: Date): Promise<void> {
  if (caseIds.length === 0) return;
  await trx
    .updateTable('estimate_quotes')
    .set({ void_at: at })
    .where('case_id', 'in', [...caseIds])
    .where('counted_at', 'is', null)
    .where('void_at', 'is', null)
    .execute();
}

/** Whether the customer was mailed about the estimates of a case since a moment. */
export async function wasToldSince(trx: Transaction, caseId: string, since: Date): Promise<boolean> {
  const found = await trx
    .selectFrom('estimate_quotes')
    .select('id')
    .where('case_id', '=', caseId)
    .where('told_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Notes on the present estimate that the customer was mailed about it. */
export async function noteTold(trx: Transaction, caseId: string, at: Date): Promise<void> {
  await trx
    .updateTable('estimate_quotes')
    .set({ told_at: at })
    .where('case_id', '=', caseId)
    .where('superseded_at', 'is', null)
    .execute();
}

/** Shows the estimate on the case row, for whoever may not ask this room; null takes it away. */
export async function showOnCases(
  trx: Transaction,
  shown: readonly { id: string; half: Date | null; likely: Date | null; resolved: number | null }[],
): Promise<void> {
  if (shown.length === 0) return;
  await sql`
    update cases k set estimate_half_at = s.half, estimate_likely_at = s.likely, estimate_resolved = s.resolved
    from jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) as s (id uuid, half timestamptz, likely timestamptz, resolved int)
    where k.id = s.id
  `.execute(trx);
}

/** What is needed to promise and to tell: the customer, and where he reads mail. */
export interface Concerned {
  id: string;
  number: number;
  subject: string;
  state: string;
  customer_id: string;
  customer_name: string;
  language: string | null;
  time_zone: string | null;
  reply_address: string | null;
  mailbox_id: string | null;
  assignee: string | null;
}

export async function findConcerned(db: Database, caseIds: readonly string[]): Promise<Map<string, Concerned>> {
  const { rows } = await sql<Concerned>`
    select k.id, k.number, k.subject, k.state, k.customer_id, c.name as customer_name, coalesce(c.language, o.language) as language,
      coalesce(c.time_zone, o.time_zone) as time_zone, k.reply_address, k.mailbox_id, u.name as assignee
    from cases k join customers c on c.id = k.customer_id left join users u on u.id = k.assignee_id left join company o on true
    where k.id = any(${caseIds}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
