import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { askTaskAbout } from '../cases/index.ts';
import { notify } from '../notifications/index.ts';
import { promisedTo } from './accepting-queries.ts';

/**
 * The customer asks for another hour: it stands on the promise until somebody agrees on one, as a task of its keeper in
 * the case, and its keeper hears of it.
 * @throws Refusal not_found `promise-not-found` when it is not his, not shown to him, or no longer open
 */
export function askToMove(ctx: Context, id: string, words: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const customerId = ctx.actor.kind === 'customer' ? ctx.actor.id : null;
    if (customerId === null) throw new Refusal('forbidden', 'not-a-customer', 'Only the customer may do this.');
    const asked = await ctx.trx
      .updateTable('promises')
      .set({ asked_to_move_at: ctx.now, asked_to_move: words.trim().slice(0, 200) })
      .where('id', '=', id)
      .where(promisedTo(customerId))
      .where('visible', '=', true)
      .where('state', '=', 'open')
      .returning(['case_id', 'customer_id', 'kind', 'clock', 'keeper_id', 'what'])
      .executeTakeFirst();
    if (asked === undefined) throw new Refusal('not_found', 'promise-not-found', 'This promise is no longer open.');
    await record(ctx, 'promises.asked-to-move', id, {
      promiseId: id,
      caseId: asked.case_id,
      customerId: asked.customer_id,
      kind: asked.kind,
      clock: asked.clock,
      keeperId: asked.keeper_id,
      words: words.trim().slice(0, 200),
    });
    const keeper =
      asked.keeper_id === null
        ? undefined
        : await ctx.trx
            .selectFrom('users')
            .select(['id', 'language'])
            .where('id', '=', asked.keeper_id)
            .executeTakeFirst();
    const text = say(keeper?.language, 'at-risk', 'asked', { what: asked.what, when: words.trim().slice(0, 120) });
    if (asked.case_id !== null)
      await askTaskAbout(asSystem(ctx, 'promises.asked') as WritingContext, asked.case_id, {
        promiseId: id,
        what: text.slice(0, 300),
        assigneeId: asked.keeper_id,
      });
    if (keeper !== undefined)
      await notify(asSystem(ctx, 'promises.asked') as typeof ctx, {
        userId: keeper.id,
        kind: 'alert',
        subject: text,
        link: `/promises/${id}`,
        ...(asked.case_id === null ? {} : { caseId: asked.case_id }),
        once: `asked-to-move:${id}:${ctx.now.toISOString()}`,
      });
  });
}
