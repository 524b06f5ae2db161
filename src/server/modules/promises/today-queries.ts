import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { shown, type ShownRow, visiblePromises } from './reading-queries.ts';

/** Open promises due before a moment, of a keeper or of a team; estimates are nobody's task. */
export function listDueBefore(
  ctx: Context,
  scope: RawBuilder<unknown>,
  before: Date,
  limit: number,
): Promise<ShownRow[]> {
  return shown(
    ctx.db,
    sql`p.state = 'open' and p.kind <> 'estimate' and p.due_at < ${before} and ${scope} and ${visiblePromises(ctx)} order by p.due_at, p.id limit ${limit}`,
  );
}

/** The same, of those that look like slipping: little time, nobody keeps them, or they will more likely break than not. */
export function listSlippingBefore(
  ctx: Context,
  scope: RawBuilder<unknown>,
  before: Date,
  likelyFrom: number,
  limit: number,
): Promise<ShownRow[]> {
  return shown(
    ctx.db,
    sql`p.state = 'open' and p.kind <> 'estimate' and p.due_at < ${before} and ${scope} and ${visiblePromises(ctx)}
      and (p.at_risk or p.keeper_id is null or w.active is false
        or exists (select from promise_risks r where r.promise_id = p.id and r.probability >= ${likelyFrom}))
      order by p.due_at, p.id limit ${limit}`,
  );
}

/** Open promises of a keeper due from a moment on. */
export function listDueFrom(ctx: Context, keeperId: string, from: Date, limit: number): Promise<ShownRow[]> {
  return shown(
    ctx.db,
    sql`p.state = 'open' and p.kind <> 'estimate' and p.keeper_id = ${keeperId} and p.due_at >= ${from} and ${visiblePromises(ctx)} order by p.due_at, p.id limit ${limit}`,
  );
}

export async function countDueBefore(ctx: Context, scope: RawBuilder<unknown>, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from promises p left join cases k on k.id = p.case_id
    where p.state = 'open' and p.kind <> 'estimate' and p.due_at < ${before} and ${scope} and ${visiblePromises(ctx)}`.execute(
    ctx.db,
  );
  return rows[0]?.n ?? 0;
}

/** Promises that ended in a state within `[from, to)`, the last first, and how many there are. */
export async function listEndedWithin(
  ctx: Context,
  scope: RawBuilder<unknown>,
  state: 'kept' | 'broken',
  within: { from: Date; to: Date },
  limit: number,
): Promise<{ rows: ShownRow[]; count: number }> {
  const where = sql`p.state <> 'open' and p.kind <> 'estimate' and p.state = ${state} and p.ended_at >= ${within.from} and p.ended_at < ${within.to} and ${scope} and ${visiblePromises(ctx)}`;
  const rows = await shown(ctx.db, sql`${where} order by p.ended_at desc, p.id desc limit ${limit}`);
  if (rows.length < limit) return { rows, count: rows.length };
  const { rows: counted } = await sql<{
    n: number;
  }>`select count(*)::int as n from promises p left join cases k on k.id = p.case_id where ${where}`.execute(ctx.db);
  return { rows, count: counted[0]?.n ?? rows.length };
}

/** Who of these is away now, until when, and who stands in; of absences that overlap the one that ends last. */
export async function findAbsent(db: Database, ids: readonly string[], now: Date) {
  if (ids.length === 0) return new Map<string, { until_at: Date | null; delegate_id: string | null }>();
  const { rows } = await sql<{ user_id: string; until_at: Date | null; delegate_id: string | null }>`
    select distinct on (user_id) user_id, until_at, delegate_id from absences
    where user_id = any(${[...ids]}::uuid[]) and ended_at is null and from_at <= ${now} and (until_at is null or until_at > ${now})
    order by user_id, until_at desc nulls first
  `.execute(db);
  return new Map(rows.map((row) => [row.user_id, row]));
}

/** Who has each of some cases; cases of nobody are left out. */
export async function findAssignees(db: Database, caseIds: readonly string[]): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'assignee_id'])
    .where('id', 'in', [...caseIds])
    .execute();
  return new Map(rows.flatMap(({ id, assignee_id }) => (assignee_id === null ? [] : [[id, assignee_id] as const])));
}
