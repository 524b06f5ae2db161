import { sql } from 'kysely';
import type { Calendar } from '../../../domain/promises/calendar.ts';
import type { Database, Transaction } from '../../store/database.ts';
import {
  type AnswerMark,
  type Book,
  type CaseMark,
  type Keys,
  type MomentMark,
  type PromiseMark,
  type RollUp,
  rollUps,
  type WordVersion,
} from './book.ts';

/** Tables that remember where a record was counted: their columns, the first one being its key. */
const markTables = {
  case_marks: {
    case_id: 'uuid',
    opened_at: 'timestamptz',
    opened_day: 'date',
    team_id: 'uuid',
    channel: 'text',
    assigned: 'boolean',
    step: 'int',
    merged: 'boolean',
    verdict: 'text',
    verdict_day: 'date',
    verdict_team_id: 'uuid',
  },
  promise_marks: {
    promise_id: 'uuid',
    state: 'text',
    ended_day: 'date',
    kind: 'text',
    clock: 'text',
    team_id: 'uuid',
    channel: 'text',
    silent: 'boolean',
    at_risk: 'boolean',
  },
  moment_marks: {
    moment_id: 'uuid',
    day: 'date',
    touchpoint_id: 'uuid',
    channel: 'text',
    team_id: 'uuid',
    outcome: 'text',
  },
  answer_marks: {
    answer_id: 'uuid',
    day: 'date',
    team_id: 'uuid',
    channel: 'text',
    counts: 'jsonb',
    stem: 'text',
    ours: 'boolean',
  },
} as const;

interface MarkRows {
  case_marks: CaseMark;
  promise_marks: PromiseMark;
  moment_marks: MomentMark;
  answer_marks: AnswerMark;
}
type MarkTable = keyof MarkRows;

/** The marks of some records, by id. */
export async function findMarks<T extends MarkTable>(
  db: Database,
  table: T,
  ids: readonly string[],
): Promise<Map<string, MarkRows[T]>> {
  if (ids.length === 0) return new Map();
  const key = Object.keys(markTables[table])[0]!;
  const { rows } = await sql<MarkRows[T] & Record<string, unknown>>`
    select ${sql.raw(Object.keys(markTables[table]).join(', '))} from ${sql.table(table)}
    where ${sql.ref(key)} = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [String(row[key]), row]));
}

/** Writes the marks of a batch in one statement. */
export async function saveMarks<T extends MarkTable>(
  trx: Transaction,
  table: T,
  rows: readonly MarkRows[T][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(markTables[table]);
  const names = columns.map(([name]) => name);
  await sql`
    insert into ${sql.table(table)} (${sql.raw(names.join(', '))})
    select ${sql.raw(names.join(', '))} from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (${sql.raw(columns.map(([name, type]) => `${name} ${type}`).join(', '))})
    on conflict (${sql.raw(names[0]!)}) do update set ${sql.raw(
      names
        .slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(', '),
    )}`.execute(trx);
}

/** Adds what a batch counted, one statement a table; a row of nothing but zeros goes, so that a replay leaves the same rows. */
export async function addToRollUps(trx: Transaction, deltas: Book['deltas']): Promise<void> {
  for (const [rollUp, rows] of deltas) {
    const changed = [...rows.values()].filter(({ counts }) => [...counts.values()].some((by) => by !== 0));
    if (changed.length === 0) continue;
    await addRows(trx, rollUp, changed);
    if (changed.some(({ counts }) => [...counts.values()].some((by) => by < 0))) await dropEmpty(trx, rollUp, changed);
  }
}

type Changed = { keys: Keys; kept: Keys; counts: Map<string, number> };

function addRows(trx: Transaction, rollUp: RollUp, rows: readonly Changed[]) {
  const { keys, counts } = rollUps[rollUp];
  const kept = keptOf(rollUp);
  const typed = [...Object.entries({ ...keys, ...kept }), ...counts.map((name) => [name, 'int'] as const)];
  const names = typed.map(([name]) => name).join(', ');
  const values = rows.map((row) => ({
    ...row.keys,
    ...row.kept,
    ...Object.fromEntries(counts.map((name) => [name, row.counts.get(name) ?? 0])),
  }));
  return sql`
    insert into ${sql.table(rollUp)} as held (${sql.raw(names)})
    select ${sql.raw(names)} from json_to_recordset(${JSON.stringify(values)}::json)
      as r (${sql.raw(typed.map(([name, type]) => `${name} ${type}`).join(', '))})
    on conflict (${sql.raw(Object.keys(keys).join(', '))}) do update
      set ${sql.raw(counts.map((name) => `${name} = held.${name} + excluded.${name}`).join(', '))}`.execute(trx);
}

function dropEmpty(trx: Transaction, rollUp: RollUp, rows: readonly Changed[]) {
  const { keys, counts } = rollUps[rollUp];
  const same = Object.keys(keys).map((name) => `held.${name} is not distinct from r.${name}`);
  return sql`
    delete from ${sql.table(rollUp)} as held
    using json_to_recordset(${JSON.stringify(rows.map((row) => row.keys))}::json)
      as r (${sql.raw(
        Object.entries(keys)
          .map(([name, type]) => `${name} ${type}`)
          .join(', '),
      )})
    where ${sql.raw([...same, ...counts.map((name) => `held.${name} = 0`)].join(' and '))}`.execute(trx);
}

function keptOf(rollUp: RollUp): Record<string, string> {
  const description = rollUps[rollUp];
  return 'kept' in description ? description.kept : {};
}

/** Empties everything derived. */
export async function emptyRollUps(trx: Transaction): Promise<void> {
  const tables = [...Object.keys(rollUps), ...Object.keys(markTables), 'measured_to'];
  await sql`truncate ${sql.raw(tables.join(', '))}`.execute(trx);
}

/** Everything up to this instant has been counted. */
export async function noteMeasured(trx: Transaction, at: Date): Promise<void> {
  await trx
    .insertInto('measured_to')
    .values({ at })
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet({ at: sql<Date>`greatest(measured_to.at, excluded.at)` }),
    )
    .execute();
}

/** Every version of our word, the first first: a handful. */
export function listWordVersions(db: Database): Promise<WordVersion[]> {
  return db.selectFrom('charters').select(['word', 'synonyms', 'made_at']).orderBy('version').execute();
}

/** Every version of the company's default calendar, the first first. */
export async function listOpenHours(db: Database): Promise<{ calendar: Calendar; at: Date }[]> {
  const { rows } = await sql<Calendar & { at: Date }>`
    select v.zone, v.week, v.exceptions, v.at from calendar_versions v join calendars c on c.id = v.calendar_id
    where c.is_default order by v.version`.execute(db);
  return rows.map(({ at, ...calendar }) => ({ calendar, at }));
}
