import * as rules from '../../../domain/promises/promise-states.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context, WritingContext } from '../../context.ts';
import { settlePart } from '../cases/index.ts';
import { syncPause } from './case-clocks.ts';
import { actingStaff, addFact, settle } from './ledger.ts';
import type { LedgerRow } from './ledger-rows.ts';
import { movePromise } from './moving.ts';

/**
 * Puts a promise back that somebody took back a moment ago: it is open with the hour it had, and the customer sees it again.
 * Records `promises.reopened`.
 * @throws Refusal not_found `promise-not-found`; conflict `promise_not_taken_back`, `restoring_too_late`, `promise_past_due`,
 *   `clock-runs-again`, `part-gone`.
 */
export function restorePromise(ctx: Context, id: string): Promise<void> {
  return movePromise(ctx, id, async (ctx, { ledger, entry, standing }) => {
    rules.restorePromise(standing, ctx.now);
    const { row } = entry;
    const stands = row.case_id === null ? undefined : await standingOfCase(ctx, row.case_id);
    if (stands !== undefined) await refuseRival(ctx, row);
    if (row.party_task) await refuseLostPart(ctx, row);
    addFact(ledger, entry, 'restored', ctx.now, actingStaff(ctx));
    settle(ledger, entry, ctx.now);
    if (stands !== undefined) syncPause(ledger, entry, stands.state, ctx.now);
    if (row.party_task && row.party_id !== null)
      await settlePart(ctx, row.party_id, { dueAt: entry.row.due_at ?? row.due_at });
  });
}

function standingOfCase(ctx: WritingContext, caseId: string) {
  return ctx.trx.selectFrom('cases').select('state').where('id', '=', caseId).executeTakeFirst();
}

/** One clock runs once in a case: where the customer has written again, another promise has taken its place. */
async function refuseRival(ctx: WritingContext, row: LedgerRow): Promise<void> {
  if (row.kind !== 'policy' || row.clock === null) return;
  const rivals = row.clock === 'resolution' ? ['resolution'] : ['first-response', 'next-response'];
  const rival = await ctx.trx
    .selectFrom('promises')
    .select('id')
    .where('case_id', '=', row.case_id)
    .where('kind', '=', 'policy')
    .where('clock', 'in', rivals)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (rival !== undefined)
    throw new Refusal('conflict', 'clock-runs-again', 'Another promise of this kind runs in the case by now.');
}

async function refuseLostPart(ctx: WritingContext, row: LedgerRow): Promise<void> {
  const part = await ctx.trx
    .selectFrom('case_parties')
    .select('task')
    .where('id', '=', row.party_id)
    .where('task', '=', row.what)
    .executeTakeFirst();
  if (part === undefined)
    throw new Refusal('conflict', 'part-gone', 'This part has been given to nobody any more; give it anew.');
}
