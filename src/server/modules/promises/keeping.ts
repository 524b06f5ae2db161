import * as rules from '../../../domain/promises/promise-states.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { settlePart } from '../cases/index.ts';
import { actingStaff, addFact, amend } from './ledger.ts';
import { movePromise } from './moving.ts';

/**
 * What was promised is done. Whoever says so becomes its keeper if nobody was.
 * @throws Refusal conflict `kept-by-deed` for policy promises, `promise_not_open`, `promise_past_due`.
 */
export function keepPromise(ctx: Context, id: string, input: { note?: string | undefined } = {}): Promise<void> {
  return movePromise(ctx, id, async (ctx, { ledger, entry, standing }) => {
    if (standing.kind === 'policy')
      throw new Refusal(
        'conflict',
        'kept-by-deed',
        entry.row.clock === 'resolution'
          ? 'This promise is kept by solving the case and closing it.'
          : 'This promise is kept by answering the customer.',
      );
    rules.keepPromise(standing, ctx.now);
    const by = actingStaff(ctx);
    if (entry.row.keeper_id === null && by !== null) amend(ledger, entry, { keeper_id: by });
    addFact(ledger, entry, 'met', ctx.now, by, { reason: 'done', note: input.note ?? null });
    if (entry.row.party_task && entry.row.party_id !== null) await settlePart(ctx, entry.row.party_id, { done: true });
  });
}
