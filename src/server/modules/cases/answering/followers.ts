import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { findColleague } from '../../people/index.ts';
import { findCase, maySeeCase } from '../finding.ts';

/** Who follows a case: they are told when something happens in it. */
export async function listFollowers(ctx: Context, ref: string) {
  const found = await findCase(ctx, ref);
  const items = await ctx.db
    .selectFrom('case_followers as f')
    .innerJoin('users as u', 'u.id', 'f.user_id')
    .select(['u.id', 'u.name'])
    .where('f.case_id', '=', found.id)
    .where('u.active', '=', true)
    .orderBy('u.name')
    .limit(200)
    .execute();
  return { items, following: items.some((one) => one.id === staffId(ctx.actor)) };
}

/** Has somebody follow a case (`me` or a colleague's id). Refuses whoever may not see it. Records `cases.followed`. */
export function followCase(ctx: Context, ref: string, who: string) {
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, ref);
    const userId = oneOf(ctx, who);
    const colleague = await findColleague(ctx.trx, userId);
    if (colleague === undefined || !(await maySeeCase({ ...ctx, actor: colleague }, found.id)))
      throw new Refusal('invalid', 'follower-not-found', 'There is no such colleague who may see this case.', {
        field: 'userId',
      });
    await addFollower(ctx, found.id, userId);
    return listFollowers(ctx, found.id);
  });
}

/** Follows no longer. Records `cases.unfollowed`. */
export function unfollowCase(ctx: Context, ref: string, who: string) {
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, ref);
    const userId = oneOf(ctx, who);
    const gone = await ctx.trx
      .deleteFrom('case_followers')
      .where('case_id', '=', found.id)
      .where('user_id', '=', userId)
      .returning('user_id')
      .executeTakeFirst();
    if (gone !== undefined) await record(ctx, 'cases.unfollowed', found.id, { caseId: found.id, userId });
    return listFollowers(ctx, found.id);
  });
}

/** Adds a follower whose right to see the case is known. Once is enough. */
export async function addFollower(ctx: WritingContext, caseId: string, userId: string): Promise<void> {
  const made = await ctx.trx
    .insertInto('case_followers')
    .values({ case_id: caseId, user_id: userId, since: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  if (made !== undefined) await record(ctx, 'cases.followed', caseId, { caseId, userId });
}

function oneOf(ctx: Context, who: string): string {
  if (who !== 'me') return who;
  const me = staffId(ctx.actor);
  if (me === null)
    throw new Refusal('invalid', 'not-a-person', 'An API key follows nothing; name a colleague.', { field: 'userId' });
  return me;
}
