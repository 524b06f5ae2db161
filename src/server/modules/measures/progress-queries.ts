import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/database.ts';

/** Which days, and of them which part. Days are included on both ends. */
export interface Slice {
  from: string;
  to: string;
  team: string | null;
  channel: string | null;
}

/** Every query here reads roll-ups only: what it costs grows with the days asked for, never with the records behind them. */
function within(slice: Slice, day: 'day' | 'opened_day' = 'day'): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(day)} >= ${slice.from}::date and ${sql.ref(day)} <= ${slice.to}::date
    ${slice.team === null ? sql`` : sql`and team_id = ${slice.team}`}
    ${slice.channel === null ? sql`` : sql`and channel = ${slice.channel}`}`;
}

/** Whether the whole company is meant, which has roll-ups of its own. */
function isWhole({ team, channel }: Pick<Slice, 'team' | 'channel'>): boolean {
  return team === null && channel === null;
}

export interface MomentSums {
  won: number;
  neutral: number;
  lost: number;
}

/** Moments by month, by week and by touchpoint, in one reading. */
export async function sumMoments(db: Database, slice: Slice) {
  const { rows } = await sql<MomentSums & { month: string | null; week: string | null; touchpoint_id: string | null }>`
    select month, week, touchpoint_id, sum(won) as won, sum(neutral) as neutral, sum(lost) as lost
    from (
      select date_trunc('month', day::timestamp)::date as month, date_trunc('week', day::timestamp)::date as week,
        touchpoint_id, won, neutral, lost
      from (
        select day, touchpoint_id, sum(won) as won, sum(neutral) as neutral, sum(lost) as lost
        from ${sql.table(isWhole(slice) ? 'moment_totals' : 'moment_days')} where ${within(slice)} group by 1, 2
      ) each_day
    ) days group by grouping sets ((month), (week), (touchpoint_id)) order by month, week`.execute(db);
  return {
    months: rows.flatMap(({ month, ...sums }) => (month === null ? [] : [{ from: month, ...sums }])),
    weeks: rows.flatMap(({ week, ...sums }) => (week === null ? [] : [{ from: week, ...sums }])),
    touchpoints: rows.flatMap(({ touchpoint_id, ...sums }) =>
      touchpoint_id === null ? [] : [{ touchpointId: touchpoint_id, ...sums }],
    ),
  };
}

export interface PromiseSums {
  kept: number;
  broken: number;
  renegotiated: number;
}

/** Promises by month of their end and kind, and over all months by kind and clock. */
export async function sumPromises(db: Database, slice: Slice) {
  const { rows } = await sql<PromiseSums & { month: string | null; kind: string | null; clock: string | null }>`
    select month, kind, clock, sum(kept) as kept, sum(broken) as broken, sum(renegotiated) as renegotiated
    from (
      select date_trunc('month', day::timestamp)::date as month, kind, clock, kept, broken, renegotiated
      from promise_days where ${within(slice)}
    ) days group by grouping sets ((month, kind), (kind, clock)) order by month, kind, clock`.execute(db);
  return {
    /** A line for each month and kind. */
    months: rows.flatMap(({ month, kind, kept, broken, renegotiated }) =>
      month === null ? [] : [{ from: month, kind: kind!, kept, broken, renegotiated }],
    ),
    kinds: rows.flatMap(({ month, kind, clock, ...sums }) =>
      month !== null || kind === null ? [] : [{ kind, clock: clock!, ...sums }],
    ),
  };
}

/** Time to resolve of the cases that arrived on these days: closed ones by step, open ones by day of arrival. */
export async function sumDurations(db: Database, slice: Slice) {
  const { rows } = await sql<{ step: number; opened_day: string | null; n: number }>`
    select step, case when step = -1 then opened_day end as opened_day, sum(n) as n
    from ${sql.table(isWhole(slice) ? 'duration_totals' : 'case_durations')}
    where ${within(slice, 'opened_day')} group by 1, 2 order by 1, 2`.execute(db);
  return {
    closed: rows.flatMap(({ step, n }) => (step === -1 ? [] : [{ step, n }])),
    open: rows.flatMap(({ opened_day, n }) => (opened_day === null ? [] : [{ day: opened_day, n }])),
  };
}

/** Cases open now by day of arrival, whenever they arrived. */
export async function sumOpenCases(db: Database, slice: Pick<Slice, 'team' | 'channel'>) {
  const { rows } = await sql<{ day: string; n: number }>`
    select opened_day as day, sum(n) as n
    from ${sql.table(isWhole(slice) ? 'duration_totals' : 'case_durations')} where step = -1
      ${slice.team === null ? sql`` : sql`and team_id = ${slice.team}`}
      ${slice.channel === null ? sql`` : sql`and channel = ${slice.channel}`}
    group by 1 order by 1`.execute(db);
  return rows;
}

/** Arrivals, endings and verdicts. */
export async function sumCases(db: Database, slice: Slice) {
  const { rows } = await sql<{
    opened: number;
    closed: number;
    reopened: number;
    confirmed: number;
    silent: number;
    refuted: number;
  }>`
    select coalesce(sum(opened), 0) as opened, coalesce(sum(closed), 0) as closed, coalesce(sum(reopened), 0) as reopened,
      coalesce(sum(confirmed), 0) as confirmed, coalesce(sum(silent), 0) as silent, coalesce(sum(refuted), 0) as refuted
    from case_days where ${within(slice)}`.execute(db);
  return rows[0]!;
}

const answerCounts = [
  'answers',
  'rated',
  'satisfied',
  'promoters',
  'passives',
  'detractors',
  'ease_rated',
  'easy',
  'worded',
  'our_word',
  'solved',
  'not_solved',
] as const;

export async function sumAnswers(db: Database, slice: Slice): Promise<Record<(typeof answerCounts)[number], number>> {
  const sums = answerCounts.map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(', ');
  const { rows } = await sql<Record<(typeof answerCounts)[number], number>>`
    select ${sql.raw(sums)} from answer_days where ${within(slice)}`.execute(db);
  return rows[0]!;
}

/** The words said most; not kept by team or channel. */
export async function listWords(db: Database, slice: Pick<Slice, 'from' | 'to'>, most: number) {
  const { rows } = await sql<{ word: string; n: number; ours: boolean }>`
    select min(example) as word, sum(n) as n, bool_or(ours) as ours from word_days
    where day >= ${slice.from}::date and day <= ${slice.to}::date
    group by stem order by 2 desc, stem limit ${most}`.execute(db);
  return rows;
}

/** Owed to customers: tasks of the house and estimates are counted nowhere as promises. */
const owed = sql.raw("kind in ('policy', 'personal')");

/** What stands now: open promises, those at risk, cases without an assignee. Each by a partial index on what is open. */
export async function countPresent(db: Database, slice: Pick<Slice, 'team' | 'channel'>) {
  const here = sql`${slice.team === null ? sql`` : sql`and team_id = ${slice.team}`}
    ${slice.channel === null ? sql`` : sql`and channel = ${slice.channel}`}`;
  const { rows } = await sql<{ open_promises: number; at_risk: number; unassigned: number }>`
    select (select count(*) from promise_marks where state = 'open' and ${owed} ${here}) as open_promises,
      (select count(*) from promise_marks where state = 'open' and at_risk and ${owed} ${here}) as at_risk,
      (select count(*) from case_marks where step = -1 and not assigned and not merged ${here}) as unassigned`.execute(
    db,
  );
  return rows[0]!;
}

/** Customers by months from first to last purchase, gone or not. */
export function listStays(db: Database) {
  return db.selectFrom('stay_counts').select(['promise_broken', 'months', 'gone', 'n', 'counted_at']).execute();
}

export async function findMeasuredTo(db: Database): Promise<Date | null> {
  return (await db.selectFrom('measured_to').select('at').executeTakeFirst())?.at ?? null;
}

/** Names of touchpoints, teams. */
export async function findNames(db: Database, table: 'touchpoints' | 'teams', ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
