import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { maySeeCase } from '../cases/index.ts';
import { findColleague } from '../people/index.ts';
import { actingStaff, addFact, amend, tell } from './ledger.ts';
import { movePromise } from './moving.ts';

/**
 * Gives an open promise to a colleague who serves customers, or takes it.
 * @throws Refusal conflict `promise_not_open`; invalid `keeper-unknown`, `keeper-outside`.
 */
export function handOverPromise(
  ctx: Context,
  id: string,
  input: { keeperId: string; note?: string | undefined },
): Promise<void> {
  return transact(ctx, async (ctx) => {
    await movePromise(ctx, id, async (ctx, { ledger, entry, standing }) => {
      if (standing.state !== 'open')
        throw new Refusal(
          'conflict',
          'promise_not_open',
          `This promise is ${standing.state}; nobody has to keep it now.`,
        );
      const from = entry.row.keeper_id;
      await refuseUnfitKeeper(ctx, input.keeperId, entry.row.case_id);
      if (from === input.keeperId) return;
      const note = input.note ?? null;
      addFact(ledger, entry, 'handed-over', ctx.now, actingStaff(ctx), { from, to: input.keeperId, note });
      amend(ledger, entry, { keeper_id: input.keeperId });
      tell(ledger, entry, 'promises.handed-over', ctx.now, { from, to: input.keeperId, note });
    });
  });
}

/** A keeper works here, serves customers and sees the case, if there is one. */
export async function refuseUnfitKeeper(ctx: Context, keeperId: string, caseId: string | null): Promise<void> {
  const keeper = await findColleague(ctx.db, keeperId);
  if (keeper === undefined || keeper.role === 'colleague')
    throw new Refusal('invalid', 'keeper-unknown', 'Choose a colleague who works here and serves customers.', {
      field: 'keeperId',
    });
  if (caseId !== null && !(await maySeeCase({ ...ctx, actor: keeper }, caseId)))
    throw new Refusal(
      'invalid',
      'keeper-outside',
      `${keeper.name} does not see the case, which belongs to a private team; choose somebody of it.`,
      { field: 'keeperId' },
    );
}
