/** Where every move of a person on a promise begins: it is found, held, and asked what the rules allow. */
import {
  allowedMoves,
  type EarlierDue,
  type PromiseMove,
  type PromiseStanding,
} from '../../../domain/promises/promise-states.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { type Entry, type Ledger, openLedger, saveLedger, settle } from './ledger.ts';
import { holdPromisesById } from './ledger-queries.ts';
import type { LedgerRow, NewFact } from './ledger-rows.ts';
import { isVisible } from './reading-queries.ts';

/** One promise in hand, with what the rules of promises need to know of it. */
export interface InHand {
  ledger: Ledger;
  entry: Entry;
  standing: PromiseStanding;
}

/**
 * Does something to one promise: holds it, judges it at this moment (silence may just have broken it), lets `work` add
 * facts, judges again and writes all of it.
 * @throws Refusal not_found `promise-not-found`, also when the case is not for this person's eyes.
 */
export function movePromise(
  ctx: Context,
  id: string,
  work: (ctx: WritingContext, hand: InHand) => Promise<void> | void,
) {
  return transact(ctx, async (ctx) => {
    const [row] = await holdPromisesById(ctx.trx, [id]);
    if (row === undefined || !(await isVisible(ctx, id))) throw notFound();
    const ledger = await openLedger(ctx.trx, [row]);
    const entry = ledger.entries.get(id);
    if (entry === undefined) throw notFound();
    // a reader that lags lives at the hour of its event; nothing can be done to a promise before it was made, nor judged before its last fact
    const now = new Date(Math.max(ctx.now.getTime(), ...entry.facts.map(({ at }) => at.getTime())));
    await work({ ...ctx, now }, { ledger, entry, standing: standingOf(entry.row, entry.facts) });
    settle(ledger, entry, now);
    await saveLedger(ctx, ledger);
  });
}

/** A promise as the rules see it. A clock that stands still has no due hour yet, so nothing is too late for it. */
export function standingOf(row: LedgerRow, facts: readonly NewFact[]): PromiseStanding {
  return {
    kind: row.kind,
    state: row.state,
    madeBy: row.made_by,
    madeAt: row.made_at,
    dueAt: row.due_at ?? new Date(8.64e15),
    earlierDues: earlierDues(facts),
    endedAt: row.ended_at,
    breakReason: row.break_reason,
    brokeInSilence: row.broke_in_silence,
    takenBack: row.state === 'withdrawn' && (row.end_reason === 'mistake' || row.end_reason === 'released'),
  };
}

/** Due hours that were replaced by agreement, oldest first. */
export function earlierDues(facts: readonly NewFact[]): EarlierDue[] {
  return facts.flatMap(({ fact, at, data }) =>
    fact === 'renegotiated' && typeof data['from'] === 'string'
      ? [{ dueAt: new Date(data['from']), replacedAt: at, reason: data.reason ?? null }]
      : [],
  );
}

/** The moves of the wire that are open to somebody now. */
export function movesOpen(standing: PromiseStanding, now: Date, by: string | null) {
  const moves = new Set<WireMove | null>(allowedMoves(standing, now, by).map((move) => wireMove[move]));
  moves.delete(null);
  // What a policy promised is kept by doing it: answering, or closing the case.
  if (standing.kind === 'policy') moves.delete('keep');
  if (standing.state === 'open') moves.add('hand-over');
  return [...moves].filter((move) => move !== null);
}

type WireMove = 'keep' | 'renegotiate' | 'break' | 'explain-break' | 'withdraw' | 'restore' | 'hand-over';

const wireMove: Record<PromiseMove, WireMove | null> = {
  keep: 'keep',
  renegotiate: 'renegotiate',
  break: 'break',
  lapse: null,
  explain_break: 'explain-break',
  withdraw_mistake: 'withdraw',
  withdraw_released: 'withdraw',
  restore: 'restore',
};

export function notFound(): Refusal {
  return new Refusal('not_found', 'promise-not-found', 'There is no such promise.');
}
