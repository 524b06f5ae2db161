import type { NotificationChoices } from '../../../contract/notifications.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import type { Database } from '../../store/database.ts';

/** Until somebody chooses: what concerns him in person comes by mail, but not at night. */
const usual: NotificationChoices = { mail: ['mentioned', 'held', 'morning'], quietFrom: '20:00', quietTo: '07:00' };

/** What a person is told by mail, and when not. */
export async function choicesOf(db: Database, userId: string): Promise<NotificationChoices> {
  const row = await db
    .selectFrom('notification_choices')
    .select(['mail', 'quiet_from', 'quiet_to'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row === undefined
    ? usual
    : {
        mail: row.mail as NotificationChoices['mail'],
        quietFrom: row.quiet_from.slice(0, 5),
        quietTo: row.quiet_to.slice(0, 5),
      };
}

export async function readChoices(ctx: Context): Promise<NotificationChoices> {
  return choicesOf(ctx.db, oneself(ctx));
}

/** Keeps what one chose. A matter of one's own: no event. */
export function choose(ctx: Context, choices: NotificationChoices): Promise<NotificationChoices> {
  const user = oneself(ctx);
  return transact(ctx, async (ctx) => {
    const row = { mail: [...new Set(choices.mail)], quiet_from: choices.quietFrom, quiet_to: choices.quietTo };
    await ctx.trx
      .insertInto('notification_choices')
      .values({ user_id: user, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
      .execute();
    return choicesOf(ctx.trx, user);
  });
}

/** The colleague who asks; a key is nobody who could be told. */
export function oneself(ctx: Context): string {
  if (ctx.actor.kind === 'staff') return ctx.actor.id;
  throw new Refusal('forbidden', 'not-a-person', 'An API key is told nothing; sign in as a colleague.');
}
