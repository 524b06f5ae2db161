/**
 * One case becomes part of another. What was promised in it is promised there: words of people move over, and of two
 * policy promises on the same clock the one that is due first stays, so that merging never buys time.
 */
import type { KeptEvent } from '../../store/events.ts';
import { type CaseBatch, runOn, startResponse, syncPause, text } from './case-clocks.ts';
import { addFact, amend, type Entry, openEntriesOf, settle } from './ledger.ts';
import type { Standing } from './policies/policy-queries.ts';

/** Follows `cases.merged`: `source` is the case that was merged away. */
export function mergeCases(batch: CaseBatch, source: Standing, event: KeptEvent): void {
  const into = batch.standings.get(text(event.data['into']) ?? '');
  if (into === undefined || into.case_id === source.case_id) return;
  const by = event.actorKind === 'staff' ? event.actorId : null;
  for (const entry of openEntriesOf(batch.ledger, source.case_id)) {
    const rival = openEntriesOf(batch.ledger, into.case_id).find(
      ({ row }) => row.clock !== null && rivals(row.clock, entry.row.clock),
    );
    const loser = rival === undefined ? undefined : dueOf(entry) < dueOf(rival) ? rival : entry;
    if (loser !== undefined) {
      addFact(batch.ledger, loser, 'withdrawn', event.at, by, { reason: 'merged', from: source.case_id });
      settle(batch.ledger, loser, event.at);
    }
    if (loser === entry) continue;
    addFact(batch.ledger, entry, 'moved-to-case', event.at, by, { from: source.case_id, to: into.case_id });
    amend(batch.ledger, entry, { case_id: into.case_id, ...ownerIn(into, entry) });
    syncPause(batch.ledger, entry, into.state, event.at);
  }
  source.merged_into = into.case_id;
  const waited = [source.awaiting_since, into.awaiting_since].filter((at) => at !== null);
  into.awaiting_since = waited.length === 0 ? null : new Date(Math.min(...waited.map(Number)));
  into.replied ||= source.replied;
  // Closed on the way: the customer's question moved over without a promise, so it gets one.
  if (source.awaiting_since !== null && into.state !== 'closed') startResponse(batch, into, event.at);
}

/**
 * Follows `cases.unmerged`: `source` is the case that stands alone again. What had moved over comes back, and what the merge had
 * withdrawn on either side runs on, so that nothing promised is lost or there twice. A question that was answered meanwhile is answered.
 */
export function unmergeCases(batch: CaseBatch, source: Standing, event: KeptEvent): void {
  const into = batch.standings.get(text(event.data['from']) ?? '');
  if (into === undefined) return;
  const by = event.actorKind === 'staff' ? event.actorId : null;
  const { entries } = batch.ledger;
  const answered = source.awaiting_since !== null && into.awaiting_since === null;
  for (const entry of entries.values()) {
    const moved = entry.facts.findLast(({ fact }) => fact === 'moved-to-case');
    if (entry.row.case_id !== into.case_id || moved?.data.from !== source.case_id || moved.data.reason === 'unmerged')
      continue;
    addFact(batch.ledger, entry, 'moved-to-case', event.at, by, {
      from: into.case_id,
      to: source.case_id,
      reason: 'unmerged',
    });
    amend(batch.ledger, entry, { case_id: source.case_id, ...ownerIn(source, entry) });
    if (entry.row.state === 'open') syncPause(batch.ledger, entry, source.state, event.at);
  }
  for (const entry of entries.values()) {
    const last = entry.facts.findLast(({ fact }) => fact === 'withdrawn' || fact === 'reopened');
    if (last?.fact !== 'withdrawn' || last.data.reason !== 'merged' || last.data.from !== source.case_id) continue;
    if (answered && entry.row.clock !== 'resolution') continue;
    const standing = entry.row.case_id === source.case_id ? source : into;
    if (
      openEntriesOf(batch.ledger, standing.case_id).some(
        ({ row }) => row.clock !== null && rivals(row.clock, entry.row.clock),
      )
    )
      continue;
    // saved after what moved away: one clock runs once in a case
    entries.delete(entry.row.id);
    entries.set(entry.row.id, entry);
    runOn(batch, standing, entry, { at: event.at, by, reason: 'unmerged' });
    if (entry.row.state === 'open') syncPause(batch.ledger, entry, standing.state, event.at);
  }
  source.merged_into = null;
  const waited = text(event.data['fromAwaiting']);
  if (answered) source.awaiting_since = null;
  else if (waited !== null) into.awaiting_since = new Date(waited);
  else if (Number(into.awaiting_since) === Number(source.awaiting_since)) into.awaiting_since = null;
  if (source.awaiting_since !== null && source.state !== 'closed') startResponse(batch, source, event.at);
}

/** What a policy promises is promised to whoever the case belongs to; a word stays given to the one it was given to. */
function ownerIn(standing: Standing, { row }: Entry): { customer_id?: string } {
  return row.kind === 'policy' ? { customer_id: standing.customer_id } : {};
}

/** A first and a next response are both the next answer the customer waits for. */
function rivals(one: string, other: string | null): boolean {
  return other !== null && (one === 'resolution') === (other === 'resolution');
}

/** Due first wins; one that stands still, and has no hour, comes last. */
function dueOf(entry: Entry): number {
  return entry.row.due_at?.getTime() ?? Number.POSITIVE_INFINITY;
}
