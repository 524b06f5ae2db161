import type { Notification } from '../../../contract/notifications.ts';
import { type Context, transact } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { choicesOf } from './choosing.ts';
import { mailableAt } from './quiet-hours.ts';

/** What somebody is told. */
export interface Telling {
  userId: string;
  kind: Notification['kind'];
  /** One line, in the person's language. */
  subject: string;
  text?: string;
  /** An address of ours, beginning with `/`. */
  link?: string;
  caseId?: string;
  /** The same deed told twice under one name is one line. */
  once?: string;
  /** What was told under `once` says the newest instead of being told again, and is unread again. */
  renews?: boolean;
  /** The mail is on its way by another hand: this line sends none. */
  mailed?: boolean;
}

/** A notice that nobody has read within this time, in milliseconds, is also mailed (when the person wants that). */
const readWithin = 60_000;

/**
 * Tells a colleague something: a line in his list at once, and a mail when he chose that for the kind, has not read it within a
 * minute, and it is not quiet with him. Whoever left is told nothing. Records `notifications.told` with the person as subject.
 */
export function notify(ctx: Context, telling: Telling): Promise<void> {
  return transact(ctx, async (ctx) => {
    const person = await ctx.trx
      .selectFrom('users')
      .select(['id', 'time_zone'])
      .where('id', '=', telling.userId)
      .where('active', '=', true)
      .executeTakeFirst();
    if (person === undefined) return;
    const id = newId();
    const made = await ctx.trx
      .insertInto('notifications')
      .values({
        id,
        user_id: person.id,
        kind: telling.kind,
        subject: telling.subject.slice(0, 300),
        text: (telling.text ?? '').slice(0, 2000),
        link: telling.link ?? null,
        case_id: telling.caseId ?? null,
        once: telling.once ?? null,
        at: ctx.now,
        ...(telling.mailed === true ? { mailed_at: ctx.now } : {}),
      })
      .onConflict((conflict) => {
        const told = conflict.columns(['user_id', 'once']).where('once', 'is not', null);
        return telling.renews === true
          ? told.doUpdateSet((eb) => ({
              subject: eb.ref('excluded.subject'),
              text: eb.ref('excluded.text'),
              link: eb.ref('excluded.link'),
              at: eb.ref('excluded.at'),
              read_at: null,
            }))
          : told.doNothing();
      })
      .returning('id')
      .executeTakeFirst();
    if (made === undefined) return;
    await record(ctx, 'notifications.told', person.id, { notificationId: made.id, kind: telling.kind });
    if (telling.mailed === true) return;
    const choices = await choicesOf(ctx.trx, person.id);
    if (!choices.mail.includes(telling.kind)) return;
    const runAt = mailableAt(new Date(ctx.now.getTime() + readWithin), person.time_zone, choices);
    await addJob(ctx, 'mail-notification', { id: made.id }, { key: `mail-notification:${made.id}`, runAt });
  });
}
