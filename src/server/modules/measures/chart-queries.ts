import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/database.ts';
import type { Slice } from './progress-queries.ts';

export type ChartMeasure = 'moments-lost' | 'moments-won' | 'promises-kept' | 'satisfied' | 'confirmed' | 'reopened';
export type ChartKey = 'touchpoint' | 'team' | 'channel' | 'kind';

/** Where a share is kept: its roll-up, what counts as a hit, of how many, and by which columns it can be told apart. */
interface Source {
  table: 'moment_days' | 'promise_days' | 'answer_days' | 'case_days';
  hits: string;
  trials: string;
  keys: Partial<Record<ChartKey, string>>;
  /** What counts where kinds are not told apart. */
  whole?: string;
}

const moments = { table: 'moment_days', trials: 'won + neutral + lost' } as const;
const places = { team: 'team_id', channel: 'channel' };

export const sources: Record<ChartMeasure, Source> = {
  'moments-lost': { ...moments, hits: 'lost', keys: { ...places, touchpoint: 'touchpoint_id' } },
  'moments-won': { ...moments, hits: 'won', keys: { ...places, touchpoint: 'touchpoint_id' } },
  // told apart by kind, each kind has its own chart; in one chart only what is owed to customers is counted
  'promises-kept': {
    table: 'promise_days',
    hits: 'kept',
    trials: 'kept + broken',
    keys: { ...places, kind: 'kind' },
    whole: "kind in ('policy', 'personal')",
  },
  satisfied: { table: 'answer_days', hits: 'satisfied', trials: 'rated', keys: places },
  confirmed: { table: 'case_days', hits: 'confirmed', trials: 'confirmed + refuted', keys: places },
  reopened: { table: 'case_days', hits: 'least(reopened, closed)', trials: 'closed', keys: places },
};

/** Tallies by period and, with `by`, by key: one row each, keys of their own in order of size left to the caller. */
export async function sumByPeriod(
  db: Database,
  measure: ChartMeasure,
  options: { every: 'week' | 'month'; by: ChartKey | null; slice: Slice; touchpointId: string | null },
): Promise<{ key: string | null; from: string; k: number; n: number }[]> {
  const { hits, trials, keys, whole, ...source } = sources[measure];
  const { slice, touchpointId, by, every } = options;
  const isWhole = slice.team === null && slice.channel === null && by !== 'team' && by !== 'channel';
  const table = source.table === 'moment_days' && isWhole ? 'moment_totals' : source.table;
  const key: RawBuilder<unknown> = by === null ? sql`null` : sql.raw(`${keys[by]}::text`);
  const { rows } = await sql<{ key: string | null; from: string; k: number; n: number }>`
    select ${key} as key, date_trunc(${every}, day::timestamp)::date as "from",
      sum(${sql.raw(hits)}) as k, sum(${sql.raw(trials)}) as n
    from ${sql.table(table)}
    where day >= ${slice.from}::date and day <= ${slice.to}::date
      ${slice.team === null ? sql`` : sql`and team_id = ${slice.team}`}
      ${slice.channel === null ? sql`` : sql`and channel = ${slice.channel}`}
      ${touchpointId === null ? sql`` : sql`and touchpoint_id = ${touchpointId}`}
      ${whole === undefined || by === 'kind' ? sql`` : sql`and ${sql.raw(whole)}`}
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
