import * as rules from '../../../domain/promises/promise-states.ts';
import type { Context } from '../../context.ts';
import { actingStaff, addFact, amend, settle, tell } from './ledger.ts';
import { movePromise } from './moving.ts';

/**
 * Agrees on another hour while the present one is still ahead. The old one stays beside it. `tellCustomer` is what the
 * customer's page shows with the new hour; whoever listens to `promises.renegotiated` may mail it.
 * @throws Refusal conflict `promise_not_open`, `promise_past_due`; invalid `due_not_ahead`, `due_unchanged`.
 */
export function renegotiatePromise(
  ctx: Context,
  id: string,
  input: { dueAt: string; why: string; tellCustomer?: string | undefined },
): Promise<void> {
  return movePromise(ctx, id, (ctx, { ledger, entry, standing }) => {
    const dueAt = new Date(input.dueAt);
    rules.renegotiatePromise(standing, ctx.now, dueAt, input.why);
    const from = entry.row.due_at?.toISOString() ?? null;
    addFact(ledger, entry, 'renegotiated', ctx.now, actingStaff(ctx), {
      from,
      dueAt: dueAt.toISOString(),
      reason: input.why.trim(),
    });
    const told = input.tellCustomer?.trim();
    if (told !== undefined && told !== '') amend(ledger, entry, { told });
    settle(ledger, entry, ctx.now);
    tell(ledger, entry, 'promises.renegotiated', ctx.now, {
      from,
      to: dueAt.toISOString(),
      why: input.why.trim(),
      tellCustomer: told ?? null,
    });
  });
}
