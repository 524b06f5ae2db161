/**
 * The ledger at work: some promises with their facts, what is added to them, and the one way everything is written
 * back. A batch of the log, a click and a tick all go through here, so that no column can differ from its facts and no
 * change goes unrecorded.
 */
import type { Context, WritingContext } from '../../context.ts';
import { recordAll } from '../../store/events.ts';
import type { Database } from '../../store/database.ts';
import { newId } from '../../store/identity.ts';
import { finishTasksAbout } from '../cases/index.ts';
import { calendarsFor, type CalendarsByVersion } from './clock-record.ts';
import { eventsBetween, judge } from './judging.ts';
import { findFacts, insertFacts, refreshCaseRows, savePromises } from './ledger-queries.ts';
import type { FactData, FactKind, LedgerRow, NewFact } from './ledger-rows.ts';

/** One promise in hand. */
export interface Entry {
  row: LedgerRow;
  readonly facts: NewFact[];
  /** Not yet judged for the first time. */
  isNew: boolean;
  isChanged: boolean;
}

export interface Ledger {
  readonly entries: Map<string, Entry>;
  readonly calendars: CalendarsByVersion;
  readonly newFacts: NewFact[];
  readonly happened: { at: Date; type: string; subjectId: string | null; data: Record<string, unknown> }[];
  /** Cases whose row has to show another next promise. */
  readonly touchedCases: Set<string>;
}

/** Takes promises that the caller holds into hand, with their facts and the calendars these name. */
export async function openLedger(db: Database, rows: readonly LedgerRow[]): Promise<Ledger> {
  const facts =
    rows.length === 0
      ? []
      : await findFacts(
          db,
          rows.map(({ id }) => id),
        );
  const byPromise = Map.groupBy<string, NewFact>(facts, (fact) => fact.promise_id);
  return {
    entries: new Map(
      rows.map((row) => [row.id, { row, facts: byPromise.get(row.id) ?? [], isNew: false, isChanged: false }]),
    ),
    calendars: await calendarsFor(db, rows, facts),
    newFacts: [],
    happened: [],
    touchedCases: new Set(),
  };
}

/** What a new promise is told at its making; the rest of its row follows. */
export type NewPromise = Pick<LedgerRow, 'kind' | 'clock' | 'what' | 'case_id' | 'customer_id' | 'keeper_id'> &
  Partial<LedgerRow>;

/** Makes a promise: within `target_minutes` of open time, or by the hour `dueAt`. It runs from `at`. */
export function addPromise(
  ledger: Ledger,
  promise: NewPromise,
  made: { at: Date; by: string | null; dueAt?: Date; data?: FactData },
): Entry {
  const row = { ...blank, ...promise, id: promise.id ?? newId(), made_at: made.at, made_by: made.by };
  const entry: Entry = { row, facts: [], isNew: true, isChanged: true };
  ledger.entries.set(row.id, entry);
  addFact(ledger, entry, 'made', made.at, made.by, {
    minutes: row.target_minutes,
    dueAt: made.dueAt?.toISOString() ?? null,
    calendarId: row.calendar_id,
    calendarVersion: row.calendar_version,
    policyId: row.policy_id,
    policyVersion: row.policy_version,
    ...made.data,
  });
  settle(ledger, entry, made.at);
  return entry;
}

/** Writes one more thing that happened to a promise. `settle` then says what it makes of it. */
export function addFact(
  ledger: Ledger,
  entry: Entry,
  fact: FactKind,
  at: Date,
  by: string | null,
  data: FactData = {},
): void {
  const added: NewFact = { promise_id: entry.row.id, at, fact, data, actor_id: by };
  entry.facts.push(added);
  ledger.newFacts.push(added);
}

/** Judges a promise by its facts at a moment, and notes what changed with it. */
export function settle(ledger: Ledger, entry: Entry, at: Date): void {
  const before = entry.isNew ? null : entry.row;
  entry.isNew = false;
  // of two who write in a case at the same moment the later may be read first: what is known already is not judged as if it were yet to come
  const known = entry.facts.reduce((latest, fact) => Math.max(latest, fact.at.getTime()), at.getTime());
  const after = judge(entry.row, entry.facts, new Date(known), ledger.calendars);
  if (!changes(before, after)) return;
  entry.row = after;
  entry.isChanged = true;
  if (before?.case_id !== null && before?.case_id !== undefined) ledger.touchedCases.add(before.case_id);
  if (after.case_id !== null) ledger.touchedCases.add(after.case_id);
  for (const { type, data } of eventsBetween(before, after)) tell(ledger, entry, type, at, data);
  if (before !== null && after.state === 'open') {
    if (after.warned > before.warned) addFact(ledger, entry, 'warned', at, null, { percent: after.warned });
    if (after.at_risk && !before.at_risk) addFact(ledger, entry, 'at-risk', at, null);
  }
  if (after.state === 'broken' && after.broke_in_silence && before?.state !== 'broken')
    addFact(ledger, entry, 'lapsed', after.ended_at ?? at, null);
}

/** Changes what is not the clock's: the keeper, the case, the words. */
export function amend(ledger: Ledger, entry: Entry, change: Partial<LedgerRow>): void {
  for (const caseId of [entry.row.case_id, change.case_id])
    if (typeof caseId === 'string') ledger.touchedCases.add(caseId);
  entry.row = { ...entry.row, ...change };
  entry.isChanged = true;
}

/** Notes an event of a promise, with the data every event of a promise carries. */
export function tell(ledger: Ledger, entry: Entry, type: string, at: Date, data: Record<string, unknown> = {}): void {
  const { id, case_id, customer_id, kind, clock, keeper_id } = entry.row;
  ledger.happened.push({
    at,
    type,
    subjectId: id,
    data: { promiseId: id, caseId: case_id, customerId: customer_id, kind, clock, keeperId: keeper_id, ...data },
  });
}

/** Writes everything back: promises, facts, the cases' next promises, and the events in the order they happened. */
export async function saveLedger(ctx: WritingContext, ledger: Ledger): Promise<void> {
  const changed = [...ledger.entries.values()].filter(({ isChanged }) => isChanged).map(({ row }) => row);
  await savePromises(ctx.trx, changed);
  const ended = changed.filter(({ kind, state }) => kind === 'personal' && state !== 'open');
  if (ended.length > 0)
    await finishTasksAbout(
      ctx,
      ended.map(({ id }) => id),
    );
  await insertFacts(ctx.trx, ledger.newFacts);
  await refreshCaseRows(ctx.trx, [...ledger.touchedCases]);
  if (ledger.happened.length > 0) await recordAll(ctx, ledger.happened);
}

/** The open promises of a case in hand. */
export function openEntriesOf(ledger: Ledger, caseId: string): Entry[] {
  return [...ledger.entries.values()].filter(({ row }) => row.case_id === caseId && row.state === 'open');
}

/** The staff member for `actor_id`; keys, customers and the system have none. */
export function actingStaff(ctx: Context): string | null {
  return ctx.actor.kind === 'staff' ? ctx.actor.id : null;
}

/** Whether a judgement says anything new. */
function changes(before: LedgerRow | null, after: LedgerRow): boolean {
  return before === null || JSON.stringify(before) !== JSON.stringify(after);
}

const blank: Omit<
  LedgerRow,
  'id' | 'made_at' | 'made_by' | 'kind' | 'clock' | 'what' | 'case_id' | 'customer_id' | 'keeper_id'
> = {
  policy_id: null,
  policy_version: null,
  calendar_id: null,
  calendar_version: null,
  pause_in: [],
  target_minutes: null,
  due_at: null,
  first_due_at: null,
  state: 'open',
  paused: false,
  remaining_ms: null,
  at_risk: false,
  next_at: null,
  warned: 0,
  ended_at: null,
  end_reason: null,
  break_reason: null,
  broke_in_silence: false,
  apology: null,
  recovery: null,
  told: null,
  visible: true,
  message_id: null,
  spoken_words: null,
  party_id: null,
  party_side: null,
  party_task: false,
};
