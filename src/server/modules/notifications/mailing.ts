import { say } from '../../catalogue.ts';
import { type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { queueMail } from '../channels/index.ts';

/** A notice that waited longer than this (the house stood still) is no news any more. */
const staleDays = 3;

/** Mails one notice, unless it was read or mailed meanwhile. Any number of attempts sends one mail. */
function mailNotification(ctx: Context, id: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const row = await ctx.trx
      .selectFrom('notifications as n')
      .innerJoin('users as u', 'u.id', 'n.user_id')
      .select(['n.id', 'n.subject', 'n.text', 'n.link', 'n.at', 'u.email', 'u.name', 'u.language'])
      .where('n.id', '=', id)
      .where('n.read_at', 'is', null)
      .where('n.mailed_at', 'is', null)
      .where('u.active', '=', true)
      .forUpdate('n')
      .executeTakeFirst();
    if (row === undefined || ctx.now.getTime() - row.at.getTime() > staleDays * 86_400_000) return;
    await ctx.trx.updateTable('notifications').set({ mailed_at: ctx.now }).where('id', '=', id).execute();
    const link = row.link === null ? '' : `${ctx.url}${row.link}`;
    await queueMail(ctx, {
      purpose: 'alert',
      to: [{ address: row.email, name: row.name }],
      subject: row.subject,
      text: [row.text, link, say(row.language, 'notifications', 'mail.why')].filter((part) => part !== '').join('\n\n'),
      automatic: 'auto-generated',
    });
  });
}

export const mailNotificationJob: Job = {
  name: 'mail-notification',
  work: (ctx, payload) => mailNotification(ctx, String(payload['id'])),
};
