import { hashPassword } from 'better-auth/crypto';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { storePassword } from './password-queries.ts';

/**
 * Gives the first owner a password, where nobody has one: after everything was read from an export, which carries none.
 * @returns who got it; undefined when somebody can sign in already, or there is no owner
 */
export function givePassword(ctx: Context, password: string): Promise<{ name: string; email: string } | undefined> {
  return transact(ctx, async (ctx) => {
    const known = await ctx.trx
      .selectFrom('accounts')
      .select('id')
      .where('password', 'is not', null)
      .executeTakeFirst();
    const owner = await ctx.trx
      .selectFrom('users')
      .select(['id', 'name', 'email'])
      .where('role', '=', 'owner')
      .where('active', '=', true)
      .orderBy('created_at')
      .executeTakeFirst();
    if (known !== undefined || owner === undefined) return undefined;
    await storePassword(ctx.trx, { id: newId(), userId: owner.id, hash: await hashPassword(password) }, ctx.now);
    await record(ctx, 'people.password-given', owner.id, {});
    return { name: owner.name, email: owner.email };
  });
}
