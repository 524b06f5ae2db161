import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import type { KeptEvent } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { findMailboxById } from '../../channels/index.ts';
import { notify } from '../../notifications/index.ts';

const settings = '/settings/mail';

/** Whoever runs the mailboxes is told when one is not fetched any more, when machines are stopped, and when mail was set aside. */
export const tellOfMail: Subscription = {
  name: 'cases-tell-of-mail',
  types: ['channels.mailbox-failing', 'channels.breaker-opened', 'channels.mail-set-aside'],
  async handle(ctx, events) {
    for (const event of events) await tell(ctx, event);
  },
};

async function tell(ctx: WritingContext, event: KeptEvent): Promise<void> {
  const told = await wordsFor(ctx, event);
  if (told === undefined) return;
  const people = await ctx.trx
    .selectFrom('users')
    .select(['id', 'language'])
    .where('active', '=', true)
    .where('role', 'in', ['owner', 'admin'])
    .execute();
  for (const { id, language } of people)
    await notify(ctx, {
      userId: id,
      kind: 'alert',
      subject: say(language, 'mailboxes', `alarm.${told.key}`, told.values),
      text: told.problem === undefined ? '' : say(language, 'mailboxes', `problem.${told.problem}`),
      link: settings,
      once: told.once,
    });
}

async function wordsFor(
  ctx: WritingContext,
  event: KeptEvent,
): Promise<{ key: string; values: Record<string, string>; problem?: string; once: string } | undefined> {
  const values = { address: String(event.data['address'] ?? '') };
  // a hundred mails that fail for one reason are one line in an hour
  const hour = event.at.toISOString().slice(0, 13);
  if (event.type === 'channels.mail-set-aside') return { key: 'set-aside', values: {}, once: `mail-set-aside:${hour}` };
  if (event.type === 'channels.breaker-opened')
    return { key: 'breaker', values, once: `breaker:${values.address}:${hour}` };
  const mailbox = event.subjectId === null ? undefined : await findMailboxById(ctx.trx, event.subjectId);
  if (mailbox === undefined) return undefined;
  return {
    key: 'failing',
    values: { address: mailbox.address },
    problem: String(event.data['problem']),
    once: `mailbox-failing:${String(event.id)}`,
  };
}
