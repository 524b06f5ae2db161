import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { actingStaff, addFact, amend, tell } from './ledger.ts';
import { movePromise } from './moving.ts';
import { findKeeper } from './reading-queries.ts';

/**
 * Gives an open promise to a colleague who serves customers, or takes it.
 * @throws Refusal conflict `promise_not_open`; invalid `keeper-unknown`.
 */
export function handOverPromise(
  ctx: Context,
  id: string,
  input: { keeperId: string; note?: string | undefined },
): Promise<void> {
  return transact(ctx, async (ctx) => {
    await refuseUnfitKeeper(ctx, input.keeperId);
    await movePromise(ctx, id, (ctx, { ledger, entry, standing }) => {
      if (standing.state !== 'open')
        throw new Refusal(
          'conflict',
          'promise_not_open',
          `This promise is ${standing.state}; nobody has to keep it now.`,
        );
      const from = entry.row.keeper_id;
      if (from === input.keeperId) return;
      const note = input.note ?? null;
      addFact(ledger, entry, 'handed-over', ctx.now, actingStaff(ctx), { from, to: input.keeperId, note });
      amend(ledger, entry, { keeper_id: input.keeperId });
      tell(ledger, entry, 'promises.handed-over', ctx.now, { from, to: input.keeperId, note });
    });
  });
}

/** A keeper works here and serves customers. */
export async function refuseUnfitKeeper(ctx: Context, keeperId: string): Promise<void> {
  const keeper = await findKeeper(ctx.db, keeperId);
  if (keeper === undefined || !keeper.active || keeper.role === 'colleague')
    throw new Refusal('invalid', 'keeper-unknown', 'Choose a colleague who works here and serves customers.', {
      field: 'keeperId',
    });
}
