/** What happens to cases, as far as estimates hang on it: when they came, what they are, when they were solved. */
import { businessTimeBetween } from '../../../../domain/promises/business-time.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../../domain/promises/calendar.ts';
import type { WritingContext } from '../../../context.ts';
import type { KeptEvent } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import {
  findPresentQuotes,
  holdEstimateCases,
  readFitting,
  readLoads,
  saveEstimateCases,
  saveLoads,
  showOnCases,
  voidQuotes,
} from './estimate-queries.ts';
import type { EstimateCase } from './estimate-rows.ts';
import { hoursOfCase, quoteCases } from './estimating.ts';
import { importedCase, unfoldImport } from '../imported-cases.ts';
import { addFact, openLedger, saveLedger, settle } from '../ledger.ts';
import { holdPromisesById } from '../ledger-queries.ts';
import { readTerms, type Terms } from '../policies/policy-choice.ts';

/** A log read long after it was written (a first start, a replay) estimates nothing of then; the job takes what is open. */
const freshFor = 60 * MILLISECONDS_PER_MINUTE;

export const estimateSubscription: Subscription = {
  name: 'promises.estimates',
  types: [
    'cases.opened',
    'cases.changed',
    'cases.closed',
    'cases.reopened',
    'cases.merged',
    'cases.unmerged',
    'cases.imported',
  ],
  handle: followForEstimates,
};

interface Batch {
  rows: Map<string, EstimateCase>;
  loads: Map<string | null, number>;
  terms: Terms;
  /** Cases whose estimate came true or not, and those whose estimate is called off. */
  solved: Map<string, KeptEvent>;
  calledOff: Map<string, KeptEvent>;
}

async function followForEstimates(ctx: WritingContext, happened: KeptEvent[]): Promise<void> {
  const events = happened.flatMap(unfoldImport);
  const ids = [...new Set(events.flatMap(({ subjectId }) => subjectId ?? []))];
  const batch: Batch = {
    rows: new Map((await holdEstimateCases(ctx.trx, ids)).map((row) => [row.case_id, row])),
    loads: await readLoads(ctx.trx),
    terms: await readTerms(ctx.trx),
    solved: new Map(),
    calledOff: new Map(),
  };
  for (const event of events) follow(batch, event);
  const rows = [...batch.rows.values()];
  await saveEstimateCases(ctx.trx, rows);
  await saveLoads(ctx.trx, batch.loads);
  await endEstimates(ctx, batch);
  const fitting = await readFitting(ctx.trx);
  if (fitting === undefined || +fitting.fitted_at > +ctx.now + freshFor) return;
  await quoteCases(
    ctx,
    rows.filter(({ look_at }) => look_at !== null && look_at <= ctx.now),
  );
}

function follow(batch: Batch, event: KeptEvent): void {
  const id = event.subjectId;
  if (id === null) return;
  if (event.type === 'cases.opened') return open(batch, id, event.at, event.data);
  if (event.type === importedCase) return takeOver(batch, id, event);
  const row = batch.rows.get(id);
  if (row === undefined) return;
  if (event.type === 'cases.changed') change(batch, row, event);
  else if (event.type === 'cases.closed') close(batch, row, event);
  else if (event.type === 'cases.reopened') reopen(batch, row, event);
  else if (event.type === 'cases.merged') {
    if (row.closed_at === null) carry(batch, row.team_id, -1);
    Object.assign(row, { merged: true, look_at: null });
    batch.calledOff.set(id, event);
  } else {
    if (row.closed_at === null) carry(batch, row.team_id, 1);
    Object.assign(row, { merged: false, look_at: row.closed_at === null ? event.at : null });
  }
}

function open(batch: Batch, id: string, at: Date, data: Record<string, unknown>): void {
  if (batch.rows.has(id)) return;
  const team = text(data['teamId']);
  batch.rows.set(id, {
    case_id: id,
    kind: text(data['kind']) ?? 'question',
    priority: text(data['priority']) ?? 'normal',
    team_id: team,
    load: batch.loads.get(team) ?? 0,
    opened_at: at,
    closed_at: null,
    minutes: null,
    calendar_id: null,
    calendar_version: null,
    merged: false,
    look_at: at,
    unknown: null,
    unknown_n: null,
  });
  carry(batch, team, 1);
}

/** A case of another desk tells how long it took there: a desk that moved in knows from its first day. */
function takeOver(batch: Batch, id: string, event: KeptEvent): void {
  const { data } = event;
  const openedAt = new Date(String(data['openedAt']));
  open(batch, id, Number.isNaN(+openedAt) ? event.at : openedAt, data);
  const row = batch.rows.get(id)!;
  const closedAt = text(data['closedAt']);
  if (closedAt !== null && row.closed_at === null) close(batch, row, { ...event, at: new Date(closedAt) });
  else if (closedAt === null && row.closed_at !== null) reopen(batch, row, event);
}

function change(batch: Batch, row: EstimateCase, event: KeptEvent): void {
  const after = (event.data['after'] ?? {}) as Record<string, unknown>;
  if ('kind' in after) row.kind = String(after['kind']);
  if ('priority' in after) row.priority = String(after['priority']);
  if ('teamId' in after && text(after['teamId']) !== row.team_id) {
    const isOpen = row.closed_at === null && !row.merged;
    if (isOpen) carry(batch, row.team_id, -1);
    row.team_id = text(after['teamId']);
    if (isOpen) carry(batch, row.team_id, 1);
  }
  // what was unknown of the case as it came may be known of it as it is now
  if (row.unknown !== null && row.closed_at === null) row.look_at = event.at;
  if (after['state'] === 'closed') close(batch, row, event);
  else if (typeof after['state'] === 'string' && row.closed_at !== null) reopen(batch, row, event);
}

function close(batch: Batch, row: EstimateCase, event: KeptEvent): void {
  if (row.closed_at !== null) return;
  const { id, version, hours } = hoursOfCase(batch.terms, row.team_id);
  const took = event.at <= row.opened_at ? 0 : businessTimeBetween(hours, row.opened_at, event.at);
  Object.assign(row, {
    closed_at: event.at,
    minutes: Math.round(took / MILLISECONDS_PER_MINUTE),
    calendar_id: id,
    calendar_version: version,
    look_at: null,
    unknown: null,
    unknown_n: null,
  });
  carry(batch, row.team_id, -1);
  batch.solved.set(row.case_id, event);
}

/** It was not solved: what is promised begins again, from what it has taken already. */
function reopen(batch: Batch, row: EstimateCase, event: KeptEvent): void {
  if (row.closed_at === null) return;
  Object.assign(row, { closed_at: null, minutes: null, look_at: row.merged ? null : event.at });
  carry(batch, row.team_id, 1);
  batch.solved.delete(row.case_id);
}

/** Keeps the promises of estimates whose case is solved, and calls off those of cases that are another case now. */
async function endEstimates(ctx: WritingContext, batch: Batch): Promise<void> {
  const ids = [...batch.solved.keys(), ...batch.calledOff.keys()];
  if (ids.length === 0) return;
  const quotes = await findPresentQuotes(ctx.trx, ids);
  const promises = new Map(
    quotes.flatMap(({ promise_id, case_id }) => (promise_id === null ? [] : [[promise_id, case_id]])),
  );
  const ledger = await openLedger(ctx.trx, await holdPromisesById(ctx.trx, [...promises.keys()]));
  for (const entry of ledger.entries.values()) {
    if (entry.row.state !== 'open') continue;
    const caseId = promises.get(entry.row.id) ?? '';
    const solved = batch.solved.get(caseId);
    const event = solved ?? batch.calledOff.get(caseId);
    if (event === undefined) continue;
    const by = event.actorKind === 'staff' ? event.actorId : null;
    addFact(ledger, entry, solved === undefined ? 'withdrawn' : 'met', event.at, by, {
      reason: solved === undefined ? 'merged' : 'closed',
    });
    settle(ledger, entry, event.at);
  }
  await saveLedger(ctx, ledger);
  await voidQuotes(ctx.trx, [...batch.calledOff.keys()], ctx.now);
  await showOnCases(
    ctx.trx,
    ids.map((id) => ({ id, half: null, likely: null, resolved: null })),
  );
}

function carry(batch: Batch, team: string | null, by: number): void {
  batch.loads.set(team, Math.max(0, (batch.loads.get(team) ?? 0) + by));
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
