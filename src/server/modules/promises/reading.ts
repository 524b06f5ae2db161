import type { QueryOf } from '../../../contract/route.ts';
import type { listPromises as listRoute, PromiseDetail, PromiseFact } from '../../../contract/promises.ts';
import { explainClock } from '../../../domain/promises/explanation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { showExplanation } from '../people/index.ts';
import { calendarsFor, type CalendarsByVersion, clockRecord } from './clock-record.ts';
import { actingStaff } from './ledger.ts';
import { earlierDues, movesOpen, notFound, standingOf } from './moving.ts';
import {
  findHistory,
  findNames,
  findNewestCustomerWords,
  findShownById,
  type HistoryRow,
  listAllAfter,
  listEndedAfter,
  type ListFilter,
  listOpenAfter,
  type ShownRow,
} from './reading-queries.ts';
import { showPromise } from './showing.ts';

/** Promises, filtered. Open ones by due hour, ended ones newest first, all of them by when they were made. */
export async function listPromises(ctx: Context, query: QueryOf<typeof listRoute>) {
  const limit = query.limit ?? 50;
  const filter = filterOf(ctx, query);
  const rows = await rowsAfter(ctx, filter, query.cursor, limit);
  const calendars = await calendarsFor(ctx.db, rows, []);
  return cutPage(
    rows,
    limit,
    (row) => cursorOf(row, filter),
    (row) => showPromise(row, ctx.now, calendars),
  );
}

/** One promise whole. */
export async function readPromise(ctx: Context, id: string): Promise<PromiseDetail> {
  const row = await findShownById(ctx, id);
  if (row === undefined) throw notFound();
  const history = await findHistory(ctx.db, id);
  const calendars = await calendarsFor(ctx.db, [row], history);
  const names = await findNames(ctx.db, idsIn(row, history));
  const words = row.case_id === null ? undefined : await findNewestCustomerWords(ctx.db, row.case_id);
  const standing = standingOf(row, history);
  const calendar = calendarOf(row, names, calendars);
  return {
    ...showPromise(row, ctx.now, calendars),
    madeBy: row.made_by === null ? null : { id: row.made_by, name: names.get(row.made_by) ?? '' },
    policy:
      row.policy_id === null
        ? null
        : { id: row.policy_id, name: names.get(row.policy_id) ?? '', version: row.policy_version ?? 1 },
    calendar,
    earlierDues: earlierDues(history).map(({ dueAt, replacedAt, reason }) => ({
      dueAt: dueAt.toISOString(),
      replacedAt: replacedAt.toISOString(),
      reason,
    })),
    explanation: explanationOf(history, ctx.now, calendars, calendar),
    history: history.toSorted((one, other) => +one.at - +other.at).map((fact) => showFact(fact, names)),
    customerWords: words === undefined ? null : { text: words.text, at: words.at.toISOString() },
    customerSees: customerSees(row),
    recovery: row.recovery,
    moves: movesOpen(standing, ctx.now, actingStaff(ctx)),
  };
}

function rowsAfter(ctx: Context, filter: ListFilter, cursor: string | undefined, limit: number): Promise<ShownRow[]> {
  if (filter.state === 'all') return listAllAfter(ctx, filter, keysOf(cursor, 1), limit);
  const after = keysOf(cursor, 2);
  return filter.state === 'open' ? listOpenAfter(ctx, filter, after, limit) : listEndedAfter(ctx, filter, after, limit);
}

/** The sort keys of a cursor, the id last; those of another list are refused like any that we did not make. */
function keysOf(cursor: string | undefined, length: 1 | 2) {
  const keys = readCursor(cursor, length);
  if (keys === undefined) return undefined;
  const moment = length === 2 ? keys[0] : null;
  if (uuid.test(String(keys.at(-1))) && (moment === null || !Number.isNaN(Date.parse(String(moment))))) return keys;
  throw new Refusal('invalid', 'cursor', 'The cursor is not one that this list gave; start again without it.');
}

function filterOf(ctx: Context, query: QueryOf<typeof listRoute>): ListFilter {
  return {
    state: query.state ?? 'open',
    keeperId: keeperOf(ctx, query.keeper),
    teamIds: teamsOf(ctx, query.team),
    dueBefore: query.dueBefore === undefined ? undefined : new Date(query.dueBefore),
    atRisk: query.atRisk,
    customerId: query.customer,
    caseId: query.case,
    kind: query.kind,
    clock: query.clock,
    owed: query.owed,
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function keeperOf(ctx: Context, keeper: string | undefined): string | null | undefined {
  if (keeper === undefined) return undefined;
  if (keeper === 'nobody') return null;
  if (keeper === 'me') {
    const me = actingStaff(ctx);
    if (me === null)
      throw new Refusal('invalid', 'not-a-person', 'An API key keeps no promises; name a colleague.', {
        field: 'keeper',
      });
    return me;
  }
  if (!uuid.test(keeper))
    throw new Refusal('invalid', 'keeper', 'Say me, nobody, or the id of a colleague.', { field: 'keeper' });
  return keeper;
}

function teamsOf(ctx: Context, team: string | undefined): readonly string[] | undefined {
  if (team === undefined) return undefined;
  if (team === 'mine') return 'teamIds' in ctx.actor ? ctx.actor.teamIds : [];
  if (!uuid.test(team)) throw new Refusal('invalid', 'team', 'Say mine, or the id of a team.', { field: 'team' });
  return [team];
}

function cursorOf(row: ShownRow, filter: ListFilter): (string | null)[] {
  if (filter.state === 'open') return [row.due_at?.toISOString() ?? null, row.id];
  return filter.state === 'all' ? [row.id] : [row.ended_at?.toISOString() ?? null, row.id];
}

function calendarOf(row: ShownRow, names: Map<string, string>, calendars: CalendarsByVersion) {
  if (row.calendar_id === null) return null;
  const zone = calendars(row.calendar_id, row.calendar_version)?.zone ?? 'UTC';
  return { id: row.calendar_id, name: names.get(row.calendar_id) ?? '', version: row.calendar_version ?? 1, zone };
}

function explanationOf(
  history: readonly HistoryRow[],
  now: Date,
  calendars: CalendarsByVersion,
  calendar: PromiseDetail['calendar'],
) {
  const record = clockRecord(history, calendars);
  const explanation = record === null ? null : explainClock(record, now);
  return explanation === null ? null : showExplanation(explanation, calendar);
}

function idsIn(row: ShownRow, history: readonly HistoryRow[]): string[] {
  const mentioned = history.flatMap(({ data }) => [data['from'], data['to'], data.policyId]);
  return [row.made_by, row.policy_id, row.calendar_id, ...mentioned].filter(
    (id): id is string => typeof id === 'string' && uuid.test(id),
  );
}

/** Ids within a fact are shown by the names of what they name. */
function showFact({ at, fact, data, actor_id, actor_name }: HistoryRow, names: Map<string, string>): PromiseFact {
  const { reason, policyId, ...rest } = data;
  const values: PromiseFact['values'] = {};
  for (const [key, value] of Object.entries(rest))
    if (value !== undefined && key !== 'calendarId')
      values[key] = (typeof value === 'string' && names.get(value)) || value;
  if (typeof policyId === 'string') values['policy'] = names.get(policyId) ?? null;
  return {
    at: at.toISOString(),
    fact,
    by: actor_id === null ? null : { id: actor_id, name: actor_name ?? '' },
    reason: reason ?? null,
    values,
  };
}

function customerSees(row: ShownRow): PromiseDetail['customerSees'] {
  // what was taken back is gone from his page
  if (!row.visible || row.kind === 'internal' || row.state === 'withdrawn') return null;
  return {
    dueAt: row.due_at?.toISOString() ?? null,
    firstDueAt: row.first_due_at?.toISOString() ?? null,
    state: row.state,
    acceptedAt: row.customer_accepted_at?.toISOString() ?? null,
    told: row.told,
    apology: row.apology,
  };
}
