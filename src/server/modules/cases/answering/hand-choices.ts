import type { HandChoices } from '../../../../contract/cases-hands.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';

/** Until somebody chooses, an answer can be taken back for five seconds. */
const usual: HandChoices = { undoSeconds: 5 };

/** How long one's answers wait before they go out. */
export async function readHandChoices(ctx: Context): Promise<HandChoices> {
  const me = staffId(ctx.actor);
  if (me === null) return { undoSeconds: 0 };
  const row = await ctx.db
    .selectFrom('hand_choices')
    .select('undo_seconds')
    .where('user_id', '=', me)
    .executeTakeFirst();
  return row === undefined ? usual : { undoSeconds: row.undo_seconds };
}

/** Keeps what one chose. A matter of one's own: no event. */
export function chooseHands(ctx: Context, choices: HandChoices): Promise<HandChoices> {
  const me = staffId(ctx.actor);
  if (me === null) throw new Refusal('forbidden', 'not-a-person', 'An API key has no habits; sign in as a colleague.');
  return transact(ctx, async (ctx) => {
    const row = { undo_seconds: choices.undoSeconds };
    await ctx.trx
      .insertInto('hand_choices')
      .values({ user_id: me, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
      .execute();
    return readHandChoices(ctx);
  });
}
