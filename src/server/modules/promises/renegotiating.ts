import * as rules from '../../../domain/promises/promise-states.ts';
import { type Context, transact } from '../../context.ts';
import { finishTasksAbout, settlePart } from '../cases/index.ts';
import { actingStaff, addFact, amend, type Entry, settle, tell } from './ledger.ts';
import { movePromise } from './moving.ts';
import { sayInCase } from './saying.ts';

/**
 * Agrees on another hour while the present one is still ahead. The old one stays beside it. `tellCustomer` is sent to the
 * customer as an answer in the case, in the same transaction, and is what his page shows with the new hour.
 * @throws Refusal conflict `promise_not_open`, `promise_past_due`; invalid `due_not_ahead`, `due_unchanged`.
 */
export function renegotiatePromise(
  ctx: Context,
  id: string,
  input: { dueAt: string; why: string; tellCustomer?: string | undefined },
): Promise<void> {
  const told = input.tellCustomer?.trim() ?? '';
  return transact(ctx, async (ctx) => {
    let moved: Entry | undefined;
    await movePromise(ctx, id, async (ctx, { ledger, entry, standing }) => {
      const dueAt = new Date(input.dueAt);
      rules.renegotiatePromise(standing, ctx.now, dueAt, input.why);
      const from = entry.row.due_at?.toISOString() ?? null;
      addFact(ledger, entry, 'renegotiated', ctx.now, actingStaff(ctx), {
        from,
        dueAt: dueAt.toISOString(),
        reason: input.why.trim(),
      });
      if (entry.row.party_task && entry.row.party_id !== null) await settlePart(ctx, entry.row.party_id, { dueAt });
      if (told !== '') amend(ledger, entry, { told });
      // another hour is another risk: when it is near at once, that is told anew
      amend(ledger, entry, { at_risk: false });
      settle(ledger, entry, ctx.now);
      tell(ledger, entry, 'promises.renegotiated', ctx.now, {
        from,
        to: dueAt.toISOString(),
        why: input.why.trim(),
        tellCustomer: told === '' ? null : told,
        atRisk: entry.row.at_risk,
      });
      moved = entry;
    });
    // what he asked for is answered; that the old hour suited him says nothing of the new one
    await ctx.trx
      .updateTable('promises')
      .set({ asked_to_move_at: null, asked_to_move: null, customer_accepted_at: null })
      .where('id', '=', id)
      .execute();
    await finishTasksAbout(ctx, [id]);
    if (told !== '' && moved !== undefined) await sayInCase(ctx, moved.row, told);
  });
}
