import * as rules from '../../../domain/promises/promise-states.ts';
import { type Context, transact } from '../../context.ts';
import { actingStaff, addFact, amend, type Entry, tell } from './ledger.ts';
import type { LedgerRow } from './ledger-rows.ts';
import { type InHand, movePromise } from './moving.ts';
import { sayInCase } from './saying.ts';

/** What is said when a promise cannot be kept. */
export interface Breaking {
  reason: string;
  apology?: string | undefined;
  recovery?: string | undefined;
}

/**
 * Says that a promise cannot be kept, or why it broke in silence. From the due hour on it was silence that broke it,
 * and the reason is its explanation. `apology` is sent to the customer as an answer in the case, in the same transaction, and
 * stands on his page.
 * @throws Refusal conflict `promise_not_open`, `break_already_explained`; invalid `reason_missing`.
 */
export function breakPromise(ctx: Context, id: string, input: Breaking): Promise<void> {
  return transact(ctx, async (ctx) => {
    let broken: Entry | undefined;
    await movePromise(ctx, id, (ctx, moving) => {
      markBroken(ctx, moving, input);
      broken = moving.entry;
    });
    const apology = filled(input.apology);
    if (apology !== null && broken !== undefined) await sayInCase(ctx, broken.row, apology);
  });
}

function markBroken(ctx: Context, { ledger, entry, standing }: InHand, input: Breaking): void {
  const by = actingStaff(ctx);
  const wasBroken = standing.state === 'broken';
  const step = wasBroken
    ? rules.explainBreak(standing, input.reason)
    : rules.breakPromise(standing, ctx.now, input.reason);
  amend(ledger, entry, saidOf(entry, step.promise.breakReason ?? input.reason, input));
  if (!step.promise.brokeInSilence) {
    addFact(ledger, entry, 'broken', ctx.now, by, { reason: step.promise.breakReason });
    return;
  }
  addFact(ledger, entry, 'explained', ctx.now, by, { reason: step.promise.breakReason });
  if (wasBroken)
    tell(ledger, entry, 'promises.break-explained', ctx.now, {
      reason: step.promise.breakReason,
      recovery: entry.row.recovery,
    });
}

function saidOf(entry: Entry, reason: string, input: Breaking): Partial<LedgerRow> {
  return {
    break_reason: reason,
    apology: filled(input.apology) ?? entry.row.apology,
    recovery: filled(input.recovery) ?? entry.row.recovery,
  };
}

function filled(words: string | undefined): string | null {
  return words === undefined || words.trim() === '' ? null : words.trim();
}
